// Builds dist/: one style sheet, one script, the fonts they name, the icons in one sprite; each with
// a hash of its content in its name, and packed beside it. dist/manifest.txt tells the binary's build
// which is which. What did not change is left as it lies, so that the program is not built again for it.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compile } from "sass";

const here = import.meta.dirname;
const dist = join(here, "dist");
const made = join(here, ".made");
const icons = readFileSync(join(here, "src/icons.txt"), "utf8").split("\n").filter(Boolean);

rmSync(made, { recursive: true, force: true });
mkdirSync(made);

// The design system is written for an older Sass; what that says is theirs to mend.
const style = compile(join(here, "src/pejl.scss"), {
  loadPaths: [join(here, "node_modules")],
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "if-function"],
});
// Beside the source, so that addresses in it are found from there.
const css = join(here, "src/.pejl.css");
writeFileSync(css, style.css);

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  metafile: true,
  outdir: made,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
  logLevel: "warning",
};
const outputs = {};
for (const entry of [{ in: css, out: "pejl" }, { in: "src/pejl.ts", out: "pejl" }]) {
  const result = await build({ ...shared, entryPoints: [entry], format: "esm" });
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    if (output.entryPoint) outputs[entry.in === css ? "pejl.css" : "pejl.js"] = basename(path);
  }
}
rmSync(css);

const symbol = (name) => {
  const svg = readFileSync(join(here, `node_modules/dkfds/dist/img/svg-icons/${name}.svg`), "utf8");
  const box = /viewBox="([^"]+)"/.exec(svg)[1];
  const inside = /<svg[^>]*>(.*)<\/svg>/s.exec(svg)[1].trim();
  return `<symbol id="${name}" viewBox="${box}">${inside}</symbol>`;
};
const hashed = (name, ending, text) => {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
  const file = `${name}-${hash}.${ending}`;
  writeFileSync(join(made, file), text);
  outputs[`${name}.${ending}`] = file;
};
hashed("icons", "svg", `<svg xmlns="http://www.w3.org/2000/svg">${icons.map(symbol).join("")}</svg>`);
hashed("favicon", "svg", readFileSync(join(here, "src/favicon.svg"), "utf8"));

// The fonts' licence travels with them.
writeFileSync(
  join(made, "ibm-plex-licence.txt"),
  readFileSync(join(here, "node_modules/@ibm/plex-sans/fonts/split/woff2/license.txt")),
);

for (const file of readdirSync(made)) {
  if (!/\.(css|js|svg)$/.test(file)) continue;
  const plain = readFileSync(join(made, file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  writeFileSync(join(made, `${file}.br`), brotliCompressSync(plain, { params }));
  writeFileSync(join(made, `${file}.gz`), gzipSync(plain, { level: 9 }));
}
const lines = Object.entries(outputs).sort().map(([name, file]) => `${name} ${file}`);
writeFileSync(join(made, "manifest.txt"), `${lines.join("\n")}\n`);

mkdirSync(dist, { recursive: true });
const files = readdirSync(made);
for (const file of readdirSync(dist)) {
  if (!files.includes(file)) rmSync(join(dist, file), { recursive: true });
}
for (const file of files) {
  const [from, to] = [join(made, file), join(dist, file)];
  if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) renameSync(from, to);
}
rmSync(made, { recursive: true });
