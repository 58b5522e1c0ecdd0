// The table that ./build.sh bench prints: sizes and times, beside a peer measured in the same run where there is one.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync } from "node:zlib";
import { dist, fixtures, launch, openPage, serve, top } from "./harness.mjs";
import { elasticsearch } from "./pki.mjs";

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const dir = mkdtempSync(join(tmpdir(), "x509strict-bench-"));
/** What the harness wants of a test: somewhere to leave what is done at the end. */
const atEnd = /** @type {(() => any)[]} */ ([]);
const t = /** @type {any} */ ({ after: (/** @type {() => any} */ f) => atEnd.push(f), diagnostic: console.log });

/** @type {[string, string, string, string][]} */
const rows = [];
/** @param {string} what @param {string} ours @param {string} [peer] @param {string} [which] */
const row = (what, ours, peer = "", which = "") => {
  rows.push([what, ours, peer, which]);
  console.error(`  ${what}: ${ours}${peer && `; ${which}: ${peer}`}`);
};
const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const ms = (/** @type {number} */ n) => `${n < 10 ? n.toFixed(1) : Math.round(n)} ms`;
const kB = (/** @type {number} */ n) => `${Math.round(n / 1000)} kB`;
const perSecond = (/** @type {number} */ n) => `${Math.round(n)} /s`;

/** @param {() => Promise<number>} measure milliseconds */
async function times(measure) {
  const list = [];
  for (let i = 0; i < RUNS; i++) list.push(await measure());
  return median(list);
}

// --- sizes ---
const assets = readdirSync(join(dist, "assets"));
const engine = /** @type {string} */ (assets.find((f) => f.endsWith(".wasm")));
mkdirSync(join(dir, "bare"));
writeFileSync(join(dir, "bare/main.go"), "package main\n\nfunc main() {}\n");
writeFileSync(join(dir, "bare/go.mod"), "module bare\n\ngo 1.26\n");
execFileSync("go", ["build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", "bare.wasm", "."], { cwd: join(dir, "bare"), env: { ...process.env, GOOS: "js", GOARCH: "wasm" } });
const bare = readFileSync(join(dir, "bare/bare.wasm"));
const size = (/** @type {string} */ f) => readFileSync(join(dist, f)).length;
row("engine.wasm, raw", kB(size(`assets/${engine}`)), kB(bare.length), "bare Go program");
row("engine.wasm, brotli", kB(size(`assets/${engine}.br`)), kB(brotliCompressSync(bare).length), "bare Go program");
const first = ["index.html.br", ...assets.filter((f) => f.endsWith(".br")).map((f) => `assets/${f}`)];
row("transfer to first verdict, brotli", kB(first.reduce((sum, f) => sum + size(f), 0)), "1300 kB", "budget");
row("single file", kB(size("x509strict.html")));

// --- a prefilled link until its verdict is shown ---
const made = await elasticsearch(dir, { bits: 2048 });
const ders = [made.leaf, made.ca].map((f) => execFileSync("openssl", ["x509", "-in", f, "-outform", "DER"]));
const link = `#cert=${deflateRawSync(Buffer.concat(ders)).toString("base64url")}`;
const { url } = await serve(t);
const browser = /** @type {import("playwright-core").Browser} */ (await launch(t));
/** Milliseconds from the start of navigation in a fresh profile until f is true. */
const opening = (/** @type {string} */ address, /** @type {string} */ condition) => times(async () => {
  const context = await browser.newContext(), page = await context.newPage();
  await page.addInitScript(`{ const look = () => { if (${condition}) window.shownAt = performance.now(); else requestAnimationFrame(look); }; requestAnimationFrame(look); }`);
  await page.goto(address);
  await page.waitForFunction("window.shownAt", null, { timeout: 60_000 });
  const at = Number(await page.evaluate("window.shownAt"));
  await context.close();
  return at;
});
const shown = await opening(url + link, "document.querySelector('[data-testid=verdict][data-verdict=refused]')");
if (process.env.ASN1JS_DIR) {
  const other = await serve(t, { dir: process.env.ASN1JS_DIR, bare: true });
  const fragment = `#${ders[1].toString("base64url")}`;
  row("prefilled link to verdict, first visit", ms(shown), ms(await opening(other.url + fragment, "document.querySelector('#tree .node, #tree li, #tree div')")), "asn1js, link to tree");
} else {
  row("prefilled link to verdict, first visit", ms(shown), "ASN1JS_DIR is not set", "asn1js");
}
{
  const folder = join(dir, "bare-site");
  mkdirSync(folder);
  writeFileSync(join(folder, "bare.wasm"), bare);
  writeFileSync(join(folder, "bare.wasm.br"), brotliCompressSync(bare));
  writeFileSync(join(folder, "wasm_exec.js"), readFileSync(join(execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim(), "lib/wasm/wasm_exec.js")));
  writeFileSync(join(folder, "start.js"), "const go = new Go(); WebAssembly.instantiateStreaming(fetch('bare.wasm'), go.importObject).then(({ instance }) => go.run(instance)).then(() => { document.title = 'done'; });");
  writeFileSync(join(folder, "index.html"), "<!doctype html><meta charset=utf-8><title>bare</title><script src=wasm_exec.js></script><script src=start.js></script>");
  const other = await serve(t, { dir: folder, bare: true });
  row("the same, with the engine warm in the cache", ms(await (async () => {
    const context = await browser.newContext(), page = await context.newPage(), list = [];
    await page.addInitScript("{ const look = () => { if (document.querySelector('[data-testid=verdict][data-verdict=refused]')) window.shownAt = performance.now(); else requestAnimationFrame(look); }; requestAnimationFrame(look); }");
    for (let i = 0; i <= RUNS; i++) {
      await page.goto("about:blank");
      await page.goto(url + link);
      await page.waitForFunction("window.shownAt");
      if (i) list.push(Number(await page.evaluate("window.shownAt")));
    }
    await context.close();
    return median(list);
  })()), ms(await opening(other.url, "document.title === 'done'")), "bare Go program, first visit");
}

// --- verifying ---
const cli = join(top, ".cache/x509strict");
const N = 2000;
const b64 = ders.map((d) => d.toString("base64"));
const cases = Array.from({ length: N }, (_, i) => ["case" + i, "strict,partial,trusted_first", "sslserver", 1, Math.floor(Date.now() / 1000), "dns:localhost", b64[0], "-", b64[1]].join("\t") + "\n").join("");
const timed = (/** @type {string} */ program, /** @type {string[]} */ args, /** @type {string} */ input, env = {}) => times(async () => {
  const from = performance.now(), r = spawnSync(program, args, { input, maxBuffer: 1 << 28, env: { ...process.env, GOMAXPROCS: "1", ...env } });
  if (r.status !== 0) throw new Error(`${program}: exit ${r.status}: ${r.stderr}`);
  return performance.now() - from;
});
const native = await timed(cli, ["verify"], cases);
const source = ["engine/internal/oracle/oracle.c", "engine/internal/oracle/testdata/oracle.c"].map((f) => join(top, f)).find(existsSync);
let oracleRate = "no oracle source", oracleName = "OpenSSL";
if (source) {
  const program = join(dir, "oracle");
  const cc = spawnSync("cc", ["-O2", "-o", program, source, "-lcrypto"]);
  if (cc.status === 0) {
    oracleRate = perSecond(N / (await timed(program, [], cases)) * 1000);
    oracleName = execFileSync("openssl", ["version"], { encoding: "utf8" }).split(" ").slice(0, 2).join(" ");
  } else oracleRate = "libssl-dev is missing";
}
row(`verify, chain of two (RSA 2048), one core`, perSecond(N / native * 1000), oracleRate, oracleName);

// --- many certificates ---
const file = join(dir, "bundle.pem");

{
  const { OID, certificate, identifiers, name } = await import("./der.mjs");
  writeFileSync(file, Array.from({ length: 10_000 }, (_, i) => certificate({ subject: name([[OID.commonName, `host ${i}`]]), extensions: identifiers })).join(""));
  const context = await browser.newContext(), page = await openPage(context, url);
  await page.evaluate(() => {
    /** @type {any} */ (window).longest = 0;
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) /** @type {any} */ (window).longest = Math.max(/** @type {any} */ (window).longest, e.duration);
    }).observe({ type: "longtask" });
  });
  const from = performance.now();
  await page.getByTestId("file-input").setInputFiles(file);
  await page.getByTestId("audit").waitFor({ timeout: 300_000 });
  await page.waitForFunction(() => !document.querySelector("[data-testid=progress]"), null, { timeout: 300_000, polling: 100 });
  const took = performance.now() - from;
  const longest = await page.evaluate(() => /** @type {any} */ (window).longest);
  const lines = readFileSync(file, "latin1");
  const audit = await timed(cli, ["audit"], lines, { GOMAXPROCS: String(cpus().length) });
  row("audit of 10,000 certificates in the page", `${(took / 1000).toFixed(1)} s`, `${(audit / 1000).toFixed(1)} s`, "x509strict audit, native");
  row("longest task of the page meanwhile", ms(longest), "50 ms", "budget");
  await context.close();
}
{
  const roots = readFileSync(join(fixtures, "truststore-140.pem"), "latin1");
  writeFileSync(join(dir, "roots.pem"), roots);
  const ours = await timed(cli, ["read", join(dir, "roots.pem")], "");
  const peer = await timed("openssl", ["storeutl", "-noout", "-certs", join(dir, "roots.pem")], "");
  row("reading 140 roots, native, with start", ms(ours), ms(peer), "openssl storeutl");
  const context = await browser.newContext(), page = await openPage(context, url);
  await page.evaluate((pem) => /** @type {any} */ (window).x509strict.check(pem, {}), made.pem);
  row("one check in the page, engine running", ms(await times(() => page.evaluate(async (pem) => {
    const from = performance.now();
    await /** @type {any} */ (window).x509strict.check(pem, {});
    return performance.now() - from;
  }, made.pem))));
  await context.close();
}

// --- keys ---
{
  const context = await browser.newContext(), page = await openPage(context, url);
  const bareKey = await times(() => page.evaluate(async () => {
    const from = performance.now();
    await crypto.subtle.generateKey({ name: "RSASSA-PKCS1-v1_5", modulusLength: 4096, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" }, true, ["sign", "verify"]);
    return performance.now() - from;
  }));
  let ours = "no control for it found";
  await page.getByTestId("new-ca").first().click();
  const create = page.getByTestId("new-ca-create");
  if (await create.count()) {
    const key = page.locator("select").filter({ has: page.locator("option[value=rsa-4096]") }).first();
    if (await key.count()) await key.selectOption("rsa-4096");
    ours = ms(await times(async () => {
      const from = performance.now();
      await create.click();
      await page.waitForFunction(() => document.querySelector("[data-testid=kit-result]") && !document.querySelector("[data-testid=new-ca-create][aria-busy=true]"), null, { timeout: 120_000, polling: 20 });
      return performance.now() - from;
    }));
  }
  row("new CA with RSA 4096", ours, ms(bareKey), "WebCrypto, bare key");
  await context.close();
}

console.log(`\nx509strict bench: ${cpus()[0].model.trim()}, ${cpus().length} cores, Chromium ${browser.version()}, ${execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim()}, median of ${RUNS}\n`);
const head = /** @type {[string, string, string, string]} */ (["what", "x509strict", "peer", "which"]);
const widths = [0, 1, 2, 3].map((i) => Math.max(...[head, ...rows].map((r) => r[i].length)));
for (const r of [head, /** @type {any} */ (widths.map((w) => "-".repeat(w))), ...rows]) console.log(`| ${r.map((/** @type {string} */ c, /** @type {number} */ i) => (i === 1 || i === 2 ? c.padStart(widths[i]) : c.padEnd(widths[i]))).join(" | ")} |`);
for (const f of atEnd.reverse()) await f();
rmSync(dir, { recursive: true, force: true });
