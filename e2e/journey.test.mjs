// From an empty database to the organisation and its direction: the path of the first days, as the
// programme office walks it, on both databases, in both languages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { lookAt, openBrowser, openWindow } from "./support/browser.mjs";
import { binary, startPejl } from "./support/pejl.mjs";

const password = "en lang sætning om havnen";

for (const [database, language] of [["sqlite", "da"], ["postgres", "en"]]) {
  describe(`the first days, on ${database}, in ${language}`, () => {
    let pejl, browser, office;

    before(async () => {
      browser = await openBrowser();
      pejl = await startPejl({
        database,
        organisation: "Prøvekøbing Kommune",
        administrator: "office@kommune.example",
      });
      office = await openWindow(browser, pejl.address, { locale: language === "da" ? "da-DK" : "en-GB" });
    });
    after(async () => {
      await office?.close();
      await browser?.close();
      await pejl?.stop();
    });

    test("the first administrator chooses a password and comes in", async () => {
      const { page } = office;
      await page.goto(pejl.invitation);
      await lookAt(page, `invitation-${language}`);
      for (const field of await page.locator("input[type=password]").all()) await field.fill(password);
      await page.locator("main form button[type=submit]").first().click();
      await page.waitForURL(/\/overview$/);
      await lookAt(page, `overview-empty-${language}`);
    });

    test("the organisation comes in from HR's file", async () => {
      const { page } = office;
      const file = join(pejl.folder, "people.xlsx");
      execFileSync(binary, ["sample", file, "--people", "400"]);
      assert.ok(existsSync(file));
      await page.goto(`${pejl.address}/people`);
      await lookAt(page, `people-empty-${language}`);
      await page.goto(`${pejl.address}/people/import`);
      await page.locator("input[type=file]").first().setInputFiles(file);
      await page.locator("main form:has(input[type=file]) button[type=submit]").click();
      await page.waitForURL(/\/(columns|preview)$/);
      await lookAt(page, `people-columns-${language}`);
      if (page.url().endsWith("/columns")) {
        await page.locator("main form button[type=submit]").first().click();
        await page.waitForURL(/\/preview$/);
      }
      await lookAt(page, `people-preview-${language}`);
      await page.locator("main form[action$='/accept'] button[type=submit]").click();
      await page.waitForURL(/\/receipt$/);
      await lookAt(page, `people-receipt-${language}`);
      await page.goto(`${pejl.address}/people`);
      assert.match(await page.locator("main").innerText(), /400/);
    });

    test("the direction comes in as files and is published", async () => {
      const { page } = office;
      const files = join(pejl.folder, "direction.zip");
      execFileSync(binary, ["blueprint", "--out", files]);
      await page.goto(`${pejl.address}/direction/files`);
      await page.locator("input[type=file]").first().setInputFiles(files);
      await page.locator("main form:has(input[type=file]) button[type=submit]").click();
      await page.waitForURL(/\/direction\/draft$/);
      await lookAt(page, `direction-draft-${language}`);
      const publish = page.locator("main form[action='/direction/draft/publish']");
      for (const field of await publish.locator("input[type=text], textarea").all()) await field.fill("Første udgave");
      await publish.locator("button[type=submit]").click();
      await page.goto(`${pejl.address}/direction`);
      assert.match(await page.locator("main").innerText(), /Et godt sted at bo|A good place to settle/);
      await lookAt(page, `direction-${language}`);
    });
  });
}
