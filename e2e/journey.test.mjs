// From an empty database to a leader who sees the session and fetches the calendar: the path of the
// first days, as the programme office and a leader walk it, on both databases, in both languages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { lookAt, openBrowser, openWindow } from "./support/browser.mjs";
import { binary, startPejl } from "./support/pejl.mjs";

/** Asks until there is an answer; the letters are carried in their own time. */
async function until(ask) {
  const last = Date.now() + 60_000;
  for (;;) {
    const answer = ask();
    if (answer) return answer;
    if (Date.now() > last) throw new Error("it did not come within a minute");
    await new Promise((go) => setTimeout(go, 200));
  }
}

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
      execFileSync(binary, ["sample", file, "--people", "3400"]);
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
      assert.match(await page.locator("main").innerText(), /3[.,]400/);
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

    test("the programme comes in, and a plan is proposed and published", async () => {
      const { page } = office;
      await page.goto(`${pejl.address}/programme/files`);
      await page.locator("input[type=file]").first().setInputFiles(join(pejl.folder, "direction.zip"));
      await page.locator("main form:has(input[type=file]) button[type=submit]").click();
      await page.goto(`${pejl.address}/programme/plan`);
      await page.locator("input[name=seconds]").fill("5");
      await page.locator("main form[action='/programme/plan/propose'] button[type=submit]").click();
      // The page asks how far the search is, and shows the plan when there is one.
      const look = page.locator("main a[href='/programme/plan/publish']");
      await look.waitFor({ timeout: 180_000 });
      await lookAt(page, `plan-proposed-${language}`);
      await look.click();
      await lookAt(page, `plan-publish-${language}`);
      await page.locator("main form[action='/programme/plan/publish'] button[type=submit]").click();
      await page.waitForURL((url) => !url.pathname.endsWith("/publish"));
    });

    test("a leader is invited by mail, sees the next session, and fetches the calendar", async () => {
      const letter = await until(() => pejl.mails().find((mail) => mail.text.includes("/invitation/")));
      const leader = await openWindow(browser, pejl.address, { locale: language === "da" ? "da-DK" : "en-GB" });
      const { page } = leader;
      await page.goto(pejl.address + letter.text.match(/\/invitation\/\S+/)[0]);
      for (const field of await page.locator("input[type=password]").all()) await field.fill(password);
      await page.locator("main form button[type=submit]").first().click();
      await page.waitForURL(/\/me$/);
      await lookAt(page, `me-${language}`);
      const session = page.locator("main a[href^='/programme/sessions/']").first();
      await session.click();
      await lookAt(page, `my-session-${language}`);
      await page.goto(`${pejl.address}/programme/my-calendar`);
      await page.locator("main form[action='/programme/my-calendar'] button[type=submit]").click();
      const address = await page.locator("#calendar-address").innerText();
      const calendar = await fetch(address.trim());
      assert.equal(calendar.status, 200);
      const text = await calendar.text();
      assert.match(text, /^BEGIN:VCALENDAR\r\n[\s\S]*TZID:Europe\/Copenhagen[\s\S]*END:VCALENDAR\r\n$/);
      // Twelve modules and the gatherings.
      assert.ok(text.split("BEGIN:VEVENT").length - 1 >= 12, text);
      await leader.close();
    });
  });
}
