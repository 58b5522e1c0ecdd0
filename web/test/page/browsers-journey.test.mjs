// The main journeys in Chromium, Firefox and WebKitGTK, through the page's own controls: from an example to the verdict
// and its findings, from a key to the repaired file, the languages, the history, a prefilled link.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { BROWSERS, Missing } from "../browsers.mjs";
import { dist, fixtures, serve, skip } from "../harness.mjs";
import { EXAMPLES } from "../../js/examples.js";

/** @typedef {import("../browsers.mjs").Browser} Browser */

const key = readFileSync(join(fixtures, "elasticsearch-ca.key"), "latin1");

/**
 * Waits until f returns something true in the page.
 * @param {Browser} browser
 * @param {(...args: any[]) => any} f
 * @param {string} what
 * @param {any[]} args
 */
async function until(browser, f, what, ...args) {
  for (let i = 0; i < 150; i++) {
    const value = await browser.evaluate(f, ...args);
    if (value) return value;
    await new Promise(done => setTimeout(done, 200));
  }
  throw new Error(
    `${browser.name}: ${what} did not happen in 30 seconds; shown: ${await browser.evaluate(() => document.getElementById("result")?.innerText.slice(0, 400))}`,
  );
}

/**
 * Puts text into a field as a person would.
 * @param {Browser} browser
 * @param {string} id test id
 * @param {string} text
 */
const fill = (browser, id, text) =>
  browser.evaluate(
    (id, text) => {
      const field = document.querySelector(`[data-testid="${id}"]`);
      field.focus();
      field.value = text;
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    },
    id,
    text,
  );

/** @param {Browser} browser @param {string} selector */
const click = (browser, selector) =>
  browser.evaluate(selector => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`nothing is ${selector}`);
    element.click();
  }, selector);

/** @param {Browser} browser @param {string} verdict */
const verdict = (browser, verdict) =>
  until(
    browser,
    v =>
      document.querySelector("[data-testid=verdict]")?.getAttribute("data-verdict") === v &&
      !document.querySelector("[data-testid=rest-coming]"),
    `the verdict ${verdict}`,
    verdict,
  );

/** @param {Browser} browser @param {string} selector @returns {Promise<string>} */
const text = (browser, selector) =>
  browser.evaluate(s => document.querySelector(s)?.innerText ?? "", selector);

/** @param {Browser} browser @param {string} url */
async function open(browser, url) {
  await browser.goto("about:blank");
  await browser.goto(url);
  await until(browser, () => typeof window.x509strict === "object", "window.x509strict");
  await browser.evaluate(() => window.x509strict.ready);
}

for (const { name, open: start } of BROWSERS) {
  test(name, { timeout: 420_000 }, async t => {
    /** @type {Browser} */
    let browser;
    try {
      browser = await start(t);
    } catch (problem) {
      if (problem instanceof Missing) return skip(t, problem.message);
      throw problem;
    }
    t.diagnostic(`${browser.name} ${browser.version}`);
    const { url } = await serve(t, { dir: process.env.X509STRICT_DIST ?? dist });

    await t.test(
      "paste: error 92, word for word, with its finding, the chain and the other clients",
      async () => {
        await open(browser, `${url}#lang=en`);
        await fill(browser, "language", "en");
        await fill(browser, "input", EXAMPLES.elasticsearch);
        await verdict(browser, "refused");
        // At once: on a busy machine the next announcement is that the other clients take long.
        await until(
          browser,
          () => /Python 3\.13 refuses this chain/.test(document.querySelector("#status").textContent),
          "the announcement",
        );
        assert.equal(
          (await text(browser, "[data-testid=message]")).trim(),
          "certificate verify failed: CA cert does not include key usage extension",
        );
        const codes = await browser.evaluate(() =>
          [...document.querySelectorAll("[data-testid=finding]")].map(f => f.dataset.code),
        );
        assert.ok(codes.includes("92"), codes.join());
        assert.match(
          await text(browser, "[data-testid=chain]"),
          /Elasticsearch security auto-configuration HTTP CA/,
        );
        const clients = await until(
          browser,
          () => {
            const rows = Object.fromEntries(
              [...document.querySelectorAll("[data-testid=client-row]")].map(r => [
                r.dataset.client,
                r.dataset.verdict,
              ]),
            );
            return "go" in rows && rows;
          },
          "the last client's answer",
        );
        assert.deepEqual(
          [clients["python-3.13"], clients["python-3.12"], clients.curl, clients.go],
          ["refused", "accepted", "accepted", "accepted"],
        );
      },
    );

    await t.test(
      "repair: the key is given, ca.crt is stored, and the chain with it is accepted",
      async () => {
        await browser.evaluate(pem => {
          const field = document.querySelector("[data-testid=key-input]"),
            data = new DataTransfer();
          data.items.add(new File([pem], "ca.key"));
          field.files = data.files;
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }, key);
        await until(
          browser,
          () => document.querySelector("#repair-part .files")?.innerText.includes("ca.key"),
          "the key in the list",
        );
        await click(browser, "[data-testid=repair]");
        await until(
          browser,
          () =>
            document.querySelector(
              '[data-testid=repair-result] [data-name="ca.crt"], [data-testid=download][data-name="ca.crt"]',
            ),
          "the repaired file",
        );
        const file = await browser.download(() =>
          document.querySelector('[data-testid=download][data-name="ca.crt"]').click(),
        );
        assert.equal(file.name, "ca.crt");
        assert.match(file.text, /^-----BEGIN CERTIFICATE-----/m);
        const [leaf] = EXAMPLES.elasticsearch.split(/(?<=-----END CERTIFICATE-----\n)/);
        await fill(browser, "input", leaf + file.text);
        await verdict(browser, "accepted");
        assert.match(await text(browser, "[data-testid=verdict] h1"), /accepts this chain/);
      },
    );

    await t.test("languages: by hand, with the verdict in the new one, and kept", async () => {
      await fill(browser, "language", "zh");
      await until(
        browser,
        () => /接受/.test(document.querySelector("[data-testid=verdict] h1")?.textContent ?? ""),
        "the Chinese verdict",
      );
      assert.equal(await browser.evaluate(() => document.documentElement.lang), "zh-Hans");
      await open(browser, url);
      assert.equal(await browser.evaluate(() => document.documentElement.lang), "zh-Hans");
      await fill(browser, "language", "en");
      await until(browser, () => document.documentElement.lang === "en", "English");
    });

    await t.test("history: what was checked is there after a reload, and opens again", async () => {
      await fill(browser, "input", EXAMPLES.elasticsearch);
      await verdict(browser, "refused");
      await new Promise(done => setTimeout(done, 2500));
      await open(browser, url);
      await click(browser, "[data-testid=history]");
      await until(
        browser,
        () => document.querySelectorAll("[data-testid=history-entry][data-verdict=refused]").length > 0,
        "the entry",
      );
      await click(browser, "[data-testid=history-entry][data-verdict=refused] .entry");
      await verdict(browser, "refused");
      assert.match(
        await browser.evaluate(() => document.querySelector("[data-testid=input]").value),
        /BEGIN CERTIFICATE/,
      );
      assert.equal(await browser.evaluate(() => document.getElementById("history-dialog").open), false);
    });

    await t.test("a prefilled link is judged at once, and its fragment goes", async () => {
      await open(browser, `${url}#pem=${encodeURIComponent(EXAMPLES.clean)}&host=other.example&lang=en`);
      await verdict(browser, "refused");
      assert.match(await text(browser, "[data-testid=verdict]"), /not a strict-mode problem/);
      assert.equal(
        await browser.evaluate(() => document.querySelector("[data-testid=host]").value),
        "other.example",
      );
      assert.equal(await browser.evaluate(() => location.hash), "#/report");
      await browser.goto("about:blank");
    });
  });
}
