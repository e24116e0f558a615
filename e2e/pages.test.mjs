// Every page that can be reached by its links, as each role of the example sees it, held to the rules
// of support/browser.mjs: axe, no sideways scrolling, nothing asked of another server, no error.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { findingsOf, openBrowser, openWindow } from "./support/browser.mjs";
import { startDemo } from "./support/pejl.mjs";

/** One page of a kind is enough: keys, numbers and queries are folded. */
const kindOf = (path) =>
  path
    .replace(/[?#].*$/, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}")
    .replace(/\/\d+(?=\/|$)/g, "/{n}")
    .replace(/^(\/direction\/(?:expectations|edit\/[^/]+|new))\/[^/]+/, "$1/{key}")
    .replace(/^(\/programme\/(?:modules|activities|(?:edit|remove)\/[^/]+))\/[^/]+/, "$1/{key}")
    .replace(/^(\/rooms\/sheets)\/[^/]+/, "$1/{key}")
    .replace(/^\/demo\/mail\/.+/, "/demo/mail/{key}")
    .replace(/^(\/take-home)\/[^/]+\/[^/]+$/, "$1/{door}/{key}")
    .replace(/^(\/tools)\/[^/]+/, "$1/{key}")
    .replace(/^(\/join)\/.+/, "$1/{code}")
    .replace(/^(\/tap|\/monday\/stop)\/.+/, "$1/{door}");

/** A link of a mail that says what was tapped is sent on by the page at once: looked at without that. */
const untapped = (path) => path.replace(/^(\/tap\/[^?]+)\?.*/, "$1");

const isFile = (path) => /\.(zip|csv|xlsx|ics|pdf|pptx|toml)(\?|$)/.test(path) || path.startsWith("/assets/");

describe("every page", () => {
  let folder, pejl, browser;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "pejl-example-"));
    browser = await openBrowser();
    pejl = await startDemo(folder);
  });
  after(async () => {
    await browser?.close();
    await pejl?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  // The programme office sees nearly all of it; the others what is theirs alone, or another thing at the same address.
  const looked = new Set();
  const differs = ["/me", "/programme/sessions/{id}"];
  // English once, whole.
  for (const [name, role, language] of [
    ["office", "Forløbsledelse", "da"],
    ["office", "Programme office", "en"],
    ["leader", "Leder", "da"],
    ["teacher", "Underviser", "da"],
    ["administrator", "Administrator", "da"],
  ]) {
    test(`as ${name}, in ${language}`, async () => {
      const window = await openWindow(browser, pejl.address, { locale: language === "da" ? "da-DK" : "en-GB" });
      const { page } = window;
      await page.goto(`${pejl.address}/demo`);
      const wrong = await findingsOf(page, `demo-${language}`);
      const way = page.locator("form", { hasText: role }).or(page.locator("li, tr, .card", { hasText: role })).first();
      await way.locator("button").first().click();
      await page.waitForURL((url) => url.pathname !== "/demo");

      const seen = new Set([kindOf("/demo")]);
      const unseen = (paths) => paths.filter((path) => !seen.has(kindOf(path)) && seen.add(kindOf(path)));
      const look = async (page, path) => {
        const answer = await page.goto(pejl.address + path);
        if (answer.status() !== 200) wrong.push(`${path} answers ${answer.status()} to ${name}`);
        const spoken = await page.locator("html").getAttribute("lang");
        if (spoken !== language) wrong.push(`${path} speaks ${spoken} to ${name}`);
        const kind = kindOf(path);
        if (!looked.has(kind + language) || differs.includes(kind)) {
          const picture = `${name}-${language}${kind.replace(/[^a-z0-9]+/gi, "-")}`;
          wrong.push(...(await findingsOf(page, picture, { again: looked.has(`${kind}da`) && language === "en" })));
        }
        looked.add(kind + language);
        const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
        return links.filter((link) => !isFile(link)).map(untapped);
      };
      // Two tabs share what is one click further from the first page, then what is two.
      const tabs = [page, await window.newPage()];
      let next = unseen([new URL(page.url()).pathname]);
      while (next.length > 0) {
        const here = next;
        const links = [];
        await Promise.all(
          tabs.map(async (tab) => {
            for (let path = here.shift(); path; path = here.shift()) links.push(...(await look(tab, path)));
          }),
        );
        next = unseen(links);
      }
      assert.deepEqual(wrong, []);
      assert.ok(seen.size > 3, `only ${[...seen]} could be reached`);
      await window.close();
    });
  }
});
