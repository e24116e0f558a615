// A room with two hundred phones: how long a note takes to the wall, how many a second, and the server's
// memory. One line each: what, measured, bound.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../e2e/support/pejl.mjs";

const root = resolve(import.meta.dirname, "..");
const binary = process.env.PEJL_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release", "pejl");
const folder = mkdtempSync(join(tmpdir(), "pejl-bench-room-"));
const [phonesWanted, rate, seconds] = [200, 50, 20];
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

console.log(`${cpus().length} x ${cpus()[0]?.model.trim()}, node ${process.version}\n`);
const rows = [];
const row = (what, measured, bound, kept) => {
  rows.push(kept);
  console.log(`${kept ? "kept " : "OVER "} ${what.padEnd(58)} ${measured.padStart(12)}   bound ${bound}`);
};

/** One browser: its cookies, and the token of its last page. */
class Visitor {
  cookies = new Map();
  token = "";
  ask(method, path, fields, headers = {}) {
    const body = fields && new URLSearchParams({ _csrf: this.token, ...fields }).toString();
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const kind = body ? { "content-type": "application/x-www-form-urlencoded", origin: address } : {};
    return new Promise((done, failed) => {
      const request = http.request(address + path, { method, agent, headers: { cookie, ...kind, ...headers } }, (answer) => {
        for (const set of answer.headers["set-cookie"] ?? []) {
          const [name, value] = set.split(";")[0].split(/=(.*)/s);
          this.cookies.set(name, value);
        }
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part) => (text += part));
        answer.on("end", () => {
          this.token = text.match(/name="_csrf" value="([^"]+)"/)?.[1] ?? this.token;
          done({ status: answer.statusCode, location: answer.headers.location, text });
        });
      });
      request.on("error", failed);
      request.end(body);
    });
  }
  get(path, headers) {
    return this.ask("GET", path, undefined, headers);
  }
  post(path, fields) {
    return this.ask("POST", path, fields);
  }
  /** Listens; calls when anything is told. */
  listen(path, told) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Promise((done, failed) => {
      const request = http.get(address + path, { headers: { cookie, accept: "text/event-stream" } }, (answer) => {
        answer.on("data", (part) => part.toString().includes("event: room") && told());
        answer.on("error", () => {});
        done({ status: answer.statusCode, stop: () => request.destroy() });
        // It ends when the room or the server does.
        request.on("error", () => {});
      });
      request.on("error", failed);
    });
  }
}

const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const server = spawn(binary, ["demo", "--folder", join(folder, "demo"), "--listen", `127.0.0.1:${port}`], { stdio: ["ignore", "pipe", "ignore"] });
await new Promise((done, failed) => {
  server.stdout.on("data", (text) => text.includes("http://") && done());
  server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
});
server.removeAllListeners("exit");

try {
  const office = new Visitor();
  const page = await office.get("/demo");
  const forms = page.text.match(/<form[^>]*action="\/demo\/enter"[\s\S]*?<\/form>/g);
  let run;
  for (const form of forms) {
    await office.get("/demo");
    await office.post("/demo/enter", { account: form.match(/name="account" value="([^"]+)"/)[1] });
    const calendar = await office.get("/programme/calendar");
    const session = calendar.status === 200 && calendar.text.match(/\/programme\/sessions\/([0-9a-f-]+)/)?.[1];
    if (!session) continue;
    run = `/rooms/${session}`;
    if ((await office.get(`${run}/run`)).status === 200) break;
    run = undefined;
  }
  if (!run) throw new Error("nobody of the example can run a session");
  await office.post(`${run}/open`, {});
  const remote = async () => (await office.get(`${run}/run`)).text;
  const code = (await remote()).match(/class="remote-code">([A-Z ]+)</)[1].replace(" ", "");

  const phones = Array.from({ length: phonesWanted }, () => new Visitor());
  const joined = performance.now();
  await Promise.all(
    phones.map(async (phone, at) => {
      await phone.get(`/join/${code}`);
      const inside = await phone.post(`/join/${code}`, { desk: String((at % 8) + 1) });
      phone.room = inside.location;
      if (!phone.room?.startsWith("/room/")) throw new Error(`phone ${at} was answered ${inside.status}`);
    }),
  );
  row(`${phonesWanted} phones come in at once`, `${((performance.now() - joined) / 1000).toFixed(2)} s`, "-", true);
  let turns = 0;
  const streams = await Promise.all(phones.map((phone) => phone.listen(`${phone.room}/stream`, () => (turns += 1))));
  if (streams.some(({ status }) => status !== 200)) throw new Error("a phone does not hear the room");

  for (let beats = 0; beats < 40; beats += 1) {
    const text = await remote();
    if ((await office.get(`${run}/screen`)).text.includes("wall-columns")) break;
    await office.post(`${run}/run`, { seen: text.match(/name="seen" value="(\d+)"/)[1], act: "next" });
  }
  await Promise.all(
    phones.map(async (phone) => {
      const asked = await phone.get(phone.room);
      phone.beat = asked.text.match(/name="beat" value="(\d+)"/)?.[1];
      phone.fields = [...asked.text.matchAll(/name="field" value="([^"]+)"/g)].map(([, field]) => field);
    }),
  );

  // The wall does as its script does: told that there is news, it asks for its part again.
  const due = new Map();
  const took = [];
  const counted = (text) => {
    const columns = text.match(/class="wall-columns"[\s\S]*?<\/div>/)?.[0] ?? "";
    const more = [...columns.matchAll(/<p>[^<]*?(\d+)[^<]*<\/p>/g)].reduce((sum, [, number]) => sum + Number(number), 0);
    return columns.split("<li").length - 1 + more;
  };
  let counts = 0;
  let asking = false;
  let again = false;
  const look = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    do {
      again = false;
      const { text } = await office.get(`${run}/screen`, { "hx-request": "true", "hx-request-type": "partial" });
      const now = performance.now();
      // Of so many, the wall has room for the newest of each field and counts the others: in the order in
      // which they were sent, those that it shows or counts have come.
      const there = counted(text) - counts;
      for (const [note, begun] of due) {
        if (there <= took.length) break;
        took.push(now - begun);
        due.delete(note);
      }
    } while (again);
    asking = false;
  };
  counts = counted((await office.get(`${run}/screen`)).text);
  // One that was under way when the server stopped tells nothing.
  const wall = await office.listen(`${run}/stream`, () => void look().catch(() => {}));
  let wrong = 0;
  const answers = [];
  const begun = performance.now();
  for (let sent = 0; sent < rate * seconds; sent += 1) {
    const at = begun + (sent * 1000) / rate;
    const early = at - performance.now();
    if (early > 0) await new Promise((go) => setTimeout(go, early));
    const phone = phones[sent % phones.length];
    const note = `seddel-${sent}-`;
    due.set(note, performance.now());
    answers.push(
      phone.post(`${phone.room}/say`, { beat: phone.beat, field: phone.fields[sent % phone.fields.length], key: note, note: `${note} med noget at læse` }).then((answer) => {
        if (answer.status !== 303) wrong += 1;
      }),
    );
  }
  await Promise.all(answers);
  const whole = (performance.now() - begun) / 1000;
  const last = performance.now() + 2000;
  while (due.size > 0 && performance.now() < last) await new Promise((go) => setTimeout(go, 50));
  took.sort((a, b) => a - b);
  // A note that never came to the wall counts as one that took for ever.
  const at = (share) => took[Math.floor((took.length + due.size) * share)] ?? Infinity;
  row(`${rate} notes a second for ${seconds} s, answered`, `${((rate * seconds - wrong) / whole).toFixed(1)} /s`, `${rate} /s`, wrong === 0 && whole < seconds * 1.05);
  row("a note is on the wall after, median", `${at(0.5).toFixed(0)} ms`, "-", true);
  row("  its 99th percentile", `${at(0.99).toFixed(0)} ms`, "500 ms", at(0.99) < 500);

  const before = turns;
  const turned = performance.now();
  await office.post(`${run}/run`, { seen: (await remote()).match(/name="seen" value="(\d+)"/)[1], act: "longer" });
  while (turns - before < phonesWanted && performance.now() - turned < 5000) await new Promise((go) => setTimeout(go, 10));
  row("the next beat is on all phones' streams after", `${(performance.now() - turned).toFixed(0)} ms`, "-", turns - before >= phonesWanted);
  const peak = Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1]) / 1024;
  row("resident memory of the server, at its peak", `${peak.toFixed(0)} MB`, "150 MB", peak < 150);
  wall.stop();
  for (const stream of streams) stream.stop();
} finally {
  agent.destroy();
  await new Promise((done) => {
    server.on("exit", done);
    server.kill("SIGTERM");
  });
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = rows.every(Boolean) ? 0 : 1;
