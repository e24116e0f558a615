// The Monday after: a leader's letter lies in the mailbox, one tap in it settles the next step without a
// sign-in, and what came of it stands on the leader's own page.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { lookAt, openBrowser, openWindow } from "./support/browser.mjs";
import { startDemo } from "./support/pejl.mjs";

describe("the Monday after", () => {
  let folder, pejl, browser, leader, name, letter, tap;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "pejl-monday-"));
    browser = await openBrowser();
    pejl = await startDemo(folder);
    leader = await openWindow(browser, pejl.address);
  });
  after(async () => {
    await leader?.close();
    await browser?.close();
    await pejl?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the leader's letter is in the mailbox, once", async () => {
    const { page } = leader;
    await page.goto(`${pejl.address}/demo`);
    await page.locator("li, tr, .card", { hasText: "Leder" }).first().locator("button").first().click();
    await page.waitForURL((url) => url.pathname !== "/demo");
    name = (await page.locator(".person-name").innerText()).trim();
    const rows = page.locator("main tbody tr", { hasText: `${name} <` });
    const last = Date.now() + 60_000;
    do await page.goto(`${pejl.address}/demo/mail`);
    while ((await rows.count()) === 0 && Date.now() < last);
    assert.equal(await rows.count(), 1, `letters to ${name}`);
    letter = await rows.first().locator("a").getAttribute("href");
    await page.goto(pejl.address + letter);
    tap = await page.locator("main a[href^='/tap/'][href$='did=done']").first().getAttribute("href");
    await lookAt(page, "monday-letter");
  });

  test("one tap on another machine says that it is done, and a word what came of it", async () => {
    const phone = await openWindow(browser, pejl.address, { viewport: { width: 390, height: 800 } });
    const { page } = phone;
    await page.goto(pejl.address + tap);
    await page.waitForURL((url) => url.search === "");
    assert.match(await page.locator("main").innerText(), /Hvad kom der ud af det\?/);
    await lookAt(page, "monday-done");
    await page.locator("input[name=outcome]").fill("Vi lod to ting ligge.");
    await page.locator("main form:has(input[name=outcome]) button").click();
    await page.locator("main", { hasText: "Vi lod to ting ligge." }).waitFor();
    // Nobody is signed in by it.
    await page.goto(`${pejl.address}/steps`);
    assert.match(page.url(), /\/sign-in/);
    await phone.close();
  });

  test("the leader sees it, and the page of the letter", async () => {
    const { page } = leader;
    await page.goto(`${pejl.address}/steps`);
    assert.match(await page.locator("main").innerText(), /Vi lod to ting ligge\./);
    await page.goto(`${pejl.address}/monday`);
    await lookAt(page, "monday-page");
  });
});

