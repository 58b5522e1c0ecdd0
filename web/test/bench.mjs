// The table that ./build.sh bench prints: sizes and times, beside a peer measured in the same run where there is one.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gunzipSync } from "node:zlib";
import { OID, certificate, identifiers, name } from "./der.mjs";
import { bareProgram } from "./bench-pages.mjs";
import { chains, streams } from "./bench-stream.mjs";
import { visits } from "./bench-visits.mjs";
import { dist, fixtures, launch, openPage, serve, top } from "./harness.mjs";
import { elasticsearch } from "./pki.mjs";
import { longest, pastes, sum } from "./processor.mjs";
import { wholeEngine } from "./user.mjs";

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const dir = mkdtempSync(join(tmpdir(), "x509strict-bench-"));
/** What the harness wants of a test: somewhere to leave what is done at the end. */
const atEnd = /** @type {(() => any)[]} */ ([]);
const t = /** @type {any} */ ({
  after: (/** @type {() => any} */ f) => atEnd.push(f),
  diagnostic: console.log,
});

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
async function times(measure, runs = RUNS) {
  const list = [];
  for (let i = 0; i < runs; i++) list.push(await measure());
  return median(list);
}

// --- sizes ---
const assets = readdirSync(join(dist, "assets"));
const wasm = (/** @type {string} */ kind) =>
  /** @type {string} */ (assets.find(f => f.startsWith(`${kind}-`) && f.endsWith(".wasm")));
const bare = bareProgram(dir);
const size = (/** @type {string} */ f) => readFileSync(join(dist, f)).length;
const packed = kB(brotliCompressSync(bare).length);
for (const kind of ["lean", "whole"]) {
  row(`${kind} engine, raw`, kB(size(`assets/${wasm(kind)}`)), kB(bare.length), "bare Go program");
  row(`${kind} engine, brotli`, kB(size(`assets/${wasm(kind)}.br`)), packed, "bare Go program");
}
const first = [
  "index.html.br",
  ...assets.filter(f => f.endsWith(".br") && !/^(whole|pages)-/.test(f)).map(f => `assets/${f}`),
];
row("transfer to first verdict, brotli", kB(first.reduce((sum, f) => sum + size(f), 0)), "700 kB", "budget");
row("single file", kB(size("x509strict.html")));

// --- a prefilled link until its verdict is shown ---
const made = await elasticsearch(dir, { bits: 2048 });
{
  const visited = join(dir, "visits");
  mkdirSync(visited);
  const runs = Number(process.env.BENCH_RUNS ?? 9);
  const said = await visits(t, { dir: visited, bare, runs });
  for (const { what, ours, peer, budget } of said.rows)
    row(
      what,
      `${ms(ours)} = ${(ours / peer).toFixed(2)}`,
      ms(peer),
      `${said.which}${budget ? `; budget ${budget} times` : ""}`,
    );
  for (const phase of said.phases) console.error(`  ${phase}`);
  row("first verdict after a paste", ms(said.paste), "50 ms", "budget");
}
const { url } = await serve(t);
const browser = /** @type {import("playwright-core").Browser} */ (await launch(t));
{
  const context = await browser.newContext(),
    page = await openPage(context, url),
    rounds = 12;
  await wholeEngine(page);
  const used = await pastes(browser, page, rounds);
  row("processor's time of a paste in the engine", ms(sum(used.engines) / rounds), "100 ms", "budget");
  row("the page's longest task meanwhile, of the processor", ms(longest(used.page)), "50 ms", "budget");
  await context.close();
}

// --- verifying ---
const cli = join(top, ".cache/x509strict");
const timed = (
  /** @type {string} */ program,
  /** @type {string[]} */ args,
  /** @type {string} */ input,
  env = {},
) =>
  times(async () => {
    const from = performance.now(),
      r = spawnSync(program, args, {
        input,
        maxBuffer: 1 << 28,
        env: { ...process.env, GOMAXPROCS: "1", ...env },
      });
    if (r.status !== 0) throw new Error(`${program}: exit ${r.status}: ${r.stderr}`);
    return performance.now() - from;
  });
const made2000 = chains(2000);

{
  const folder = join(dir, "worker-site");
  mkdirSync(folder);
  execFileSync(
    "go",
    ["build", "-trimpath", "-ldflags=-s -w", "-o", join(folder, "cli.wasm"), "./engine/cmd/x509strict"],
    { cwd: top, env: { ...process.env, GOOS: "js", GOARCH: "wasm" } },
  );
  writeFileSync(
    join(folder, "wasm_exec.js"),
    readFileSync(
      join(execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim(), "lib/wasm/wasm_exec.js"),
    ),
  );
  writeFileSync(join(folder, "index.html"), "<!doctype html><meta charset=utf-8><title>worker</title>");
  writeFileSync(
    join(folder, "worker.js"),
    `importScripts("wasm_exec.js");
    addEventListener("error", (e) => /already exited/.test(e.message) && e.preventDefault()); // a timer of Go's that outlived the program
    const modules = {};
    let input, at, out;
    fs.read = (fd, buffer, offset, length, position, done) => {
      const some = input.subarray(at, at + length);
      buffer.set(some, offset);
      at += some.length;
      done(null, some.length);
    };
    fs.write = (fd, buffer, offset, length, position, done) => {
      out += new TextDecoder("latin1").decode(buffer.subarray(offset, offset + length));
      done(null, length);
    };
    onmessage = async ({ data: { args, text, program = "cli.wasm" } }) => {
      const module = (modules[program] ??= await WebAssembly.compileStreaming(fetch(program)));
      input = new TextEncoder().encode(text);
      at = 0;
      out = "";
      const go = new Go(), from = performance.now();
      go.argv = ["x509strict", ...args];
      await go.run(await WebAssembly.instantiate(module, go.importObject));
      postMessage({ took: performance.now() - from, out });
    };`,
  );
}
const workerSite = await serve(t, { dir: join(dir, "worker-site"), bare: true });
/**
 * Milliseconds that the program takes in a worker: the median of the runs after the first, which compiles.
 * @param {string[]} args
 * @param {string} text
 */
async function inWorker(args, text) {
  const page = await browser.newPage(),
    want = spawnSync(cli, args, { input: text, maxBuffer: 1 << 28, encoding: "latin1" }).stdout;
  await page.goto(workerSite.url);
  const runs = await page.evaluate(async ([args, text, runs]) => {
    const worker = new Worker("worker.js"),
      list = [];
    for (let i = 0; i <= runs; i++) {
      list.push(
        await new Promise((done, failed) => {
          worker.onmessage = e => done(e.data);
          worker.onerror = e => failed(new Error(e.message));
          worker.postMessage({ args, text });
        }),
      );
    }
    worker.terminate();
    return list;
  }, /** @type {[string[], string, number]} */ ([args, text, RUNS]));
  await page.close();
  if (runs.some(r => r.out !== want)) throw new Error("the worker answers otherwise than the program");
  return median(runs.slice(1).map(r => r.took));
}
{
  const recorded = ["structured", "random", "algorithms", "damaged"]
    .map(f =>
      gunzipSync(readFileSync(join(top, `engine/verify/testdata/cases-${f}.tsv.gz`))).toString("latin1"),
    )
    .join("");
  const program = join(dir, "oracle");
  const cc = spawnSync(
    "cc",
    ["-O2", "-w", "-o", program, join(top, "engine/internal/oracle/src/oracle.c"), "-lcrypto"],
    { encoding: "utf8" },
  );
  const version =
    cc.status === 0 ? execFileSync(program, ["-version"], { encoding: "utf8" }).split(" ")[1] : "";
  const generation = /^1\.1\.1|^\d+\.\d+/.exec(version)?.[0] ?? "3.5";
  for (const [what, cases] of [
    ["2,000 distinct chains of two, RSA 2048", made2000.map(c => c.line).join("")],
    ["the recorded conformance cases", recorded],
  ]) {
    const n = cases.trim().split("\n").length,
      ours = await timed(cli, ["verify", "-openssl", generation], cases);
    let peer = "cc or libssl-dev is missing";
    if (version) {
      const answers = [
        spawnSync(cli, ["verify", "-openssl", generation], {
          input: cases,
          maxBuffer: 1 << 28,
          encoding: "utf8",
        }).stdout,
        spawnSync(program, [], { input: cases, maxBuffer: 1 << 28, encoding: "utf8" }).stdout,
      ].map(a => a.trim().split("\n"));
      const differ = answers[0].filter((line, i) => line !== answers[1][i]).length;
      peer =
        perSecond((n / (await timed(program, [], cases))) * 1000) +
        (differ ? `, ${differ} answers differ` : "");
    }
    row(`verify, one core: ${what}`, perSecond((n / ours) * 1000), peer, `libcrypto ${version}`);
    // The very program, compiled for WebAssembly, in a worker of the browser: as the page runs the engine. Several
    // times the cases, so that the start counts for little.
    const again = cases.repeat(4),
      native = await timed(cli, ["verify", "-openssl", generation], again),
      worker = await inWorker(["verify", "-openssl", generation], again);
    row(
      `verify in the worker, same cases: ${what}`,
      perSecond(((4 * n) / worker) * 1000),
      perSecond(((4 * n) / native) * 1000),
      `native, one core: ${(worker / native).toFixed(1)} times as fast`,
    );
  }
}

// --- benchmarks of the engine, in the worker and native ---
/**
 * The output of a package's benchmarks, compiled for WebAssembly in a worker of the browser, and native on one core.
 * @param {string} name of the package under engine/
 * @param {string} pattern
 * @param {string[]} more arguments of the test program
 */
async function benchmarks(name, pattern, ...more) {
  const native = join(dir, `${name}.test`),
    program = `${name}.wasm`,
    build = (/** @type {string} */ out, env = {}) =>
      execFileSync("go", ["test", "-c", "-o", out, `./engine/${name}`], {
        cwd: top,
        env: { ...process.env, ...env },
      }),
    args = ["-test.run=^$", `-test.bench=${pattern}`, ...more];
  build(native);
  build(join(dir, "worker-site", program), { GOOS: "js", GOARCH: "wasm" });
  const page = await browser.newPage();
  await page.goto(workerSite.url);
  const worker = await page.evaluate(
    ([args, program]) =>
      new Promise((done, failed) => {
        const worker = new Worker("worker.js");
        worker.onmessage = e => done(e.data.out);
        worker.onerror = e => failed(new Error(e.message));
        worker.postMessage({ args, text: "", program });
      }),
    /** @type {[string[], string]} */ ([args, program]),
  );
  await page.close();
  const env = { ...process.env, GOMAXPROCS: "1" };
  return { worker, native: spawnSync(native, args, { encoding: "utf8", env }).stdout };
}
/**
 * The median of a benchmark's times in milliseconds.
 * @param {string} said
 * @param {string} which
 */
function took(said, which) {
  const all = [...said.matchAll(new RegExp(`^Benchmark${which}(?:-\\d+)?\\s+\\d+\\s+([\\d.]+) ns/op`, "gm"))];
  if (all.length === 0) throw new Error(`the benchmark said: ${said}`);
  return median(all.map(m => Number(m[1]) / 1e6));
}
{
  const said = await benchmarks(
    "client",
    "Matrix/(every|first)$",
    "-test.benchtime=50x",
    `-test.count=${4 * RUNS}`,
  );
  for (const [where, text] of [
    ["in the worker", said.worker],
    ["native, one core", said.native],
  ]) {
    const first = took(text, "Matrix/first");
    row(
      `every client about one chain, ${where}`,
      ms(took(text, "Matrix/every")),
      ms(3 * first),
      `budget: three times OpenSSL's clients and Go, ${ms(first)}`,
    );
  }
}
{
  const said = await benchmarks("key", "Verify$", "-test.benchtime=200x", `-test.count=${RUNS}`);
  const micro = (/** @type {number} */ n) => `${Math.round(n * 1000)} µs`;
  for (const [what, which] of [
    ["P-256, a new key", "prime256v1/once"],
    ["P-256, a key that comes again", "prime256v1/again"],
    ["P-384, a new key", "secp384r1/once"],
    ["P-384, a key that comes again", "secp384r1/again"],
    ["P-521, a new key", "secp521r1/once"],
    ["P-521, a key that comes again", "secp521r1/again"],
    ["RSA 2048", "RSA_2048/again"],
    ["Ed25519", "Ed25519/again"],
  ]) {
    const [worker, native] = [took(said.worker, `Verify/${which}`), took(said.native, `Verify/${which}`)];
    row(
      `a signature in the worker: ${what}`,
      micro(worker),
      micro(native),
      `native, one core: ${(worker / native).toFixed(1)} times as fast; budget 3`,
    );
  }
}

// --- many certificates ---
const file = join(dir, "bundle.pem");

{
  writeFileSync(
    file,
    Array.from({ length: 10_000 }, (_, i) =>
      certificate({ subject: name([[OID.commonName, `host ${i}`]]), extensions: identifiers }),
    ).join(""),
  );
  const context = await browser.newContext(),
    page = await openPage(context, url);
  await page.evaluate(() => {
    /** @type {any} */ (window).longest = 0;
    new PerformanceObserver(list => {
      for (const e of list.getEntries())
        /** @type {any} */ (window).longest = Math.max(/** @type {any} */ (window).longest, e.duration);
    }).observe({ type: "longtask" });
  });
  const from = performance.now();
  await page.getByTestId("file-input").setInputFiles(file);
  await page.getByTestId("audit").waitFor({ timeout: 300_000 });
  await page.waitForFunction(() => !document.querySelector("[data-testid=progress]"), null, {
    timeout: 300_000,
    polling: 100,
  });
  const took = performance.now() - from;
  const held = await page.evaluate(() => /** @type {any} */ (window).longest);
  const lines = readFileSync(file, "latin1");
  const audit = await timed(cli, ["audit"], lines, { GOMAXPROCS: String(cpus().length) });
  row(
    "audit of 10,000 certificates in the page, for the chosen client",
    `${(took / 1000).toFixed(1)} s`,
    `${(audit / 1000).toFixed(1)} s`,
    "x509strict audit, native, all cores",
  );
  row("longest task of the page meanwhile", ms(held), "50 ms", "budget");
  await context.close();
}
{
  // The same chains through the engine in the page's worker, and through the program on one core.
  const some = made2000.slice(0, 200),
    pem = (/** @type {string} */ b64) => `-----BEGIN CERTIFICATE-----\n${b64}\n-----END CERTIFICATE-----\n`;
  const context = await browser.newContext(),
    page = await openPage(context, url);
  await page.waitForFunction(() => document.readyState === "complete");
  const took = await times(
    () =>
      page.evaluate(
        async pems => {
          const from = performance.now();
          for (const text of pems) {
            const { verdict } = await /** @type {any} */ (window).x509strict.check(text, {});
            if (verdict !== "refused") throw new Error(verdict);
          }
          return performance.now() - from;
        },
        some.map(c => pem(c.leaf) + pem(c.ca)),
      ),
    3,
  );
  const lines = made2000.map(c => `${c.leaf},${c.ca}\n`).join("");
  row("whole reports in the page, 200 distinct chains", perSecond((some.length / took) * 1000));
  await context.close();
  // 20,000 chains, so that what a host costs to be reached counts less.
  for (const [how, seconds] of await streams(cli, lines.repeat(10), dir))
    row(`audit stream, certificates: ${how}`, seconds ? perSecond((2 * 20_000) / seconds) : "not run here");
}
{
  const roots = readFileSync(join(fixtures, "truststore-140.pem"), "latin1");
  writeFileSync(join(dir, "roots.pem"), roots);
  const ours = await timed(cli, ["read", join(dir, "roots.pem")], "");
  const peer = await timed("openssl", ["storeutl", "-noout", "-certs", join(dir, "roots.pem")], "");
  row("reading 140 roots, native, with start", ms(ours), ms(peer), "openssl storeutl");
  const bench = ["test", "./engine", "-run", "^$", "-bench", "SameName$", "-benchtime", `${RUNS}x`];
  const said = /([\d.]+) ns\/op/.exec(execFileSync("go", bench, { encoding: "utf8" }));
  if (!said) throw new Error("go test -bench gave no time");
  row("a leaf and 800 CAs of its issuer's name, native", ms(Number(said[1]) / 1e6), "1000 ms", "budget");
  const context = await browser.newContext(),
    page = await openPage(context, url);
  await page.evaluate(pem => /** @type {any} */ (window).x509strict.check(pem, {}), made.pem);
  row(
    "one check in the page, engine running",
    ms(
      await times(() =>
        page.evaluate(async pem => {
          const from = performance.now();
          await /** @type {any} */ (window).x509strict.check(pem, {});
          return performance.now() - from;
        }, made.pem),
      ),
    ),
  );
  await context.close();
}

// --- keys ---
{
  const context = await browser.newContext(),
    page = await openPage(context, url);
  const ITS = Math.max(6 * RUNS, 31),
    ours = [],
    bare = []; // the time of one key varies by ten: many, in turns
  await page.getByTestId("new-ca").first().click();
  const form = page.locator("form:has([data-testid=new-ca-create])");
  await form.locator("fieldset button.link").first().click(); // the CA only
  await form.locator("select:has(option[value=rsa-4096])").first().selectOption("rsa-4096");
  for (let i = 0; i < ITS; i++) {
    bare.push(
      await page.evaluate(async () => {
        const from = performance.now();
        await crypto.subtle.generateKey(
          {
            name: "RSASSA-PKCS1-v1_5",
            modulusLength: 4096,
            publicExponent: new Uint8Array([1, 0, 1]),
            hash: "SHA-256",
          },
          true,
          ["sign", "verify"],
        );
        return performance.now() - from;
      }),
    );
    ours.push(
      await page.evaluate(async () => {
        const from = performance.now(),
          find = (/** @type {string} */ id) => document.querySelector(`[data-testid=${id}]`);
        /** @type {HTMLElement} */ (find("new-ca-create")).click();
        const tick = () => new Promise(done => setTimeout(done, 2));
        do await tick();
        while (find("new-ca-create")?.getAttribute("aria-busy") === "true");
        if (!find("kit-result")) throw new Error("no new CA");
        return performance.now() - from;
      }),
    );
  }
  row(
    `new CA with RSA 4096, files made, median of ${ITS}`,
    ms(median(ours)),
    ms(median(bare)),
    "WebCrypto, bare key",
  );
  await context.close();
}

console.log(
  `\nx509strict bench: ${cpus()[0].model.trim()}, ${cpus().length} cores, Chromium ${browser.version()}, ${execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim()}, median of ${RUNS}\n`,
);
const head = /** @type {[string, string, string, string]} */ (["what", "x509strict", "peer", "which"]);
const widths = [0, 1, 2, 3].map(i => Math.max(...[head, ...rows].map(r => r[i].length)));
for (const r of [head, /** @type {any} */ (widths.map(w => "-".repeat(w))), ...rows])
  console.log(
    `| ${r.map((/** @type {string} */ c, /** @type {number} */ i) => (i === 1 || i === 2 ? c.padStart(widths[i]) : c.padEnd(widths[i]))).join(" | ")} |`,
  );
for (const f of atEnd.reverse()) await f();
rmSync(dir, { recursive: true, force: true });
