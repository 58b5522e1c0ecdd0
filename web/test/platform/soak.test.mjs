// Hours of use in short: analyses, repairs, audits and edits one after another, and no memory grows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fixtures, folder, launch, openPage, serve } from "../harness.mjs";
import { elasticsearch } from "../pki.mjs";
import { EXAMPLES } from "../../js/examples.js";

const SOAK = Number(process.env.X509STRICT_SOAK ?? 20);

/** Lets a test see the linear memory of the engines: every worker keeps a hold of it. */
function exposeMemory() {
  const Real = Blob;
  const peek = `{ const real = WebAssembly.instantiate; self.memories = [];
    WebAssembly.instantiate = async (...a) => { const made = await real(...a); self.memories.push((made.instance ?? made).exports.mem); return made; }; }\n`;
  window.Blob = class extends Real {
    constructor(/** @type {any[]} */ parts = [], /** @type {any} */ options = {}) {
      super(options.type === "text/javascript" ? [peek, ...parts] : parts, options);
    }
  };
}

/**
 * What the page holds, in MB, after the garbage has been collected.
 * @param {import("playwright-core").Page} page @param {import("playwright-core").Browser} browser
 */
async function memory(page, browser) {
  await page.getByTestId("input").fill(""); // always in the same state: the welcome
  await page.waitForFunction(() => document.body.dataset.view === "welcome");
  await page.waitForTimeout(500);
  const session = await page.context().newCDPSession(page),
    whole = await browser.newBrowserCDPSession();
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
  let resident = 0,
    wasm = 0;
  for (const { id, type } of processInfo)
    if (type === "renderer")
      resident += Number(readFileSync(`/proc/${id}/statm`, "latin1").split(" ")[1]) * 4096;
  for (const engine of page.workers())
    wasm += await engine.evaluate(() =>
      /** @type {any} */ (self).memories.reduce((n, m) => n + m.buffer.byteLength, 0),
    );
  await session.detach();
  await whole.detach();
  const mb = (/** @type {number} */ n) => Math.round((n / (1 << 20)) * 10) / 10;
  return {
    heap: mb(usedSize),
    wasm: mb(wasm),
    resident: mb(resident),
    nodes: await page.evaluate(() => document.getElementsByTagName("*").length),
  };
}

/**
 * What runs in the page for so many seconds.
 * @param {{pem: string, key: string, store: string, seconds: number, examples: string[]}} given
 * @returns {Promise<Record<string, number>>}
 */
async function work({ pem, key, store, seconds, examples }) {
  const api = /** @type {any} */ (window).x509strict,
    end = performance.now() + seconds * 1000,
    done = { checks: 0, repairs: 0, edits: 0, audits: 0 };
  const box = /** @type {HTMLTextAreaElement} */ (document.getElementById("input"));
  const shown = async (/** @type {() => unknown} */ f, /** @type {string} */ what) => {
    const late = performance.now() + 60_000;
    while (!f()) {
      if (performance.now() > late) throw new Error(`${what} did not come`);
      await new Promise(again => setTimeout(again, 20));
    }
  };
  const type = (/** @type {string} */ text) => {
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
  };
  for (let n = 0; performance.now() < end; n++) {
    for (let i = 0; i < 10; i++, done.checks++) {
      const { verdict } = await api.check(pem, { host: `host${done.checks}.example` });
      if (verdict !== "refused") throw new Error(verdict);
    }
    const { files } = await api.repair(pem, { key });
    if (!files.length) throw new Error("no repair");
    done.repairs++;
    for (const text of examples) {
      type("");
      await shown(() => document.body.dataset.view === "welcome", "the empty page");
      type(text);
      await shown(() => document.querySelector("[data-testid=verdict]"), "a verdict");
      done.edits++;
    }
    if (n % 5 === 0) {
      type(store);
      await shown(
        () =>
          document.body.dataset.view === "audit" &&
          document.querySelectorAll("[data-testid=audit-row]").length > 0 &&
          !document.querySelector("[data-testid=progress]"),
        "the audit",
      );
      done.audits++;
      type("");
    }
  }
  return done;
}

test(
  `no memory grows over ${SOAK} seconds of analyses, repairs, edits and audits`,
  { timeout: (2 * SOAK + 240) * 1000 },
  async t => {
    const made = await elasticsearch(folder(t), { bits: 2048 }),
      { url } = await serve(t);
    const browser = /** @type {import("playwright-core").Browser} */ (await launch(t));
    const context = await browser.newContext();
    await context.addInitScript(exposeMemory);
    const page = await openPage(context, url);
    const given = {
      pem: made.pem,
      key: readFileSync(made.key, "latin1"),
      store: readFileSync(join(fixtures, "truststore-140.pem"), "utf8"),
      examples: [EXAMPLES.elasticsearch, EXAMPLES.clean],
    };
    const run = (/** @type {number} */ seconds) => page.evaluate(work, { ...given, seconds });
    const say = (/** @type {string} */ when, /** @type {any} */ m) =>
      t.diagnostic(
        `${when}: JavaScript ${m.heap} MB, engines ${m.wasm} MB, page's processes ${m.resident} MB, ${m.nodes} elements`,
      );
    await run(Math.max(5, SOAK / 6)); // caches and heaps reach their size
    const start = await memory(page, browser);
    say("start", start);
    const one = await run(SOAK / 2),
      middle = await memory(page, browser);
    say("middle", middle);
    const two = await run(SOAK / 2),
      end = await memory(page, browser);
    say("end", end);
    t.diagnostic(
      `in ${SOAK} s: ${Object.keys(one)
        .map(k => `${one[k] + two[k]} ${k}`)
        .join(", ")}`,
    );
    for (const kind of ["checks", "repairs", "edits", "audits"])
      assert.ok(one[kind] + two[kind] > 0, `no ${kind}`);
    assert.ok(start.wasm > 0, "the engines' memory was not seen");
    for (const [what, slack] of /** @type {const} */ ([
      ["heap", 3],
      ["wasm", 12],
      ["resident", 30],
      ["nodes", 20],
    ])) {
      assert.ok(
        end[what] < start[what] * 1.2 + slack && end[what] < middle[what] * 1.15 + slack,
        `${what} grew: ${start[what]}, ${middle[what]}, ${end[what]}`,
      );
    }
  },
);
