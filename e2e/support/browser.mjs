// A real browser, and what every page is held to: no finding of axe, no sideways scrolling on a phone or
// enlarged to 400 %, everything reached and shown by the keyboard alone, no error in the console, no
// request to anywhere but the page's own server.
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

/**
 * Holds the page to its rules at both widths and leaves a picture of each in e2e/out; gives what is wrong.
 * A page that was held to them already, in another language, is held `again` to those that words can break.
 */
export async function findingsOf(page, name, { again = false } = {}) {
  mkdirSync(out, { recursive: true });
  const before = page.viewportSize();
  const wrong = [];
  for (const width of again ? [360] : [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.screenshot({ path: join(out, `${name}-${width}.png`), fullPage: true });
    wrong.push(...(await tooWide(page, name)));
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]).analyze();
    for (const one of violations) {
      wrong.push(`${name} at ${width} px: ${one.id}: ${one.help}\n  ${one.nodes.map((node) => node.html).join("\n  ")}`);
    }
  }
  // A window of 1280 px enlarged to 200 % and to 400 % has room for this many.
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 512 });
    wrong.push(...(await tooWide(page, name)));
  }
  await page.setViewportSize(before);
  if (!again) wrong.push(...(await outOfReach(page, name)));
  return wrong;
}

async function tooWide(page, name) {
  const [wider, width] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth - clientWidth, innerWidth];
  });
  return wider > 0 ? [`${name} at ${width} px is ${wider} px wider than the window`] : [];
}

/** What Tab does not come to in the order of the page, or comes to without showing it. */
async function outOfReach(page, name) {
  const most = 80;
  const expected = await page.evaluate((most) => {
    const can = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const stops = [...document.querySelectorAll(can)].filter(
      (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }),
    );
    // Of radio buttons with one name, Tab stops at one.
    const groups = new Set();
    const stop = stops.filter((one) => {
      if (one.type !== "radio") return true;
      const group = `${one.form?.action} ${one.name}`;
      const again = groups.has(group) || (!one.checked && stops.some((other) => other.name === one.name && other.checked));
      if (!again) groups.add(group);
      return !again;
    });
    stop.forEach((one, at) => (one.dataset.stop = at));
    document.activeElement?.blur?.();
    getSelection().removeAllRanges();
    return stop.slice(0, most).map((one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120));
  }, most);
  const wrong = [];
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  const here = async () => {
    await page.keyboard.press("Tab");
    return page.evaluate(() => {
      const one = document.activeElement;
      const ringed = (element) => {
        const style = element && getComputedStyle(element);
        return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
      };
      const box = one.getBoundingClientRect();
      // A control that is drawn by its label shows its focus there.
      const drawn = [one, one.labels?.[0], one.nextElementSibling];
      return {
        stop: Number(one.dataset?.stop ?? -1),
        parts: /^(date|time|month|week|datetime-local)$/.test(one.type),
        shown: drawn.some(ringed) && (box.width > 0 || box.height > 0),
      };
    });
  };
  for (const [at, html] of expected.entries()) {
    let { stop, shown, parts } = await here();
    // Day, month, year and the calendar's button are stops of their own within a field for a date.
    for (let part = 0; parts && stop === at - 1 && part < 8; part += 1) ({ stop, shown, parts } = await here());
    if (stop !== at) {
      wrong.push(`${name}: Tab goes to stop ${stop} where ${at} is next: ${html}`);
      break;
    }
    if (!shown) wrong.push(`${name}: one cannot see that the keyboard is at ${html}`);
  }
  return wrong;
}

/** The same, where anything wrong ends the journey. */
export async function lookAt(page, name) {
  assert.deepEqual(await findingsOf(page, name), []);
}
