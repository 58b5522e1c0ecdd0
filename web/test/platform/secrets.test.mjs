// Nothing leaves the page, and no key stays in it: every request is recorded, and after a repair the key's bytes are
// looked for in all that the browser keeps, on disk included.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { everythingKept, marks } from "../kept.mjs";
import { eventually, folder, launch, openPage, ready, serve } from "../harness.mjs";
import { elasticsearch } from "../pki.mjs";
import { giveKey, paste } from "../user.mjs";

/** Files below dir that hold one of the marks. @param {string} dir @param {Buffer[]} wanted @returns {string[]} */
function holders(dir, wanted) {
  return readdirSync(dir, { recursive: true })
    .map(f => join(dir, String(f)))
    .filter(path => {
      try {
        if (!statSync(path).isFile()) return false;
        const data = readFileSync(path);
        return wanted.some(mark => data.includes(mark));
      } catch (problem) {
        if (/** @type {any} */ (problem).code === "ENOENT") return false; // the browser removed it meanwhile
        throw problem;
      }
    });
}

test("no request after load, no key in anything kept", { timeout: 240_000 }, async t => {
  const made = await elasticsearch(folder(t), { bits: 2048 }),
    key = readFileSync(made.key, "latin1"),
    wanted = marks(key);
  const password = "hunter2-but-longer";
  const profile = folder(t),
    { url } = await serve(t);
  const context = /** @type {import("playwright-core").BrowserContext} */ (
    /** @type {unknown} */ (await launch(t, { profile }))
  );
  /** @type {string[]} */
  const requests = [];
  context.on("request", r => requests.push(`${r.method()} ${r.url()}`));
  const page = await openPage(context, url);
  // The offline copy is stored once, after load; that is the last that is asked for.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForTimeout(500);
  requests.length = 0;

  await paste(page, made.pem, "refused");
  // The history is the whole engine's, which comes later.
  await eventually(page, async () => (await indexedDB.databases()).length > 0);
  await giveKey(page, made.key);
  await page.locator('[data-testid=download][data-name="ca.crt"]').first().waitFor({ state: "attached" });
  await page.evaluate(
    ({ pem, key, password }) =>
      /** @type {any} */ (window).x509strict
        .repair(pem, { key, password, pkcs12Password: password })
        .catch(() => {}),
    { pem: made.pem, key, password },
  );
  // A key pasted by mistake is not kept either.
  await page.getByTestId("input").fill(key);
  await page.waitForTimeout(1500);
  await page.getByTestId("input").fill(made.pem);
  await page.waitForTimeout(1000);
  assert.deepEqual(
    requests.filter(r => !r.includes(" blob:") && !r.includes(" data:")),
    [],
    "requests after load",
  );

  const complaints = /** @type {string[]} */ (/** @type {any} */ (page).complaints);
  const kept = await page.evaluate(everythingKept);
  const text = Buffer.from(JSON.stringify(kept) + complaints.join("\n"));
  assert.ok(Object.keys(kept.databases).length > 0, "the history is empty, so this test would prove nothing");
  wanted.forEach((mark, i) =>
    assert.ok(
      !text.includes(mark),
      `key material (form ${i}) in what the page keeps, near ${String(text.subarray(Math.max(0, text.indexOf(mark) - 200), text.indexOf(mark)))}`,
    ),
  );
  assert.ok(!text.includes(password), "the password is kept");
  assert.doesNotMatch(String(text), /PRIVATE KEY/);
  assert.equal(kept.url, `${url}#/report`, "the address holds what was pasted");
  assert.deepEqual(
    complaints.filter(c => /^(error|exception|warning)/.test(c)),
    [],
  );

  await context.close();
  assert.deepEqual(holders(profile, wanted), [], "key material on disk");
  assert.ok(
    holders(profile, [Buffer.from("x509strict")]).length > 0,
    "nothing of the page on disk: the search would prove nothing",
  );
});

test("a link never carries a key, and one that does is refused", { timeout: 120_000 }, async t => {
  const made = await elasticsearch(folder(t), { bits: 2048 }),
    key = readFileSync(made.key, "latin1");
  const { url } = await serve(t),
    page = await openPage(await launch(t), url);
  await page.goto(`${url}#pem=${encodeURIComponent(key)}`);
  await page.reload();
  await ready(page);
  await page.waitForTimeout(1000);
  assert.ok(
    !(await page.evaluate(() => location.href)).includes("PRIVATE"),
    "the key stays in the address bar",
  );
  const links = await page.evaluate(() => [...document.querySelectorAll("a")].map(a => a.href).join("\n"));
  for (const mark of marks(key)) assert.ok(!links.includes(mark.toString("latin1")));
});
