// A Pejl of its own for a journey: initialised from nothing, on the database asked for, served on a
// free port, stopped when the journey ends.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
export const binary = process.env.PEJL_BINARY ?? join(target, "debug", "pejl");

export function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A PostgreSQL database of its own on the server that the tests were given. */
function freshPostgres() {
  const server = process.env.PEJL_TEST_POSTGRES;
  if (!server) throw new Error("PEJL_TEST_POSTGRES is not set; run this through script/with-postgres");
  const name = `journey_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  execFileSync("psql", [server, "-qc", `CREATE DATABASE ${name}`]);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function startPejl({ database, organisation, administrator }) {
  const folder = mkdtempSync(join(tmpdir(), "pejl-journey-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const init = ["init", folder, "--organisation", organisation, "--administrator", administrator];
  if (database === "postgres") init.push("--database-url", freshPostgres());
  const said = execFileSync(binary, init, { encoding: "utf8" });
  const config = join(folder, "pejl.toml");
  const written = readFileSync(config, "utf8")
    .replace(/^listen = .*$/m, `listen = "127.0.0.1:${port}"`)
    .replace(/^public_address = .*$/m, `public_address = "${address}"`);
  writeFileSync(config, written);
  const stop = await serve(["serve", "--config", config]);
  return {
    address,
    folder,
    config,
    said,
    invitation: address + said.match(/\/invitation\/\S+/)[0],
    mails: () => readMails(join(folder, "mail")),
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function startDemo(folder) {
  const port = await freePort();
  const stop = await serve(["demo", "--folder", folder, "--listen", `127.0.0.1:${port}`]);
  return { address: `http://127.0.0.1:${port}`, stop };
}

/** Runs the binary until it says that it listens; gives the function that ends it. */
function serve(args) {
  const server = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise((done) => server.on("exit", done));
  return new Promise((done, failed) => {
    const listen = (text) => {
      said += text;
      if (said.includes("http://")) {
        done(async () => {
          server.kill("SIGTERM");
          await ended;
        });
      }
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", (text) => (said += text));
    server.on("error", failed);
    server.on("exit", (code) => failed(new Error(`pejl ${args[0]} ended with ${code}:\n${said}`)));
  });
}

function readMails(folder) {
  let names;
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".eml")).sort();
  } catch {
    return [];
  }
  return names.map((name) => decodeMail(readFileSync(join(folder, name), "utf8")));
}

/** The address it goes to, and its text with the transfer coding undone. */
function decodeMail(raw) {
  const to = raw.match(/^To: .*?([^\s<>]+@[^\s<>]+)/m)?.[1];
  const unfolded = raw.replace(/=\r?\n/g, "");
  const bytes = unfolded.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return { to, raw, text: Buffer.from(bytes, "latin1").toString("utf8") };
}
