// What goes wrong around the page: a worker that dies, a database of another time, hours of use.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { OID, certificate, identifiers, name } from "../der.mjs";
import { eventually, folder, launch, openPage, ready, serve } from "../harness.mjs";
import { wholeEngine } from "../user.mjs";
import { elasticsearch } from "../pki.mjs";
import { paste } from "../user.mjs";

const verdictOf = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ pem) =>
  page.evaluate(
    pem => /** @type {any} */ (window).x509strict.check(pem, {}).then((/** @type {any} */ r) => r.verdict),
    pem,
  );

test("a worker that dies in mid-work is replaced and says so", { timeout: 180_000 }, async t => {
  const made = await elasticsearch(folder(t), { bits: 2048 }),
    { url } = await serve(t),
    page = await openPage(await launch(t), url);
  assert.equal(await verdictOf(page, made.pem), "refused");
  const first = await wholeEngine(page);
  // Many certificates keep it busy; meanwhile something in it throws.
  const many = Array.from({ length: 400 }, (_, i) =>
    certificate({ subject: name([[OID.commonName, `busy ${i}`]]), extensions: identifiers }),
  ).join("");
  const outcome = page.evaluate(
    pem =>
      /** @type {any} */ (window).x509strict.check(pem, {}).then(
        () => "answered",
        (/** @type {any} */ e) => e.problem?.kind ?? String(e),
      ),
    many,
  );
  await first.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error("out of memory, say");
      }),
  );
  assert.ok(["crash", "answered"].includes(await outcome), await outcome);
  assert.equal(await verdictOf(page, made.pem), "refused", "after the crash");
  assert.ok(!page.workers().includes(first), "the broken worker is still there");
  assert.ok(page.workers().length <= 2, "the lean engine and the whole one, no more");
  // One that vanishes without a word: the call can be given up, and the next one is answered.
  for (const engine of page.workers()) await engine.evaluate(() => void setTimeout(close));
  await page.waitForTimeout(300);
  const given = await page.evaluate(pem => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    return /** @type {any} */ (window).x509strict.check(pem, { signal: stop.signal }).then(
      () => "answered",
      (/** @type {any} */ e) => e.problem?.kind ?? String(e),
    );
  }, made.pem);
  assert.ok(["cancelled", "crash"].includes(given), given);
  assert.equal(await verdictOf(page, made.pem), "refused", "after the silent end");
});

/**
 * Ends all engines of the page with an error, as a lack of memory would.
 * @param {import("playwright-core").Page} page
 */
async function endEngines(page) {
  for (const engine of page.workers()) {
    await engine
      .evaluate(
        () =>
          void setTimeout(() => {
            throw new Error("out of memory, say");
          }),
      )
      .catch(problem => {
        if (!/closed|Target/.test(String(problem))) throw problem; // a helper that has just finished is gone already
      });
  }
}

test(
  "engines that die in an audit and in a repair: said, nothing lost, and the next try ends well",
  { timeout: 240_000 },
  async t => {
    const made = await elasticsearch(folder(t), { bits: 2048 }),
      { url } = await serve(t),
      page = await openPage(await launch(t), url);
    const many = Array.from({ length: 3000 }, (_, i) =>
      certificate({ subject: name([[OID.commonName, `busy ${i}`]]), extensions: identifiers }),
    ).join("");
    await page
      .getByTestId("file-input")
      .setInputFiles({ name: "many.pem", mimeType: "application/x-pem-file", buffer: Buffer.from(many) });
    await page.getByTestId("audit-row").first().waitFor({ timeout: 60_000 });
    await endEngines(page);
    const outcome = await page.waitForFunction(
      () =>
        document.querySelector("[data-testid=error]")
          ? "said"
          : !document.querySelector("[data-testid=progress]")
            ? "ended"
            : "",
      null,
      { timeout: 90_000 },
    );
    assert.ok(["said", "ended"].includes(String(await outcome.jsonValue())));
    assert.match(await page.locator("#files").innerText(), /many\.pem/, "the file is gone");

    await page.reload();
    await ready(page);
    await page.locator("#clear").click(); // what was given outlives a reload
    await paste(page, made.pem, "refused");
    const repair = () =>
      page.evaluate(
        async ({ pem, key }) => {
          const { files } = await /** @type {any} */ (window).x509strict.repair(pem, { key });
          return files.map((/** @type {any} */ f) => f.name);
        },
        { pem: made.pem, key: readFileSync(made.key, "latin1") },
      );
    const first = repair().then(
      () => "done",
      problem => String(problem),
    );
    await endEngines(page);
    const how = await first;
    assert.ok(how === "done" || /out of memory|worker error|engine/.test(how), how);
    assert.ok((await repair()).includes("ca.crt"), "after the crash");
    assert.equal(await page.getByTestId("input").inputValue(), made.pem);
  },
);

/** Changes every database of the origin from a page without the product's own script. */
async function meddle(
  /** @type {import("playwright-core").Page} */ page,
  /** @type {string} */ url,
  /** @type {"newer"|"garbage"} */ how,
) {
  await page.goto(url + "SHA256SUMS");
  return page.evaluate(async how => {
    const names = (await indexedDB.databases()).map(d => String(d.name));
    for (const name of names) {
      const db = await new Promise((done, failed) => {
        const r = how === "newer" ? indexedDB.open(name, 999) : indexedDB.open(name);
        r.onupgradeneeded = () => {
          for (const store of [...r.result.objectStoreNames]) r.result.deleteObjectStore(store);
          r.result.createObjectStore("of another time");
        };
        r.onsuccess = () => done(r.result);
        r.onerror = () => failed(r.error);
        r.onblocked = () => failed(new Error("blocked"));
      });
      if (how === "garbage") {
        for (const store of db.objectStoreNames) {
          await new Promise(done => {
            const change = db.transaction(store, "readwrite"),
              s = change.objectStore(store);
            for (const value of [
              {},
              { id: 7, time: 7, report: "no" },
              { id: 8, title: null, report: { certificates: 3 } },
              { id: 9, schema: 99, time: "x", inputs: "y" },
            ]) {
              try {
                if (s.keyPath)
                  s.put(s.autoIncrement ? value : { ...value, [String(s.keyPath)]: Math.random() });
                else s.put(value, Math.random());
              } catch {
                // a value that this store can't hold at all: the next one
              }
            }
            change.oncomplete = change.onabort = change.onerror = done;
          });
        }
      }
      db.close();
    }
    return names.length;
  }, how);
}

for (const how of /** @type {const} */ (["newer", "garbage"])) {
  test(
    `a history that is ${how === "newer" ? "of a newer version" : "full of garbage"} stops nothing`,
    { timeout: 120_000 },
    async t => {
      const made = await elasticsearch(folder(t), { bits: 2048 }),
        { url } = await serve(t);
      const context = await /** @type {import("playwright-core").Browser} */ (await launch(t)).newContext(),
        page = await openPage(context, url);
      await paste(page, made.pem, "refused");
      await eventually(page, async () => (await indexedDB.databases()).length > 0);
      await page.waitForTimeout(500);
      assert.ok((await meddle(page, url, how)) > 0);
      await page.goto(url);
      await ready(page);
      await paste(page, made.pem, "refused");
      await page.getByTestId("history").first().click();
      await page.waitForTimeout(500);
      const text = await page.locator("body").innerText();
      assert.doesNotMatch(text, /undefined|\[object|NaN|Invalid Date/);
      assert.deepEqual(
        /** @type {any} */ (page).complaints.filter((/** @type {string} */ c) => /^exception/.test(c)),
        [],
      );
    },
  );
}
