// How long a visit by link takes until its verdict stands there, in turns with the page of asn1js until its tree does,
// and with a program in Go that does nothing: over the loopback, with the page's thread slowed four times, and over a
// slow line; then a second visit, and the first paste of somebody who came without a link. BENCH_RUNS= sets how often
// (default 9, the median is printed); ASN1JS= names a check-out of asn1js.
// By itself: node web/test/bench-visits.mjs, after a build.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { asn1js, bareGo, bareProgram } from "./bench-pages.mjs";
import { dist, launch, ready, serve } from "./harness.mjs";
import { elasticsearch } from "./pki.mjs";

/**
 * @typedef {{what: string, ours: number, peer: number, budget: number}} Row milliseconds; budget: how many times the
 *   peer's time ours may take, 0 for none
 * @typedef {{name: string, url: string, shown: string, also?: Record<string, string>, engine?: boolean}} Page
 *   shown: the condition that it waits for; also: others, to see when they came; engine: whether one comes
 */

const CONDITIONS = [
  { name: "loopback", slow: 1, line: null, budget: 1.25 },
  { name: "page's thread slowed 4 times", slow: 4, line: null, budget: 1.5 },
  { name: "line of 1.6 Mbit/s, 150 ms", slow: 1, line: { bits: 1.6e6, latency: 150 }, budget: 0 },
];

/** Milliseconds until what a visit left behind, such as half an engine being compiled, is no burden of the next. */
const REST = 700;

/**
 * The order of a round: every second one backwards, so that none always comes after the same.
 * @template T @param {number} round @param {T[]} list @returns {T[]}
 */
const turn = (round, list) => (round % 2 ? [...list].reverse() : list);

const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** What a visit passes, in this order. */
const MILESTONES = {
  shell: "page to type into",
  compiled: "compiled",
  ready: "Go started",
  first: "judged",
  shown: "drawn",
};

/** Notes when an engine has come how far, beside the conditions. Runs in the page. */
const WATCHING_ENGINE = `
  window.Worker = class extends Worker {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", ({ data }) => {
        if (data.compiled) seen.compiled ??= performance.now();
        if (data.ready) seen.ready ??= performance.now();
        if (data.first ?? data.ok?.verdict) seen.first ??= performance.now();
      });
    }
  };`;

/**
 * Notes in the page when each condition came true, in milliseconds since navigation began.
 * @param {Page} page @returns {string}
 */
const watching = ({ shown, also = {}, engine = false }) => `{
  const seen = window.seen = {}, wanted = { ${Object.entries({ ...also, shown })
    .map(([name, condition]) => `${name}: () => ${condition}`)
    .join(", ")} };
  const look = () => {
    for (const name in wanted) if (seen[name] === undefined && wanted[name]()) seen[name] = performance.now();
    if (seen.shown === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  ${engine ? WATCHING_ENGINE : ""}
}`;

/**
 * One visit.
 * @param {import("playwright-core").Page} page @param {Page} which @param {typeof CONDITIONS[0]} condition
 * @returns {Promise<Record<string, number>>}
 */
async function open(page, which, { slow, line }) {
  const devtools = await page.context().newCDPSession(page);
  if (slow > 1) await devtools.send("Emulation.setCPUThrottlingRate", { rate: slow });
  if (line) {
    await devtools.send("Network.enable");
    const throughput = line.bits / 8;
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: line.latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  }
  await page.goto(which.url, { waitUntil: "commit" });
  await page.waitForFunction(() => /** @type {any} */ (window).seen?.shown, null, { timeout: 120_000 });
  const seen = await page.evaluate(() => /** @type {any} */ (window).seen);
  await devtools.detach();
  return seen;
}

/**
 * @param {any} t where to leave what is done at the end
 * @param {{dir: string, bare: Buffer, runs: number, say?: (row: Row) => void}} how dir: for files
 * @returns {Promise<{rows: Row[], which: string, phases: string[], paste: number}>} which: what the peer is; phases:
 *   when what was reached, under each condition; paste: milliseconds
 */
export async function visits(t, { dir, bare, runs, say = () => {} }) {
  const made = await elasticsearch(dir, { bits: 2048 }),
    ders = [made.leaf, made.ca].map(f => execFileSync("openssl", ["x509", "-in", f, "-outform", "DER"]));
  const which = asn1js(join(dir, "asn1js"));
  bareGo(join(dir, "bare-site"), bare);
  const site = await serve(t, { dir: dist }),
    other = await serve(t, { dir: join(dir, "asn1js"), bare: true }),
    nothing = await serve(t, { dir: join(dir, "bare-site"), bare: true });
  /** @type {Page} */
  const ours = {
    name: "x509strict",
    url: `${site.url}#cert=${deflateRawSync(Buffer.concat(ders)).toString("base64url")}`,
    shown: "document.querySelector('[data-testid=verdict][data-verdict=refused]')",
    also: {
      shell: "document.querySelector('[data-testid=input]')?.offsetParent",
      progress: "document.querySelector('[data-testid=progress]')?.offsetParent",
    },
    engine: true,
  };
  /** @type {Page} */
  const peer = {
    name: "asn1js",
    url: `${other.url}#${ders[1].toString("base64url")}`,
    shown: "document.querySelector('#tree .node, #tree div')",
  };
  /** @type {Page} */
  const go = { name: "bare Go", url: nothing.url, shown: "document.title === 'done'" };
  const browser = /** @type {import("playwright-core").Browser} */ (await launch(t));
  /** @type {Row[]} */
  const rows = [];
  /** @type {string[]} */
  const phases = [];
  const row = (/** @type {Row} */ r) => {
    rows.push(r);
    say(r);
  };
  for (const condition of CONDITIONS) {
    /** @type {Record<string, Record<string, number>[]>} */
    const took = { [ours.name]: [], [peer.name]: [], [go.name]: [] };
    for (let i = 0; i <= runs; i++)
      for (const p of turn(i, [ours, peer, go])) {
        const context = await browser.newContext(),
          page = await context.newPage();
        await page.addInitScript(watching(p));
        const seen = await open(page, p, condition);
        await context.close();
        await new Promise(done => setTimeout(done, REST));
        if (i > 0) took[p.name].push(seen); // the first of all finds nothing in the disk's cache either
      }
    const of = (/** @type {Page} */ p, what = "shown") => median(took[p.name].map(seen => seen[what]));
    row({
      what: `link to verdict, ${condition.name}`,
      ours: of(ours),
      peer: of(peer),
      budget: condition.budget,
    });
    phases.push(
      `${condition.name}: ${Object.entries(MILESTONES)
        .map(([name, said]) => `${said} ${of(ours, name).toFixed(0)}`)
        .join(", ")} ms`,
    );
    row({ what: `bare Go program, ${condition.name}`, ours: of(go), peer: of(peer), budget: 0 });
    if (condition.line) {
      row({
        what: `page to type into, ${condition.name}`,
        ours: of(ours, "shell"),
        peer: of(peer),
        budget: 0,
      });
      if (took[ours.name].some(seen => seen.progress === undefined)) throw new Error("no progress was shown");
      row({
        what: `progress shown, ${condition.name}`,
        ours: of(ours, "progress"),
        peer: of(peer),
        budget: 0,
      });
    }
  }
  const again = /** @type {Record<string, number[]>} */ ({ [ours.name]: [], [peer.name]: [] });
  /** @type {[Page, import("playwright-core").Page][]} */
  const tabs = [];
  for (const p of [ours, peer]) {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(watching(p));
    await open(page, p, CONDITIONS[0]);
    // Kept whole for use offline.
    if (p === ours) await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    tabs.push([p, page]);
  }
  for (let i = 0; i <= runs; i++)
    for (const [p, tab] of turn(i, tabs)) {
      // What follows a verdict, the whole engine and the offline copy, is no part of the next visit.
      await tab.waitForTimeout(1500);
      await tab.goto("about:blank");
      await tab.waitForTimeout(REST);
      const { shown } = await open(tab, p, CONDITIONS[0]);
      if (i > 0) again[p.name].push(shown);
    }
  for (const [, tab] of tabs) await tab.context().close();
  row({
    what: "second visit, loopback",
    ours: median(again[ours.name]),
    peer: median(again[peer.name]),
    budget: 0.9,
  });
  return { rows, which, phases, paste: await pasting(browser, site.url, made.pem, runs) };
}

/**
 * How long the first verdict takes after somebody new pasted a chain, in milliseconds; the page stands there since a
 * second, as it does for somebody who goes and copies.
 * @param {import("playwright-core").Browser} browser @param {string} url @param {string} pem @param {number} runs
 * @returns {Promise<number>} the median
 */
async function pasting(browser, url, pem, runs) {
  const took = [];
  for (let i = 0; i <= runs; i++) {
    const context = await browser.newContext(),
      page = await context.newPage();
    await page.goto(url);
    await ready(page);
    await page.waitForTimeout(1000);
    const one = await page.evaluate(async pem => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pem);
      const from = performance.now();
      document.body.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
      while (!document.querySelector("[data-testid=verdict][data-verdict=refused]"))
        await new Promise(done => requestAnimationFrame(done));
      return performance.now() - from;
    }, pem);
    await context.close();
    if (i > 0) took.push(one);
  }
  return median(took);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dir = mkdtempSync(join(tmpdir(), "x509strict-bench-")),
    atEnd = /** @type {(() => any)[]} */ ([]);
  const t = { after: (/** @type {() => any} */ f) => atEnd.push(f) };
  try {
    const runs = Number(process.env.BENCH_RUNS ?? 9);
    const say = (/** @type {Row} */ { what, ours, peer, budget }) => {
      const times = `${(ours / peer).toFixed(2)} times ${peer.toFixed(0)} ms`;
      console.log(
        `${what.padEnd(50)} ${ours.toFixed(0).padStart(6)} ms, ${times}${budget ? `, budget ${budget}` : ""}`,
      );
    };
    const { which, phases, paste } = await visits(t, { dir, bare: bareProgram(dir), runs, say });
    console.log(`${"first verdict after a paste".padEnd(50)} ${paste.toFixed(0).padStart(6)} ms, budget 50`);
    console.log(phases.join("\n"));
    console.log(`beside ${which}; medians of ${runs}`);
  } finally {
    for (const f of atEnd.reverse()) await f();
    rmSync(dir, { recursive: true, force: true });
  }
}
