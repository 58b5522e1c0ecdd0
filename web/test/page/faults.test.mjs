// What goes wrong around the page, each with its own message and next step; and how much work it is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fixtures, launch, openPage, ready } from "../harness.mjs";
import { longest, pastes, sum } from "../processor.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { context, open, site, useSite, verdict } from "./site.mjs";
import { wholeEngine } from "../user.mjs";

useSite();

test("a crash keeps the input, restarts the engine and offers to check again", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  const engine = await wholeEngine(page);
  await engine.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error("boom");
      }),
  );
  const error = page.locator('[data-testid=error][data-kind="crash"]');
  await error.waitFor();
  assert.match(await error.innerText(), /started again/);
  assert.equal(await page.getByTestId("input").inputValue(), EXAMPLES.elasticsearch);
  await error.getByRole("button", { name: "Check again" }).click();
  await error.waitFor({ state: "detached" });
  await verdict(page, "refused");
});

test("a browser without WebAssembly is told so", async t => {
  const c = await context(t);
  await c.addInitScript(() => {
    delete (/** @type {any} */ (globalThis).WebAssembly);
  });
  const page = await c.newPage();
  await page.goto(site.url);
  await page.getByTestId("error").waitFor();
  assert.match(await page.getByTestId("error").innerText(), /WebAssembly/);
  await page.getByTestId("input").fill("still writable");
  assert.equal(await page.getByTestId("input").inputValue(), "still writable");
});

test("an engine that does not arrive is asked for again, and the input is judged then", async t => {
  const c = await context(t, { serviceWorkers: "block" });
  let broken = true;
  await c.route("**/*.wasm", route => (broken ? route.fulfill({ status: 503, body: "" }) : route.continue()));
  const page = await c.newPage();
  await page.goto(site.url);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await page.getByTestId("error").waitFor();
  assert.match(await page.getByTestId("error").innerText(), /503[\s\S]*stays in the box/);
  broken = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await verdict(page, "refused");
  assert.equal(await page.getByTestId("error").count(), 0);
});

test(
  "a network that stalls in mid-load: another try asks for the engine anew",
  { timeout: 90_000 },
  async t => {
    const c = await context(t, { serviceWorkers: "block" });
    let stalled = true,
      asked = 0;
    await c.route("**/*.wasm", route => {
      asked++;
      if (!stalled) return route.continue(); // else it is never answered
    });
    const page = await c.newPage();
    await page.clock.install();
    await page.goto(site.url, { waitUntil: "commit" });
    await page.clock.resume();
    await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
    await page.clock.runFor(9_000);
    const box = page.getByTestId("slow");
    await box.waitFor();
    const before = asked;
    stalled = false;
    await box.getByRole("button", { name: "Try again" }).click();
    await verdict(page, "refused");
    assert.ok(asked > before, "it was not asked for again");
  },
);

test("without its second part the engine judges, says what is missing, and fetches it when told to", async t => {
  const c = await context(t, { serviceWorkers: "block" });
  let broken = true;
  await c.route("**/whole-*.wasm", route => (broken ? route.abort() : route.continue()));
  const page = await c.newPage();
  await page.goto(site.url);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  const error = page.locator('[data-testid=error][data-kind="engine"]');
  await error.waitFor();
  assert.match(
    await error.innerText(),
    /opens keys and repairs is missing[\s\S]*Verdicts are right without it/,
  );
  await page.getByTestId("input").fill(EXAMPLES.clean);
  await verdict(page, "accepted");
  broken = false;
  await error.getByRole("button", { name: "Try again" }).click();
  await error.waitFor({ state: "detached" });
  await page.locator('[data-testid=client-row][data-client="go"]').waitFor();
});

test("a worker that may not be started: whose policy it is, and what to do", async t => {
  const c = await context(t);
  await c.addInitScript(() => {
    /** @type {any} */ (window).Worker = class {
      constructor() {
        throw new DOMException(
          "Refused to create a worker: it violates the Content Security Policy",
          "SecurityError",
        );
      }
    };
  });
  const page = await c.newPage();
  await page.goto(site.url);
  await page.getByTestId("error").waitFor();
  assert.match(await page.getByTestId("error").innerText(), /policy of this site[\s\S]*blob: workers/);
});

test("a file that is no engine is not called one", async t => {
  const c = await context(t, { serviceWorkers: "block" });
  await c.route("**/*.wasm", route =>
    route.fulfill({
      status: 200,
      contentType: "application/wasm",
      body: "<!doctype html>Log in to the guest network",
    }),
  );
  const page = await c.newPage();
  await page.goto(site.url);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await page.getByTestId("error").waitFor();
  assert.match(await page.getByTestId("error").innerText(), /could not be loaded/);
  assert.equal(await page.getByTestId("input").inputValue(), EXAMPLES.elasticsearch);
});

test("storage that is refused costs the history only", async t => {
  const c = await context(t);
  await c.addInitScript(() => {
    for (const name of ["localStorage", "indexedDB"])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
  });
  const page = await c.newPage();
  await page.goto(site.url);
  await ready(page);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.getByTestId("theme").selectOption("dark");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
});

test("a refused clipboard says so", async t => {
  const c = await context(t);
  await c.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "clipboard", {
      get: () => ({ writeText: () => Promise.reject(new DOMException("denied", "NotAllowedError")) }),
    });
    document.execCommand = () => false;
  });
  const page = await c.newPage();
  await page.goto(site.url);
  await ready(page);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.getByTestId("copy-markdown").click();
  await page.getByText("The browser refused. Select and copy by hand").first().waitFor();
});

test("more than 64 MB is refused with a clear message, and the page lives on", async t => {
  const page = await open(t);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(65 * 1024 * 1024)], "disk.img"));
    for (const type of ["dragenter", "dragover", "drop"])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      );
  });
  await page.locator('[data-testid=error][data-kind="too-large"]').waitFor();
  await page.getByTestId("input").fill(EXAMPLES.clean);
  await verdict(page, "accepted");
});

test("typed before the engine is there: judged when it is", async t => {
  const c = await context(t, { serviceWorkers: "block" });
  await c.route("**/*.wasm", async route => {
    await new Promise(done => setTimeout(done, 1500));
    await route.continue();
  });
  const page = await c.newPage();
  await page.goto(site.url, { waitUntil: "commit" });
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  assert.equal(await page.getByTestId("verdict").count(), 0);
  await verdict(page, "refused");
});

test("what a paste costs the page comes in pieces, and the engine does its part elsewhere", async t => {
  const browser = await launch(t),
    page = await openPage(browser, site.url),
    rounds = 12;
  await wholeEngine(page);
  const { page: tasks, engines } = await pastes(browser, page, rounds),
    each = sum(tasks) / rounds;
  t.diagnostic(
    `for each paste ${each.toFixed(0)} ms in the page, ${(sum(engines) / rounds).toFixed(0)} ms in the engine; the longest task ${longest(tasks).toFixed(0)} ms`,
  );
  assert.ok(tasks.length > rounds && engines.length > rounds, "the trace lacks the tasks");
  assert.ok(longest(tasks) < each / 2, `one task of ${longest(tasks)} ms, a paste takes ${each} ms`);
});

test(
  "ten thousand certificates: progress, cancel, and few rows in the document",
  { timeout: 300_000 },
  async t => {
    const page = await open(t),
      one = readFileSync(join(fixtures, "truststore-140.pem"), "utf8");
    const awake = await page.evaluate(async text => {
      // The same 140 under 72 file names would be merged, so every copy gets another serial number and with it another
      // fingerprint.
      const ders = [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(m =>
        Uint8Array.from(atob(m[1].replace(/\s/g, "")), c => c.charCodeAt(0)),
      );
      const parts = [];
      for (let i = 0; i < 10_000; i++) {
        const der = ders[i % ders.length].slice();
        der[der.length - 1] = i & 255; // a signature that no longer fits is still a certificate
        der[der.length - 2] = i >> 8;
        parts.push(
          `-----BEGIN CERTIFICATE-----\n${btoa(String.fromCharCode(...der))}\n-----END CERTIFICATE-----\n`,
        );
      }
      const data = new DataTransfer();
      data.items.add(new File(parts, "ten-thousand.pem"));
      await new Promise(done => setTimeout(done, 200));
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      const until = performance.now() + 90_000;
      while (performance.now() < until && !document.querySelector("[data-testid=audit-row]"))
        await new Promise(done => setTimeout(done, 50));
      const progress = document.querySelector("[data-testid=progress]") !== null;
      await new Promise(done => setTimeout(done, 300)); // the whole takes three seconds and more
      /** @type {HTMLElement|null} */ (document.querySelector("[data-key=cancel]"))?.click();
      return { progress, rows: document.querySelectorAll("[data-testid=audit-row]").length };
    }, one);
    assert.ok(awake.rows > 0 && awake.rows < 60, `${awake.rows} rows in the document`);
    assert.ok(awake.progress, "no progress shown");
    await page.getByText(/Stopped after/).waitFor({ timeout: 20_000 });
  },
);

test("a load that breaks once is tried again without a word", async t => {
  const c = await context(t, { serviceWorkers: "block" });
  let broken = 0;
  await c.route("**/*.wasm", route => (broken++ < 1 ? route.abort("connectionreset") : route.continue()));
  const page = await c.newPage();
  await page.goto(site.url);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  assert.ok(broken > 1, "nothing was broken");
  assert.equal(await page.getByTestId("error").count(), 0);
});
