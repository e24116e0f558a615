// A day in the room: run from its drejebog by a remote, on a wall of 1920 by 1080, with five phones that have
// no account, one of which loses its network; two who run it at once, somebody who guesses, and a next step
// that is its leader's when the leader says so.
import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { lookAt, openBrowser, openWindow } from "./support/browser.mjs";
import { startDemo } from "./support/pejl.mjs";

const pictures = join(import.meta.dirname, "out");
const phoneSized = { viewport: { width: 390, height: 800 } };

describe("a day in the room", () => {
  let folder, pejl, browser, leader, name, office, wall, session, code;
  const phones = [];

  const enter = async (role) => {
    const window = await openWindow(browser, pejl.address);
    await window.page.goto(`${pejl.address}/demo`);
    await window.page.locator("li, tr, .card", { hasText: role }).first().locator("button").first().click();
    await window.page.waitForURL((url) => url.pathname !== "/demo");
    return window;
  };
  const heading = () => office.page.locator("#now-heading").innerText();
  const press = async (act) => {
    const before = await heading();
    await office.page.locator(`button[name=act][value="${act}"]`).first().click();
    if (act === "next") await office.page.waitForFunction((text) => document.querySelector("#now-heading")?.textContent !== text, before);
  };
  /** Goes on until the wall shows this. */
  const until = async (shown) => {
    for (let beats = 0; beats < 30; beats += 1) {
      await wall.locator("h1", { hasText: await heading() }).waitFor();
      if (await wall.locator(shown).count()) return;
      await press("next");
    }
    assert.fail(`the day never showed ${shown}`);
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "pejl-room-"));
    mkdirSync(pictures, { recursive: true });
    browser = await openBrowser();
    pejl = await startDemo(folder);
    leader = await enter("Leder");
    name = (await leader.page.locator(".person-name").innerText()).trim();
    office = await enter("Forløbsledelse");
    // A session that the leader has a place in, and whose room nobody has opened.
    await office.page.goto(`${pejl.address}/programme/calendar`);
    const links = await office.page.locator("a[href^='/programme/sessions/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    for (const link of new Set(links)) {
      await office.page.goto(pejl.address + link);
      const said = await office.page.locator("main").innerText();
      const seat = office.page.locator("label[for^=present-]", { hasText: `${name} (` });
      if (!said.includes("Åbn rummet") || (await seat.count()) === 0) continue;
      session = link;
      await office.page.goto(`${pejl.address}${link.replace("/programme/sessions/", "/rooms/")}/sheet`);
      // One whose day gathers notes.
      if ((await office.page.locator("main").innerText()).includes("Sedler i de fire felter")) break;
      session = undefined;
    }
    assert.ok(session, `no session of ${name} gathers notes`);
  });
  after(async () => {
    for (const phone of phones) await phone.close();
    await leader?.close();
    await office?.close();
    await browser?.close();
    await pejl?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the room is opened from the session, and its wall is shown", async () => {
    const { page } = office;
    await page.goto(pejl.address + session);
    await page.locator("a[href$='/run']").click();
    const open = page.locator("form[action$='/open'] button");
    if (await open.count()) await open.click();
    await page.locator(".remote-code").waitFor();
    code = (await page.locator(".remote-code").innerText()).replace(/\s/g, "");
    assert.match(code, /^[A-HJ-NP-Z]{6}$/);
    await lookAt(page, "room-remote");
    wall = await office.newPage();
    await wall.setViewportSize({ width: 1920, height: 1080 });
    await wall.goto(page.url().replace(/\/run$/, "/screen"));
    await lookAt(wall, "room-wall");
    assert.ok(await wall.locator("main").evaluate((main) => main.scrollHeight <= 1080 && main.scrollWidth <= 1920));
  });

  test("five phones come in by the code of the wall; a guess does not", async () => {
    const guesser = await openWindow(browser, pejl.address, phoneSized);
    await guesser.page.goto(`${pejl.address}/join`);
    await lookAt(guesser.page, "room-join");
    await guesser.page.locator("input[name=code]").fill("ABCDEF");
    await guesser.page.locator("main form button").click();
    await guesser.page.locator("main", { hasText: "Koden åbner ikke noget rum" }).waitFor();
    await guesser.close();
    for (let number = 1; number <= 5; number += 1) {
      const phone = await openWindow(browser, pejl.address, phoneSized);
      phones.push(phone);
      if (number === 1) {
        await phone.page.goto(`${pejl.address}/join`);
        await phone.page.locator("input[name=code]").fill(code.toLowerCase());
        await phone.page.locator("main form button").click();
      } else {
        await phone.page.goto(`${pejl.address}/join/${code}`);
      }
      await phone.page.locator("select[name=desk]").selectOption(String(number < 4 ? 1 : 2));
      if (number === 1) await lookAt(phone.page, "room-enter");
      await phone.page.locator("main form button").click();
      await phone.page.waitForURL(/\/room\//);
    }
    await wall.locator("main", { hasText: /5 telefoner er med/ }).waitFor();
  });

  test("the day begins, and one word from each is on the wall", async () => {
    await press("next");
    await until(".wall-words");
    for (const [at, word] of ["håb", "ro", "håb", "travl", "håb"].entries()) {
      const { page } = phones[at];
      await page.locator("input[name=word]").fill(word);
      await page.locator("form[data-carry] button").click();
      await page.locator(".phone-own", { hasText: word }).waitFor();
    }
    await wall.locator(".wall-words li", { hasText: /håb\s*3/ }).waitFor();
    await wall.screenshot({ path: join(pictures, "room-wall-words.png") });
    await until(".wall-tables");
    await wall.screenshot({ path: join(pictures, "room-wall-tables.png") });
  });

  test("the day slips: a beat is lengthened, one is left out, and two who press at once do one thing", async () => {
    const behind = async () => {
      const said = await office.page.locator(".remote-behind").innerText();
      const [, minutes, way] = said.match(/(\d+|ét) minut\w* (bagud|foran)/) ?? ["", "0", ""];
      return (minutes === "ét" ? 1 : Number(minutes)) * (way === "foran" ? -1 : 1);
    };
    const before = await behind();
    await press("longer");
    const last = Date.now() + 10_000;
    while ((await behind()) < before + 4 && Date.now() < last);
    // A minute may have passed meanwhile, and a day that waits for a beat loses nothing by it.
    assert.ok(Math.abs((await behind()) - before - 5) <= 1, `${before} minutes became ${await behind()}`);
    const colleague = await enter("Forløbsledelse");
    await colleague.page.goto(office.page.url());
    // The colleague's page hears nothing meanwhile, as a telephone in a pocket.
    await colleague.context.setOffline(true);
    await press("next");
    await wall.locator("h1", { hasText: await heading() }).waitFor();
    const now = await heading();
    await colleague.page.route("**/stream", (route) => route.abort());
    await colleague.context.setOffline(false);
    await colleague.page.locator("button[name=act][value=next]").click();
    await colleague.page.locator("main", { hasText: "trykkede et øjeblik før" }).waitFor();
    assert.equal(await heading(), now);
    await colleague.context.close();
    const rest = office.page.locator(".rest > li").nth(1);
    const skipped = (await rest.locator("p").innerText()).split("\n")[0];
    await rest.locator("button[value^=skip]").click();
    await office.page.locator(".rest > .beat-skipped").waitFor();
    assert.ok(skipped.length > 0);
  });

  test("notes are placed in the four fields, also one that was written without network", async () => {
    await until(".wall-columns");
    const write = async ({ page }, field, text) => {
      await page.locator("input[name=field]").nth(field).check();
      await page.locator("textarea[name=note]").fill(text);
      await page.locator("form[data-carry] button").click();
    };
    await phones[0].page.locator("textarea[name=note]").waitFor();
    await lookAt(phones[0].page, "room-phone-note");
    await write(phones[0], 0, "Vi taler om reglen, før vi bryder den");
    await write(phones[1], 1, "<b>Tavlen</b> viser tre tal");
    await write(phones[2], 2, "Vi prøver i to uger");
    await write(phones[3], 3, "Vi ved, hvad vi lader ligge");
    await phones[4].context.setOffline(true);
    await write(phones[4], 3, "Skrevet uden net");
    await phones[4].page.locator("[data-carried]", { hasText: "intet net" }).waitFor();
    await wall.locator("li", { hasText: "<b>Tavlen</b> viser tre tal" }).waitFor();
    assert.equal(await wall.locator("li", { hasText: "Skrevet uden net" }).count(), 0);
    await phones[4].context.setOffline(false);
    await wall.locator("li", { hasText: "Skrevet uden net" }).waitFor();
    await phones[4].page.locator("[data-carried]", { hasText: "er sendt" }).waitFor();
    assert.equal(await wall.locator("li", { hasText: "Skrevet uden net" }).count(), 1);
    await lookAt(office.page, "room-remote-notes");
    await wall.screenshot({ path: join(pictures, "room-wall-notes.png") });
    // Ten thousand characters: told, and kept.
    await phones[0].page.locator("input[name=field]").first().check();
    await phones[0].page.locator("textarea[name=note]").fill("æ".repeat(10_000));
    await phones[0].page.locator("form[data-carry] button").click();
    await phones[0].page.locator(".form-error-message", { hasText: "500" }).waitFor();
    assert.equal((await phones[0].page.locator("textarea[name=note]").inputValue()).length, 10_000);
    await phones[0].page.locator("textarea[name=note]").fill("");
  });

  test("a telephone that slept is right at once", async () => {
    const { page, context } = phones[3];
    await context.setOffline(true);
    await press("next");
    const now = await heading();
    await context.setOffline(false);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.locator("h1", { hasText: now }).waitFor();
  });

  test("the last ten minutes are my next step, and the wall says how many", async () => {
    await until(".wall-step");
    const { page } = phones[0];
    await page.locator("textarea[name=when]").waitFor();
    await lookAt(page, "room-phone-step");
    await page.locator("textarea[name=when]").fill("vi mødes ved tavlen på mandag");
    await page.locator("textarea[name=then]").fill("lader jeg gruppen begynde");
    await page.locator("select[name=person]").selectOption({ label: name });
    await page.locator("form[data-carry] button").click();
    await page.locator(".told", { hasText: "Sig det nu højt" }).waitFor();
    await wall.locator("main", { hasText: "Én har skrevet sit næste skridt" }).waitFor();
    await wall.screenshot({ path: join(pictures, "room-wall-step.png") });
  });

  test("closed, the day's outcome stays, and the step is its leader's who says so", async () => {
    await office.page.locator("form[action$='/close'] button").click();
    await office.page.waitForURL(/\/outcome$/);
    await office.page.locator("main", { hasText: "Skrevet uden net" }).waitFor();
    await lookAt(office.page, "room-outcome");
    await phones[1].page.locator("main", { hasText: "Rummet er lukket" }).waitFor();
    await leader.page.goto(office.page.url());
    assert.match(await leader.page.locator("main").innerText(), /Vi prøver i to uger/);
    const told = leader.page.locator("main", { hasText: "lader jeg gruppen begynde" });
    const last = Date.now() + 30_000;
    do await leader.page.goto(`${pejl.address}/steps`);
    while ((await told.count()) === 0 && Date.now() < last);
    assert.match(await leader.page.locator("main").innerText(), /Er det dit\?/);
  });

  test("the drejebog opens without network where it was opened before", async () => {
    const { page, context } = office;
    await page.goto(`${page.url().replace(/\/outcome$/, "")}/sheet`);
    await page.locator("[data-along]:not([hidden])").waitFor();
    await lookAt(page, "room-sheet");
    const first = await page.locator("h3").first().innerText();
    await context.setOffline(true);
    await page.reload();
    assert.equal(await page.locator("h3").first().innerText(), first);
    await context.setOffline(false);
  });
});
