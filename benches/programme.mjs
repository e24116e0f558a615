// The programme's figures: import, plan, start, a leader's page. One line each: what, measured, bound.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../e2e/support/pejl.mjs";

const root = resolve(import.meta.dirname, "..");
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release", "pejl");
const folder = mkdtempSync(join(tmpdir(), "pejl-bench-"));

console.log(`${cpus().length} x ${cpus()[0]?.model.trim()}, node ${process.version}\n`);
const rows = [];
const row = (what, measured, bound, kept) => {
  rows.push(kept);
  console.log(`${kept ? "kept " : "OVER "} ${what.padEnd(58)} ${measured.padStart(12)}   bound ${bound}`);
};

/** Runs the binary to its end; seconds of wall time and its peak of resident memory in MB. */
function measured(args) {
  const begun = process.hrtime.bigint();
  const child = spawn(binary, args, { stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  child.stderr.on("data", (text) => (told += text));
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, memory(child.pid, "VmHWM"))), 5);
  return new Promise((done, failed) =>
    child.on("exit", (code) => {
      clearInterval(look);
      const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
      if (code === 0) done({ seconds, peak });
      else failed(new Error(`pejl ${args.join(" ")} ended with ${code}:\n${told}`));
    }),
  );
}

function memory(pid, line) {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`${line}:\\s+(\\d+)`))[1]) / 1024;
  } catch {
    return 0;
  }
}

const get = (agent, url, headers = {}) =>
  new Promise((done, failed) => {
    http
      .get(url, { agent, headers }, (answer) => {
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      })
      .on("error", failed);
  });

const post = (url, fields, cookie) =>
  new Promise((done, failed) => {
    const body = new URLSearchParams(fields).toString();
    const request = http.request(
      url,
      { method: "POST", headers: { cookie, origin: new URL(url).origin, "content-type": "application/x-www-form-urlencoded" } },
      (answer) => {
        answer.resume();
        answer.on("end", () => done(answer));
      },
    );
    request.on("error", failed);
    request.end(body);
  });

const cookies = (answer, before = "") => {
  const kept = new Map(before.split("; ").filter(Boolean).map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  for (const set of answer.headers["set-cookie"] ?? []) {
    const [name, value] = set.split(";")[0].split(/=(.*)/s);
    kept.set(name, value);
  }
  return [...kept].map(([name, value]) => `${name}=${value}`).join("; ");
};

try {
  const people = join(folder, "people.xlsx");
  const many = join(folder, "many.xlsx");
  await measured(["sample", people, "--people", "3378"]);
  await measured(["sample", many, "--people", "100000"]);
  const one = await measured(["import", people, "--check"]);
  row("preview of 3,378 people from XLSX", `${one.seconds.toFixed(2)} s`, "1 s", one.seconds < 1);
  const all = await measured(["import", many, "--check"]);
  row("preview of 100,000 people from XLSX", `${all.seconds.toFixed(2)} s`, "10 s", all.seconds < 10);
  row("  its peak of memory", `${all.peak.toFixed(0)} MB`, "500 MB", all.peak < 500);

  const plan = join(folder, "plan");
  const planned = await measured(["plan", join(root, "blueprints/kalundborg"), people, "--out", plan, "--seconds", "10"]);
  row("a usable plan of three years for the example", `${planned.seconds.toFixed(1)} s`, "10 s and writing", planned.seconds < 13);

  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const demo = ["demo", "--folder", join(folder, "demo"), "--listen", `127.0.0.1:${port}`];
  await started(spawn(binary, demo, { stdio: ["ignore", "pipe", "ignore"] })).then(stopped);
  const begun = process.hrtime.bigint();
  const server = await started(spawn(binary, demo, { stdio: ["ignore", "pipe", "ignore"] }));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
  await get(agent, `${address}/demo`);
  const start = Number(process.hrtime.bigint() - begun) / 1e9;
  row("start to the first page, the example loaded", `${start.toFixed(2)} s`, "0.5 s", start < 0.5);

  const cookie = await enter(agent, address);
  const pages = await weigh(agent, address, cookie);
  row("a leader's page with its assets, compressed", `${(pages / 1000).toFixed(0)} kB`, "250 kB", pages < 250_000);
  const { p50, p99, wrong } = await load(agent, `${address}/me`, cookie, 200, 15);
  row("a leader's page at 200 requests/s, median", `${p50.toFixed(1)} ms`, "-", true);
  row("  its 99th percentile", `${p99.toFixed(1)} ms`, "20 ms", p99 < 20 && wrong === 0);
  const resident = memory(server.pid, "VmHWM");
  row("resident memory, at its peak through all of this", `${resident.toFixed(0)} MB`, "120 MB", resident < 120);
  agent.destroy();
  await stopped(server);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = rows.every(Boolean) ? 0 : 1;

function started(server) {
  return new Promise((done, failed) => {
    server.stdout.on("data", () => done(server));
    server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
}

function stopped(server) {
  server.removeAllListeners("exit");
  return new Promise((done) => {
    server.on("exit", done);
    server.kill("SIGTERM");
  });
}

/** Signs in as the example's first leader; gives the cookies. */
async function enter(agent, address) {
  const page = await get(agent, `${address}/demo`);
  const cookie = cookies(page);
  const form = page.body.toString().match(/<form[^>]*action="\/demo\/enter"[\s\S]*?<\/form>/g);
  const token = form[0].match(/name="_csrf" value="([^"]+)"/)[1];
  for (const one of form) {
    const account = one.match(/name="account" value="([^"]+)"/)[1];
    const entered = await post(`${address}/demo/enter`, { _csrf: token, account }, cookie);
    const kept = cookies(entered, cookie);
    const mine = await get(agent, `${address}/me`, { cookie: kept });
    if (mine.status === 200) return kept;
  }
  throw new Error("no leader could be entered");
}

/** The bytes over the wire of a page and everything it names, all fonts and pictures of its style sheet included. */
async function weigh(agent, address, cookie) {
  const headers = { cookie, "accept-encoding": "br, gzip" };
  const page = await get(agent, `${address}/me`, headers);
  const plain = (await get(agent, `${address}/me`, { cookie })).body.toString();
  const assets = new Set([...plain.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map((match) => match[1]));
  let bytes = page.body.length;
  for (const asset of assets) {
    bytes += (await get(agent, address + asset, headers)).body.length;
    const text = (await get(agent, address + asset)).body.toString("latin1");
    for (const [, name] of text.matchAll(/url\(["']?([^"')]+\.(?:woff2|svg))/g)) {
      const inside = new URL(name, address + asset).pathname;
      if (!assets.has(inside)) bytes += (await get(agent, address + inside, headers)).body.length;
      assets.add(inside);
    }
  }
  return bytes;
}

/** So many requests a second at an even pace, however long the answers take. */
async function load(agent, url, cookie, rate, seconds) {
  const times = [];
  let wrong = 0;
  const waiting = [];
  const begun = performance.now();
  for (let sent = 0; sent < rate * seconds; sent += 1) {
    const due = begun + (sent * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await new Promise((go) => setTimeout(go, early));
    waiting.push(
      get(agent, url, { cookie, "accept-encoding": "br" }).then((answer) => {
        times.push(performance.now() - due);
        if (answer.status !== 200) wrong += 1;
      }),
    );
  }
  await Promise.all(waiting);
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length * 0.5)], p99: times[Math.floor(times.length * 0.99)], wrong };
}
