// An audit divided among several engines: the same rows, in order, whatever happens to one of them; and a page that
// stays awake.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { longest, processorTime, sum } from "../processor.mjs";
import { folder, launch, openPage } from "../harness.mjs";
import { OID, certificate, identifiers, name } from "../der.mjs";
import { Queue, Sorter, shares } from "../../js/shares.js";
import { context, site, useSite } from "./site.mjs";
import { wholeEngine } from "../user.mjs";

useSite();

/**
 * A bundle of n certificates, every other one without key identifiers.
 * @param {import("node:test").TestContext} t
 * @param {number} n
 */
function bundle(t, n) {
  const file = join(folder(t), "bundle.pem");
  writeFileSync(
    file,
    Array.from({ length: n }, (_, i) =>
      certificate({ subject: name([[OID.commonName, `host ${i}`]]), extensions: i % 2 ? identifiers : [] }),
    ).join(""),
  );
  return file;
}

/**
 * The page on a machine of so many cores, with its whole engine: the lean one has gone.
 * @param {import("node:test").TestContext} t
 * @param {number} cores
 */
async function machine(t, cores) {
  const c = await context(t, { serviceWorkers: "block" });
  await c.addInitScript(
    n => Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => n }),
    cores,
  );
  const page = await openPage(c, site.url);
  await wholeEngine(page);
  return page;
}

/** @param {import("playwright-core").Page} page @returns {Promise<any[]>} the rows, once the audit has ended */
async function rows(page) {
  await page.getByTestId("audit").waitFor({ timeout: 60_000 });
  await page.getByTestId("progress").waitFor({ state: "detached", timeout: 120_000 });
  assert.equal(await page.getByTestId("error").count(), 0, "an error is shown");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('[data-name="audit.json"]').click(),
  ]);
  return JSON.parse(readFileSync(await download.path(), "utf8"));
}

test("how many engines: by cores and by size", () => {
  const of = (/** @type {number} */ size, /** @type {number} */ cores) =>
    shares([{ name: "", data: new Uint8Array(size) }], cores);
  assert.deepEqual(
    [of(1000, 8), of(0, 4), of(5e6, 1), of(5e6, 2), of(5e6, 4), of(5e6, 64), of(600_000, 8)],
    [1, 1, 1, 1, 3, 8, 3],
  );
  assert.equal(of(64 << 20, 8), 7, "one engine only holds the input, however large");
});

test("rows of several sources are handed on in order, each once", () => {
  const got = /** @type {number[]} */ ([]),
    sorter = new Sorter(some => got.push(...some.map(r => r.index)));
  const add = (/** @type {number[]} */ ...list) =>
    sorter.add(/** @type {any} */ (list.map(index => ({ index }))));
  add(2, 3);
  add();
  assert.deepEqual(got, []);
  add(0, 1);
  assert.deepEqual(got, [0, 1, 2, 3]);
  add(2, 3); // judged again elsewhere
  add(6);
  add(6);
  add(4, 5);
  assert.deepEqual(got, [0, 1, 2, 3, 4, 5, 6]);
  assert.equal(sorter.arrived, 7);
});

test("work is done in order by whoever is free, until there is none", async () => {
  const queue = new Queue(),
    first = queue.next(),
    second = queue.next();
  ["a", "b", "a", "b", "c"].forEach((one, i) => queue.add(one, i < 2 ? i : i - 2)); // from the start after two
  const third = queue.next(),
    none = queue.next();
  queue.end();
  assert.deepEqual(await Promise.all([first, second, third, none, queue.next()]), [
    "a",
    "b",
    "c",
    null,
    null,
  ]);
});

test("one engine and three make the same table, and one of three may die", { timeout: 300_000 }, async t => {
  const file = bundle(t, 2000);
  const alone = await machine(t, 1);
  await alone.getByTestId("file-input").setInputFiles(file);
  const want = await rows(alone);
  assert.equal(want.length, 2000);
  assert.equal(alone.workers().length, 1);

  const page = await machine(t, 4),
    own = page.workers();
  const further = () => page.workers().filter(w => !own.includes(w));
  let most = 0;
  page.on("worker", () => (most = Math.max(most, further().length)));
  await page.getByTestId("file-input").setInputFiles(file);
  assert.deepEqual(await rows(page), want);
  assert.equal(most, 3, "engines beside the page's own");
  assert.deepEqual(further(), [], "engines that are left over");

  const killed = page.waitForEvent("worker").then(async worker => {
    await page.waitForFunction(
      () => /\d of 2000/.test(document.querySelector("[data-testid=progress]")?.textContent ?? ""),
      null,
      { timeout: 60_000, polling: 20 },
    );
    await worker.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error("out of memory, say");
        }),
    );
    return worker;
  });
  await page.getByTestId("file-input").setInputFiles(file);
  const worker = await killed;
  assert.deepEqual(await rows(page), want);
  assert.ok(!page.workers().includes(worker), "the engine was not killed");
});

test("a divided audit can be stopped, and nothing of it goes on", { timeout: 120_000 }, async t => {
  const page = await machine(t, 4);
  await page.getByTestId("file-input").setInputFiles(bundle(t, 8000));
  await page.getByTestId("audit-row").first().waitFor({ timeout: 60_000 });
  assert.ok(page.workers().length > 1, "it is not divided");
  await page.locator("[data-key=cancel]").click();
  await page.getByText(/Stopped after/).waitFor();
  await wholeEngine(page);
});

test("10,000 certificates: no task of the page holds a fifth of the work", { timeout: 300_000 }, async t => {
  const browser = await launch(t),
    page = await openPage(browser, site.url),
    file = bundle(t, 10_000);
  const { page: tasks } = await processorTime(browser, page, async () => {
    await page.getByTestId("file-input").setInputFiles(file);
    await rows(page);
    await page.evaluate(async () => {
      const pause = () => new Promise(done => setTimeout(done, 100)),
        all = (/** @type {string} */ s) =>
          /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(s));
      for (let i = 0; i < 20; i++, await pause()) all(".audit-scroll")[0].scrollTop = i * 15_000;
      for (let i = 0; i < 5; i++, await pause()) all(".audit-columns button")[i].click();
      for (const words of ["h", "ho", "host 1", "nobody", ""]) {
        const search = /** @type {HTMLInputElement} */ (all("[data-key=audit-search]")[0]);
        search.value = words;
        search.dispatchEvent(new Event("input", { bubbles: true }));
        await pause();
      }
      for (const filter of ["refused", "accepted", "all"]) {
        all(`[data-key="filter ${filter}"]`)[0].click();
        await pause();
      }
    });
  });
  const said = `${tasks.length} tasks, ${sum(tasks).toFixed(0)} ms, the longest ${longest(tasks).toFixed(1)} ms`;
  t.diagnostic(said);
  assert.ok(tasks.length > 200, "the trace lacks the tasks");
  assert.ok(longest(tasks) < sum(tasks) / 5, said);
});
