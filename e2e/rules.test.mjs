// The rules that every page is held to find what breaks them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findingsOf, openBrowser, openWindow } from "./support/browser.mjs";

let browser, window;
before(async () => {
  browser = await openBrowser();
  window = await openWindow(browser, "about:blank");
});
after(async () => {
  await window.close();
  await browser.close();
});

const written = async (inside) => {
  await window.page.setContent(`<!doctype html><html lang="da"><title>En side</title><main><h1>En side</h1>${inside}</main></html>`);
  return findingsOf(window.page, "en-side");
};
const link = (text, more = "") => `<p><a href="#her" ${more}>${text}</a></p>`;

test("a page that keeps them has no finding", async () => {
  const fields = ["date", "text", "time"].map((type) => `<p><label>Felt <input type="${type}"></label></p>`).join("");
  assert.deepEqual(await written(link("Videre") + fields + link("Tilbage")), []);
});

for (const [rule, inside, said] of [
  ["a picture without words", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', /image-alt/],
  ["words too pale to read", '<p style="color: #ccc">Bleg</p>', /color-contrast/],
  ["wider than a phone", '<p style="width: 500px">Bred</p>', /at 360 px it is \d+ px wider/],
  ["wider than an enlarged window", '<p style="width: 630px">Bred</p>', /at 320 px it is \d+ px wider/],
  ["a link that hides where the keyboard is", link("Skjult", 'style="outline: none"'), /cannot see that the keyboard is at .*Skjult/],
  ["a link out of its order", link("Først") + link("Sidst", 'tabindex="1"'), /Tab goes to stop none where 1 is next/],
  ["a stop that nothing says is one", `<div style="height: 40px; overflow: auto"><p style="height: 400px">Lang</p></div>${link("Efter")}`, /Tab goes to stop -1 where 0 is next/],
]) {
  test(`found: ${rule}`, async () => {
    const found = await written(inside);
    assert.match(found.join("\n"), said);
  });
}
