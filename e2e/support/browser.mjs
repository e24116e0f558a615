// A real browser, and what every page is held to: no finding of axe, no sideways scrolling on a phone,
// no error in the console, no request to anywhere but the page's own server.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const out = join(import.meta.dirname, "../out");

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.PEJL_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A person's own window, in which anything a page should not do is remembered. */
export async function openWindow(browser, address, options = {}) {
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1280, height: 900 }, ...options });
  const wrong = [];
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:")) wrong.push(`asked ${url}`);
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    // A refused form is answered 422, and the browser notes every such answer.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(String(error)));
  return {
    page,
    context,
    async close() {
      await context.close();
      assert.deepEqual(wrong, [], "what the pages should not have done");
    },
  };
}

/** Holds the page to its rules at both widths and leaves a picture of each in e2e/out; gives what is wrong. */
export async function findingsOf(page, name) {
  mkdirSync(out, { recursive: true });
  const before = page.viewportSize();
  const wrong = [];
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.screenshot({ path: join(out, `${name}-${width}.png`), fullPage: true });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) wrong.push(`${name} at ${width} px is ${wider} px wider than the window`);
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]).analyze();
    for (const one of violations) {
      wrong.push(`${name} at ${width} px: ${one.id}: ${one.help}\n  ${one.nodes.map((node) => node.html).join("\n  ")}`);
    }
  }
  await page.setViewportSize(before);
  return wrong;
}

/** The same, where anything wrong ends the journey. */
export async function lookAt(page, name) {
  assert.deepEqual(await findingsOf(page, name), []);
}
