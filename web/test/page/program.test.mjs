// The engines' programs: fetched and compiled once, by workers and not by the page, whatever becomes of a worker.
import { test } from "node:test";
import assert from "node:assert/strict";
import { EXAMPLES } from "../../js/examples.js";
import { OID, certificate, identifiers, name } from "../der.mjs";
import { wholeEngine } from "../user.mjs";
import { context, site, useSite, verdict } from "./site.mjs";

useSite();

/**
 * A visit on four cores.
 * @param {import("node:test").TestContext} t
 * @param {() => void} [change] runs in the page before its own scripts
 * @returns {Promise<{page: import("playwright-core").Page, asked: string[], release: () => void}>} asked: lean and
 *   whole, as their programs are asked for; the whole one comes when it is released
 */
async function visit(t, change = () => {}) {
  const c = await context(t, { serviceWorkers: "block" }),
    asked = /** @type {string[]} */ ([]);
  let release = () => {};
  const released = new Promise(done => (release = () => done(undefined)));
  await c.route("**/assets/*.wasm", async route => {
    const kind = /(lean|whole)-[^/]*$/.exec(route.request().url())?.[1] ?? "";
    asked.push(kind);
    if (kind === "whole") await released;
    await route.continue();
  });
  await c.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => 4 });
    const w = /** @type {any} */ (window);
    w.compiled = 0;
    for (const way of ["compile", "compileStreaming", "instantiateStreaming", "Module"]) {
      const own = w.WebAssembly[way];
      w.WebAssembly[way] = function (/** @type {any[]} */ ...how) {
        w.compiled++;
        return new.target ? new own(...how) : own.apply(this, how);
      };
    }
  });
  await c.addInitScript(change);
  const page = await c.newPage();
  await page.goto(site.url);
  return { page, asked, release };
}

/** @param {import("playwright-core").Page} page how often it has compiled by itself */
const compiled = page => page.evaluate(() => /** @type {any} */ (window).compiled);

test("the page compiles nothing, and engines that come later fetch nothing", async t => {
  const { page, asked, release } = await visit(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await page.locator("[data-testid=verdict][data-verdict=refused]").waitFor();
  // An audit that is divided wants the program before the first engine has it.
  const bundle = Array.from({ length: 1200 }, (_, i) =>
    certificate({ subject: name([[OID.commonName, `host ${i}`]]), extensions: identifiers }),
  ).join("");
  await page
    .getByTestId("file-input")
    .setInputFiles({ name: "bundle.pem", mimeType: "", buffer: Buffer.from(bundle) });
  await page.waitForFunction(() => document.querySelector("[data-testid=progress]"));
  release();
  await page.getByTestId("audit").waitFor({ timeout: 60_000 });
  await page.getByTestId("progress").waitFor({ state: "detached", timeout: 120_000 });
  assert.equal(await page.getByTestId("error").count(), 0);
  // One that stops is replaced.
  const next = page.waitForEvent("worker");
  await page.workers()[0].evaluate(
    () =>
      void setTimeout(() => {
        throw new Error("boom");
      }),
  );
  await next;
  const judge = (/** @type {string} */ pem) => /** @type {any} */ (window).x509strict.check(pem);
  assert.equal((await page.evaluate(judge, EXAMPLES.elasticsearch)).verdict, "refused");
  assert.deepEqual(asked, ["lean", "whole"]);
  assert.equal(await compiled(page), 0);
});

test("a worker that can't fetch the program is given it by the page", async t => {
  const { page, asked, release } = await visit(t, () => {
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ rest) {
      if (message?.start?.url) message.start.url = new URL("assets/none.bin", location.href).href;
      return send.call(this, message, rest);
    };
  });
  release();
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await wholeEngine(page);
  assert.deepEqual(asked, ["lean", "whole"]);
  assert.equal(await page.getByTestId("error").count(), 0);
  assert.equal(await compiled(page), 0);
});
