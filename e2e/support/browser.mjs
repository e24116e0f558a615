// A real browser, and what every page is held to: no finding of axe, no sideways scrolling on a phone or
// enlarged to 400 %, everything reached and shown by the keyboard alone, no error in the console, no
// request to anywhere but the page's own server.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";

const out = join(import.meta.dirname, "../out");
const everyPicture = Boolean(process.env.PEJL_PICTURES);

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
  const newPage = async () => {
    const page = await context.newPage();
    page.on("console", (message) => {
      // A refused form is answered 422, and the browser notes every such answer; and that a test took its network.
      if (message.type() === "error" && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text())) wrong.push(message.text());
    });
    page.on("pageerror", (error) => wrong.push(String(error)));
    return page;
  };
  return {
    page: await newPage(),
    newPage,
    context,
    async close() {
      await context.close();
      assert.deepEqual(wrong, [], "what the pages should not have done");
    },
  };
}

/**
 * Holds the page to its rules at both widths; gives what is wrong. Leaves a picture of each width in
 * e2e/out when something is, or when PEJL_PICTURES is set. A page that was held to them already, in
 * another language, is held `again` to those that words can break.
 */
export async function findingsOf(page, name, { again = false } = {}) {
  const before = page.viewportSize();
  const wrong = [];
  await page.evaluate(axe.source);
  for (const width of again ? [360] : [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    const found = [...(await tooWide(page)), ...(await faultsOfAxe(page))];
    if (everyPicture || found.length > 0) await picture(page, `${name}-${width}`);
    wrong.push(...found);
  }
  // A window of 1280 px enlarged to 200 % and to 400 % has room for this many.
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 512 });
    wrong.push(...(await tooWide(page)));
  }
  await page.setViewportSize(before);
  if (!again) wrong.push(...(await outOfReach(page)));
  return wrong.map((one) => `${name}: ${one}`);
}

async function picture(page, name) {
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
}

/** In the page itself: our pages have no frames, for whose sake the wrapper takes several times as long. */
async function faultsOfAxe(page) {
  const faults = await page.evaluate(async () => {
    if (document.querySelector("iframe, frame, object")) throw new Error("a page with frames asks for axe in each of them");
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return violations.map((one) => [one.id, one.help, ...one.nodes.map((node) => node.html)]);
  });
  const { width } = page.viewportSize();
  return faults.map(([id, help, ...nodes]) => `at ${width} px: ${id}: ${help}\n  ${nodes.join("\n  ")}`);
}

async function tooWide(page) {
  const [wider, width] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth - clientWidth, innerWidth];
  });
  return wider > 0 ? [`at ${width} px it is ${wider} px wider than the window`] : [];
}

/** What Tab does not come to in the order of the page, or comes to without showing it. */
async function outOfReach(page) {
  const most = 80;
  // Of several windows, the keyboard is at one.
  await page.bringToFront();
  await page.mouse.move(0, 0);
  const { expected, presses } = await page.evaluate((most) => {
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
    const ringed = (element) => {
      const style = element && getComputedStyle(element);
      return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
    };
    window.comeTo = [];
    // A page may be looked at twice.
    document.removeEventListener("focusin", window.cameTo);
    window.cameTo = ({ target }) => {
      const box = target.getBoundingClientRect();
      // A control that is drawn by its label shows its focus there.
      const drawn = [target, target.labels?.[0], target.nextElementSibling];
      window.comeTo.push({ stop: stop.indexOf(target), shown: drawn.some(ringed) && (box.width > 0 || box.height > 0) });
    };
    document.addEventListener("focusin", window.cameTo);
    document.activeElement?.blur?.();
    getSelection().removeAllRanges();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    window.comeTo.length = 0;
    const first = stop.slice(0, most);
    // Day, month, year and the calendar's button are stops of their own within a field for a date.
    const parts = first.filter((one) => /^(date|time|month|week|datetime-local)$/.test(one.type)).length * 6;
    return {
      expected: first.map((one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120)),
      presses: first.length + parts,
    };
  }, most);
  await Promise.all(Array.from({ length: presses }, () => page.keyboard.press("Tab")));
  const comeTo = await page.evaluate(() => window.comeTo);
  const wrong = [];
  for (const [at, html] of expected.entries()) {
    const stop = comeTo[at]?.stop ?? "none";
    if (stop !== at) {
      wrong.push(`Tab goes to stop ${stop} where ${at} is next: ${html}`);
      break;
    }
    if (!comeTo[at].shown) wrong.push(`one cannot see that the keyboard is at ${html}`);
  }
  return wrong;
}

/** The same, where anything wrong ends the journey. */
export async function lookAt(page, name) {
  assert.deepEqual(await findingsOf(page, name), []);
}
