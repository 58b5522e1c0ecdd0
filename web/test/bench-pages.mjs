// The pages that ours is measured beside: the one of asn1js, and one with a Go program that does nothing.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { top } from "./harness.mjs";

/** Writes what a server can send instead of a text or a program. @param {string} folder */
function pack(folder) {
  for (const file of readdirSync(folder, { withFileTypes: true }))
    if (file.isFile() && /\.(js|css|html|svg|wasm)$/.test(file.name))
      writeFileSync(
        join(folder, `${file.name}.br`),
        brotliCompressSync(readFileSync(join(folder, file.name)), {
          params: { [constants.BROTLI_PARAM_LGWIN]: 24 },
        }),
      );
}

/**
 * The page of asn1js: a copy of the check-out, or without one its published modules on a page of nothing else, which
 * lacks what the real page also does: its style, the hex dump, the search for a definition that fits.
 * @param {string} folder to write
 * @returns {string} what it is
 */
export function asn1js(folder) {
  const modules = join(top, "web/node_modules/@lapo/asn1js"),
    given = process.env.ASN1JS;
  if (given) cpSync(given, folder, { recursive: true });
  else {
    mkdirSync(folder);
    for (const file of readdirSync(modules).filter(f => f.endsWith(".js")))
      cpSync(join(modules, file), join(folder, file));
    // The package lacks the menu of a node.
    writeFileSync(join(folder, "context.js"), "export const bindContextMenu = () => {};");
    writeFileSync(
      join(folder, "start.js"),
      `import { Base64 } from "./base64.js"; import { ASN1DOM } from "./dom.js";
      const tree = ASN1DOM.decode(Base64.decode(location.hash.slice(1))).toDOM();
      tree.id = "tree";
      document.body.append(tree);`,
    );
    writeFileSync(
      join(folder, "index.html"),
      "<!doctype html><meta charset=utf-8><title>asn1js</title><body><script type=module src=start.js></script>",
    );
  }
  pack(folder);
  if (given) return "asn1js, a check-out";
  const { version } = JSON.parse(readFileSync(join(modules, "package.json"), "utf8"));
  return `asn1js ${version}, its modules without the page around them`;
}

/** A page with a Go program that does nothing. @param {string} folder to write @param {Buffer} program */
export function bareGo(folder, program) {
  mkdirSync(folder);
  writeFileSync(join(folder, "bare.wasm"), program);
  const root = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  cpSync(join(root, "lib/wasm/wasm_exec.js"), join(folder, "wasm_exec.js"));
  writeFileSync(
    join(folder, "start.js"),
    `const go = new Go();
    WebAssembly.instantiateStreaming(fetch("bare.wasm"), go.importObject)
      .then(({ instance }) => go.run(instance))
      .then(() => { document.title = "done"; });`,
  );
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><meta charset=utf-8><title>bare</title>
    <script src=wasm_exec.js></script><script src=start.js></script>`,
  );
  pack(folder);
}

/** The program that does nothing, for js/wasm. @param {string} dir to build it in @returns {Buffer} */
export function bareProgram(dir) {
  mkdirSync(join(dir, "bare"));
  writeFileSync(join(dir, "bare/main.go"), "package main\n\nfunc main() {}\n");
  writeFileSync(join(dir, "bare/go.mod"), "module bare\n\ngo 1.26\n");
  execFileSync("go", ["build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", "bare.wasm", "."], {
    cwd: join(dir, "bare"),
    env: { ...process.env, GOOS: "js", GOARCH: "wasm" },
  });
  return readFileSync(join(dir, "bare/bare.wasm"));
}
