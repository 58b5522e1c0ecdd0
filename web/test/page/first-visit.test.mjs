// A first visit by link: the shell at once, the verdict as soon as the chosen client has answered, the rest after it
// and without moving what is read.
import { test } from "node:test";
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { EXAMPLES } from "../../js/examples.js";
import { context, site, useSite } from "./site.mjs";

useSite();

const ders = (/** @type {string} */ text) =>
  [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map(m =>
    Buffer.from(m[1], "base64"),
  );
const link = `#cert=${deflateRawSync(Buffer.concat(ders(EXAMPLES.elasticsearch))).toString("base64url")}`;

/**
 * A visit by somebody new whose engines arrive when they are let through.
 * @param {import("node:test").TestContext} t
 * @param {{viewport?: {width: number, height: number}, fragment?: string,
 *   change?: (page: import("playwright-core").Page) => Promise<unknown>}} [how] change: of what arrives
 */
async function visit(t, { viewport = { width: 1280, height: 900 }, fragment = link, change } = {}) {
  const page = await (await context(t, { viewport, serviceWorkers: "block" })).newPage();
  /** @type {Record<string, () => void>} */
  const release = {};
  const asked = /** @type {string[]} */ ([]);
  for (const kind of ["lean", "whole"]) {
    const free = new Promise(done => (release[kind] = () => done(undefined)));
    await page.route(`**/assets/${kind}-*.wasm`, async route => {
      asked.push(kind);
      await free;
      await route.continue();
    });
  }
  await change?.(page);
  await page.goto(site.url + fragment, { waitUntil: "commit" });
  return { page, release, asked };
}

for (const viewport of [
  { width: 1280, height: 900 },
  { width: 390, height: 800 },
])
  test(`${viewport.width} pixels: the verdict comes before the rest, and nothing that was read moves`, async t => {
    const { page, release, asked } = await visit(t, { viewport });
    await page.getByTestId("progress").waitFor(); // somebody who waits sees that something is under way
    assert.ok(await page.getByTestId("input").isVisible(), "the shell is there");
    assert.equal(await page.getByTestId("verdict").count(), 0);
    release.lean();
    await page.locator("[data-testid=verdict][data-verdict=refused]").waitFor();
    await page.getByTestId("rest-coming").waitFor();
    assert.match(
      await page.getByTestId("message").innerText(),
      /CA cert does not include key usage extension/,
    );
    assert.ok((await page.getByTestId("finding").count()) > 0);
    assert.equal(await page.locator("#clients").count(), 0);
    const places = () =>
      page.evaluate(() =>
        ["#result h1", "[data-testid=message]", "#chain h2", "[data-testid=finding]", "#repair h2"].map(
          selector =>
            Math.round(
              /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect().top + scrollY,
            ),
        ),
      );
    await page.waitForFunction(() => document.activeElement?.id === "verdict-title"); // it is in view
    const before = await places();
    release.whole();
    await page.locator("#clients").waitFor();
    await page.getByTestId("way").waitFor();
    const bottom = await page.evaluate(() => scrollY + innerHeight);
    const after = await places();
    for (const [i, top] of before.entries())
      if (top < bottom)
        assert.ok(
          Math.abs(after[i] - top) < 16,
          `what is in view moved by a line or more: ${before}, ${after}`,
        );
    assert.deepEqual(asked, ["lean", "whole"]);
  });

/** Resolves when the page has ended the worker that it starts next. @param {import("playwright-core").Page} page */
const ended = async page => void (await (await page.waitForEvent("worker")).waitForEvent("close"));

/** @param {import("playwright-core").Page} page */
async function answered(page) {
  await page.locator("[data-testid=verdict][data-verdict=refused]").waitFor();
  await page.locator("#clients").waitFor();
  assert.match(await page.getByTestId("message").innerText(), /CA cert does not include key usage extension/);
  assert.equal(await page.locator("#problem").innerText(), "");
}

test("a lean engine that does not start: the whole one is asked, and nobody hears of it", async t => {
  const nothing = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // a module that exports nothing
  /** @type {Promise<void>|undefined} */
  let stop;
  const { page, release } = await visit(t, {
    change: async page => {
      stop = ended(page);
      await page.route("**/assets/lean-*.wasm", route =>
        route.fulfill({ contentType: "application/wasm", body: nothing }),
      );
    },
  });
  await stop;
  assert.equal(await page.getByTestId("error").count(), 0);
  assert.ok(
    await page.getByTestId("progress").isVisible(),
    "somebody who waits sees that something is under way",
  );
  release.whole();
  await answered(page);
});

test("a lean engine that stops as it judges: the whole one is asked, and nobody hears of it", async t => {
  /** @type {Promise<void>|undefined} */
  let stop;
  /** @type {Promise<unknown>|undefined} */
  let set;
  const { page, release } = await visit(t, {
    change: async page => {
      stop = ended(page);
      set = page.waitForEvent("worker").then(worker =>
        worker.evaluate(() =>
          addEventListener("message", ({ data }) => {
            if (data.call === "check") throw new Error("something is missing");
          }),
        ),
      );
    },
  });
  await set;
  release.lean();
  await stop;
  assert.equal(await page.getByTestId("error").count(), 0);
  release.whole();
  await answered(page);
});

/**
 * Gives the lean engine so much memory: beyond it Go calls its collector, which is among what the engine goes without.
 * @param {import("playwright-core").Page} page @param {string} limit
 */
const bounded = (page, limit) =>
  page.route("**/assets/boot-*.js", async route => {
    const response = await route.fetch(),
      text = await response.text();
    assert.match(text, /"128MiB"/);
    await route.fulfill({ response, body: text.replace('"128MiB"', `"${limit}"`) });
  });

test("a lean engine that lacks what its start calls: the whole one is asked, and nobody hears of it", async t => {
  /** @type {Promise<void>|undefined} */
  let stop;
  const { page, release } = await visit(t, {
    change: async page => {
      stop = ended(page);
      await bounded(page, "1MiB");
    },
  });
  release.lean();
  await stop;
  assert.equal(await page.getByTestId("error").count(), 0);
  assert.ok(
    await page.getByTestId("progress").isVisible(),
    "somebody who waits sees that something is under way",
  );
  release.whole();
  await answered(page);
});

test("a lean engine that lacks what judging calls: the whole one is asked, and nobody hears of it", async t => {
  /** @type {Promise<void>|undefined} */
  let stop;
  const { page, release, asked } = await visit(t, {
    fragment: "",
    change: async page => {
      stop = ended(page);
      await bounded(page, "2500KiB");
    },
  });
  release.lean();
  await page.waitForFunction(() => /** @type {any} */ (window).x509strict?.ready);
  await page.evaluate(() => /** @type {any} */ (window).x509strict.ready);
  const line = "what somebody wrote about these certificates\n";
  await page.getByTestId("file-input").setInputFiles({
    name: "ca.pem",
    mimeType: "application/x-pem-file",
    buffer: Buffer.from(line.repeat(500_000 / line.length) + EXAMPLES.elasticsearch),
  });
  await stop;
  assert.equal(await page.getByTestId("error").count(), 0);
  release.whole();
  await answered(page);
  assert.deepEqual(asked, ["lean", "whole"]);
});

/**
 * Notes what engines are asked to judge and to stop, in window.asked, as {engine, input, cancel}; a practice call is
 * not passed on when it is held.
 * @param {import("playwright-core").Page} page @param {boolean} held
 */
const noting = (page, held) =>
  page.addInitScript(held => {
    const w = /** @type {any} */ (window),
      send = Worker.prototype.postMessage;
    w.asked = [];
    const names = new WeakMap();
    w.Worker = class extends Worker {
      constructor(/** @type {string} */ url, /** @type {WorkerOptions} */ options) {
        super(url, options);
        names.set(this, options.name);
      }
    };
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ rest) {
      const engine = names.get(this)?.split(" ")[1];
      if (message.cancel) w.asked.push({ engine, cancel: message.cancel });
      if (message.call === "check") {
        const input = new TextDecoder().decode(message.args.inputs[0]?.data);
        w.asked.push({ engine, id: message.id, input });
        if (held && w.asked.length === 1) return;
      }
      send.call(this, message, rest);
    };
  }, held);

/**
 * @param {import("playwright-core").Page} page
 * @param {number} n
 * @returns {Promise<any[]>} what was asked, n at least
 */
async function asks(page, n) {
  await page.waitForFunction(n => /** @type {any} */ (window).asked.length >= n, n);
  return page.evaluate(() => /** @type {any} */ (window).asked);
}

test("nobody wants anything: each engine judges an example once, and a paste is judged as ever", async t => {
  const { page, release } = await visit(t, { fragment: "", change: page => noting(page, false) });
  release.lean();
  const [first] = await asks(page, 1);
  assert.equal(first.engine, "lean");
  assert.equal(first.input, EXAMPLES.elasticsearch);
  release.whole();
  const practice = await asks(page, 2);
  assert.deepEqual(
    practice.map(a => [a.engine, a.input === EXAMPLES.elasticsearch]),
    [
      ["lean", true],
      ["whole", true],
    ],
  );
  assert.equal(await page.getByTestId("verdict").count(), 0);
  await page.getByTestId("input").fill(EXAMPLES["easy-rsa"]);
  await page.locator("[data-testid=verdict][data-verdict=refused]").waitFor();
  await page.locator("#clients").waitFor();
  const judged = (await asks(page, 3)).slice(2).filter(a => !a.cancel);
  assert.ok(judged.length > 0 && judged.every(a => a.input === EXAMPLES["easy-rsa"]), "only what was pasted");
});

test("a paste while an engine practises: that ends, and the paste is judged", async t => {
  const { page, release } = await visit(t, { fragment: "", change: page => noting(page, true) });
  release.lean();
  const [practice] = await asks(page, 1);
  await page.getByTestId("input").fill(EXAMPLES["easy-rsa"]);
  await page.locator("[data-testid=verdict][data-verdict=refused]").waitFor();
  const [, cancelled, asked] = await asks(page, 3);
  assert.deepEqual(cancelled, { engine: "lean", cancel: practice.id });
  assert.equal(asked.input, EXAMPLES["easy-rsa"]);
});

test("a visit by link: no engine practises", async t => {
  const { page, release } = await visit(t, { change: page => noting(page, false) });
  release.lean();
  await page.getByTestId("rest-coming").waitFor();
  release.whole();
  await page.locator("#clients").waitFor();
  await page.waitForFunction(
    () => new Promise(done => requestIdleCallback(() => done(true), { timeout: 2000 })),
  );
  const asked = await asks(page, 2);
  assert.deepEqual(
    asked.map(a => [a.engine, a.input === EXAMPLES.elasticsearch]),
    [
      ["lean", false],
      ["whole", false],
    ],
  );
});

test("the whole engine is there: its verdict is shown before the rest is worked out", async t => {
  const { page, release } = await visit(t, {
    fragment: "",
    change: page =>
      page.addInitScript(() => {
        const w = /** @type {any} */ (window),
          send = Worker.prototype.postMessage;
        const shows = (/** @type {string} */ what) => document.querySelector(what) !== null;
        w.log = [];
        w.Worker = class extends Worker {
          constructor(/** @type {string} */ url, /** @type {WorkerOptions} */ options) {
            super(url, options);
            this.addEventListener("message", ({ data }) => data.ok?.verdict && w.log.push("the rest"));
          }
        };
        Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ rest) {
          if (message.call === "check") w.log = []; // practice comes before
          if (message.shown)
            w.log.push(
              shows("[data-testid=verdict]") && shows("[data-testid=rest-coming]")
                ? "the verdict"
                : "nothing",
            );
          send.call(this, message, rest);
        };
      }),
  });
  release.lean();
  release.whole();
  await page.locator("#client option[value=go]").waitFor({ state: "attached" }); // the whole engine's catalogue
  await page.getByTestId("input").fill(EXAMPLES["easy-rsa"]);
  await page.locator("#clients").waitFor();
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).log), ["the verdict", "the rest"]);
});

for (const viewport of [
  { width: 1280, height: 900 },
  { width: 390, height: 800 },
])
  test(`${viewport.width} pixels: a verdict is set in fonts that were looked up before it came`, async t => {
    const { page, release } = await visit(t, {
      viewport,
      fragment: "",
      change: page =>
        page.addInitScript(() => {
          const w = /** @type {any} */ (window),
            measure = Element.prototype.getBoundingClientRect;
          w.known = new Set();
          w.font = (/** @type {Element} */ e) => {
            const { fontFamily, fontSize, fontWeight, fontStyle } = getComputedStyle(e);
            return [fontStyle, fontWeight, fontSize, fontFamily.slice(0, 20)].join(" ");
          };
          w.fonts = () => {
            const found = new Set(),
              walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const e = /** @type {Element} */ (walk.currentNode.parentElement);
              if (walk.currentNode.textContent?.trim() && e.getClientRects().length) found.add(w.font(e));
            }
            return found;
          };
          Element.prototype.getBoundingClientRect = function () {
            if (this.className === "specimen") w.known.add(w.font(this));
            return measure.call(this);
          };
        }),
    });
    release.lean();
    release.whole();
    await page.locator("#client option[value=go]").waitFor({ state: "attached" });
    await page.waitForFunction(() => document.querySelector(".specimen") === null);
    await page.evaluate(() => {
      const w = /** @type {any} */ (window);
      for (const font of w.fonts()) w.known.add(font);
    });
    await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
    await page.locator("#clients").waitFor();
    const unknown = await page.evaluate(() => {
      const w = /** @type {any} */ (window);
      return [...w.fonts()].filter(font => !w.known.has(font));
    });
    assert.deepEqual(unknown, []);
  });

test("clients that the lean engine names late do not take the place of all of them", async t => {
  const { page, release } = await visit(t, {
    fragment: "",
    change: page =>
      page.addInitScript(() => {
        const w = /** @type {any} */ (window),
          held = /** @type {(() => void)[]} */ ([]);
        w.letGo = () => held.forEach(f => f());
        w.held = held;
        w.Worker = class extends Worker {
          constructor(/** @type {string} */ url, /** @type {WorkerOptions} */ options) {
            super(url, options);
            let released = false;
            if (options.name?.endsWith("lean"))
              this.addEventListener("message", event => {
                const { ok } = event.data;
                if (!ok?.clients || ok.verdict || released) return; // the catalog only
                event.stopImmediatePropagation();
                held.push(() => {
                  released = true;
                  this.dispatchEvent(new MessageEvent("message", { data: event.data }));
                  released = false;
                });
              });
          }
        };
      }),
  });
  release.lean();
  await page.waitForFunction(() => /** @type {any} */ (window).held.length > 0);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await page.getByTestId("rest-coming").waitFor();
  release.whole();
  const java = page.locator('#client option[value="java-21"]');
  await java.waitFor({ state: "attached" });
  await page.evaluate(() => /** @type {any} */ (window).letGo());
  await page.locator("#clients").waitFor();
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await java.count(), 1);
});
