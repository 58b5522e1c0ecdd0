// Leaving the page and pressing Back, in each browser with its cache of left pages on: what comes back holds no secret,
// and says why.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { BROWSERS, Missing } from "../browsers.mjs";
import { fixtures, serve, skip } from "../harness.mjs";
import { marks } from "../kept.mjs";
import { EXAMPLES } from "../../js/examples.js";

/** @typedef {import("../browsers.mjs").Browser} Browser */

const PASSWORD = "hunter2-but-longer",
  KEY = readFileSync(join(fixtures, "elasticsearch-ca.key"), "latin1");
const wait = (/** @type {number} */ ms) => new Promise(done => setTimeout(done, ms));

/**
 * Between two pages there is none to ask, and one that is put away while it is asked never answers: what it was to say,
 * or nothing.
 * @param {Promise<any>} answer
 */
const unlessPutAway = answer => Promise.race([answer.catch(() => null), wait(5000)]);

/**
 * Waits until f returns something true in the page.
 * @param {Browser} browser
 * @param {(...args: any[]) => any} f
 * @param {...any} args
 */
async function until(browser, f, ...args) {
  for (const start = performance.now(); performance.now() - start < 60_000;) {
    const value = await unlessPutAway(browser.evaluate(f, ...args));
    if (value) return value;
    await wait(200);
  }
  throw new Error(`${browser.name}: in a minute it never came true: ${f}`);
}

/** Opens the page with a note of every address of a file it hands out. @param {Browser} browser @param {string} url */
async function open(browser, url) {
  await browser.goto(url);
  await until(browser, () => /** @type {any} */ (window).x509strict);
  await browser.evaluate(async () => {
    const w = /** @type {any} */ (window);
    await w.x509strict.ready;
    w.addresses = [];
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = of => {
      const address = createObjectURL(of);
      w.addresses.push(address);
      return address;
    };
    URL.revokeObjectURL = address => {
      w.addresses = w.addresses.filter((/** @type {string} */ a) => a !== address);
      revokeObjectURL(address);
    };
    addEventListener("pageshow", event => (w.cameBack = event.persisted));
  });
  await wait(3000); // a page whose service worker is still being installed is not kept
}

/** @param {Browser} browser @param {string} selector @param {string} value */
const fill = (browser, selector, value) =>
  browser.evaluate(
    (selector, value) => {
      const field = document.querySelector(selector);
      if (!field) throw new Error(`there is no ${selector}`);
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    selector,
    value,
  );

/** @param {Browser} browser @param {string} selector */
const click = (browser, selector) => browser.evaluate(s => document.querySelector(s).click(), selector);

/** @param {Browser} browser @param {string} selector */
const shown = (browser, selector) => until(browser, s => document.querySelector(s) !== null, selector);

/** All that a person or a script of the page finds in it. @param {Browser} browser @returns {Promise<string>} */
const everything = browser =>
  browser.evaluate(() => {
    const fields = [...document.querySelectorAll("input, textarea")].map(f => /** @type {any} */ (f).value);
    return `${document.documentElement.outerHTML}\n${fields.join("\n")}`;
  });

/** To another page and back. @param {Browser} browser */
async function leaveAndComeBack(browser) {
  // Chromium does not keep a page whose service worker is still being installed.
  if (browser.name === "Chromium")
    await browser.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await unlessPutAway(browser.evaluate(() => void setTimeout(() => (location.href = "clients.html"), 50)));
  await until(
    browser,
    () => location.pathname.endsWith("clients.html") && document.readyState === "complete",
  );
  await unlessPutAway(browser.evaluate(() => void setTimeout(() => history.back(), 50)));
  await until(browser, () => !location.pathname.endsWith("clients.html") && "x509strict" in window);
  assert.equal(
    await browser.evaluate(() => /** @type {any} */ (window).cameBack ?? null),
    true,
    `${browser.name} did not show the page out of its cache, so this would prove nothing`,
  );
}

/** @param {Browser} browser */
async function withoutSecrets(browser) {
  const all = Buffer.from(await everything(browser));
  marks(KEY).forEach((mark, i) => assert.ok(!all.includes(mark), `the key is there again (form ${i})`));
  assert.ok(!all.includes(PASSWORD), "a password is there again");
  assert.doesNotMatch(String(all), /PRIVATE KEY-----\s*[A-Za-z0-9+/]/);
  assert.match(
    await browser.evaluate(() => document.querySelector("#notice").textContent),
    /were dropped|均已清除/,
    "nothing says why",
  );
  // An engine that starts again has an address too, until it has begun.
  await until(browser, () => /** @type {any} */ (window).addresses.length === 0);
}

for (const { name, open: start } of BROWSERS)
  test(name, { timeout: 300_000 }, async t => {
    let browser;
    try {
      browser = await start(t);
    } catch (problem) {
      if (problem instanceof Missing) return skip(t, problem.message);
      throw problem;
    }
    t.diagnostic(`${browser.name} ${browser.version}`);
    const { url } = await serve(t);

    await t.test("a key in the repair, its passwords and what was made with them", async () => {
      await open(browser, url);
      await fill(browser, "#input", EXAMPLES.elasticsearch);
      await shown(browser, "[data-secret=key-text]");
      await fill(browser, "[data-secret=key-text]", KEY);
      await fill(browser, "[data-secret=key-password]", PASSWORD);
      await fill(browser, "[data-secret=repair-pkcs12]", PASSWORD);
      await click(browser, "[data-testid=repair]");
      await shown(browser, "[data-testid=repair-result]");
      await click(browser, '[data-testid=download][data-name="ca.crt"]');
      await wait(500);
      assert.equal(await browser.evaluate(() => /** @type {any} */ (window).addresses.length), 1);
      assert.match(await everything(browser), /PRIVATE KEY/);
      await leaveAndComeBack(browser);
      await withoutSecrets(browser);
      assert.equal(await browser.evaluate(() => document.querySelector("[data-testid=repair-result]")), null);
      assert.equal(
        await browser.evaluate(() => document.querySelector("#input").value),
        EXAMPLES.elasticsearch,
      );
      assert.equal(
        await browser.evaluate(
          async pem => (await window.x509strict.check(pem)).verdict,
          EXAMPLES.elasticsearch,
        ),
        "refused",
        "the engine works again",
      );
    });

    await t.test("a key in the box: the certificates stay", async () => {
      await open(browser, url);
      await fill(browser, "#input", `${EXAMPLES.elasticsearch}\n${KEY}`);
      await shown(browser, "[data-testid=verdict][data-verdict=refused]");
      await leaveAndComeBack(browser);
      await withoutSecrets(browser);
      const box = await browser.evaluate(() => document.querySelector("#input").value);
      assert.equal(
        box.match(/BEGIN CERTIFICATE/g).length,
        EXAMPLES.elasticsearch.match(/BEGIN CERTIFICATE/g)?.length,
      );
      await shown(browser, "[data-testid=verdict][data-verdict=refused]");
    });

    await t.test("a new CA: its key and its passwords", async () => {
      await open(browser, url);
      await click(browser, "[data-testid=new-ca]");
      await shown(browser, "[data-secret=kit-pkcs12]");
      await fill(browser, '[data-key="kit commonName "]', "My CA");
      await fill(browser, "[data-secret=kit-pkcs12]", PASSWORD);
      await click(browser, "[data-testid=new-ca-create]");
      await shown(browser, "[data-testid=kit-result]");
      assert.equal(
        await browser.evaluate(() => document.querySelector("[data-secret=kit-pkcs12]").value),
        "",
      );
      await fill(browser, "[data-secret=kit-key-password]", PASSWORD);
      await leaveAndComeBack(browser);
      await withoutSecrets(browser);
      assert.equal(await browser.evaluate(() => document.querySelector("[data-testid=kit-result]")), null);
      assert.equal(
        await browser.evaluate(() => document.querySelector('[data-key="kit commonName "]').value),
        "My CA",
      );
    });

    await t.test("certificates alone: all is as it was left, and nothing is said", async () => {
      await open(browser, url);
      await fill(browser, "#input", EXAMPLES.elasticsearch);
      await shown(browser, "[data-testid=verdict][data-verdict=refused]");
      await leaveAndComeBack(browser);
      assert.equal(
        await browser.evaluate(() => document.querySelector("#input").value),
        EXAMPLES.elasticsearch,
      );
      assert.equal(await browser.evaluate(() => document.querySelector("#notice").textContent), "");
      await shown(browser, "[data-testid=verdict][data-verdict=refused]");
    });
  });
