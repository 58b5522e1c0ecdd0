// Every state of the page: nothing sticks out at 320 px, axe finds nothing, the browser has nothing to complain about,
// no task blocks for long.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";
import { OID, certificate, der, extension, identifiers, name } from "../der.mjs";
import { fixtures } from "../harness.mjs";
import { intoHistory } from "../kept.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { open, useSite, verdict } from "./site.mjs";
import { wholeEngine } from "../user.mjs";

useSite();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const TRACEBACK =
  "requests.exceptions.SSLError: HTTPSConnectionPool(host='es01', port=9200): Max retries exceeded with url: / " +
  "(Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: " +
  "Missing Authority Key Identifier (_ssl.c:1028)')))\n";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {keyof typeof EXAMPLES} id */
const example = async (page, id) => {
  await page
    .locator(`[data-example="${id}"]`)
    .first()
    .evaluate(b => /** @type {HTMLElement} */ (b).click());
  await page.getByTestId("verdict").waitFor();
};

/** @param {Page} page @param {string} key @param {string} password */
const repair = async (page, key, password) => {
  await example(page, "elasticsearch");
  await page.getByTestId("key-input").setInputFiles(join(fixtures, key));
  await page.getByTestId("password").fill(password);
  await page.getByTestId("repair").click();
};

/** @type {Record<string, (page: Page) => Promise<void>>} */
const states = {
  "nothing pasted": async () => {},
  refused: page => example(page, "elasticsearch"),
  "the verdict there, the rest still coming": async page => {
    const engine = await wholeEngine(page);
    await engine.evaluate(() => {
      const say = self.postMessage.bind(self);
      self.postMessage = (/** @type {any} */ data) => data.first && say(data); // and never the whole report
    });
    await example(page, "elasticsearch");
    await page.getByTestId("rest-coming").waitFor();
  },
  accepted: page => example(page, "clean"),
  "several errors": page => example(page, "no-identifiers"),
  "lone leaf": page => example(page, "lone-leaf"),
  "a traceback above a chain": async page => {
    await page.getByTestId("input").fill(TRACEBACK + EXAMPLES["no-identifiers"]);
    await page.locator("[data-from-message=client]").waitFor();
  },
  "a traceback alone": async page => {
    await page.getByTestId("input").fill(TRACEBACK);
    await page.getByTestId("recognized").first().waitFor();
  },
  "a fleet that one CA mends": async page => {
    const isCA = extension(OID.bc, der(0x30, der(1, Buffer.from([255]))), true),
      issuer = name([[OID.commonName, "Fleet CA"]]);
    const leaf = (/** @type {number} */ i) =>
      certificate({
        subject: name([[OID.commonName, `host ${i}`]]),
        issuer,
        extensions: [extension(OID.san, der(0x30, der(0x82, "localhost"))), ...identifiers],
        serial: Buffer.from([1, i]),
      });
    const all = [certificate({ subject: issuer, extensions: [isCA, ...identifiers] })];
    for (let i = 0; i < 13; i++) all.push(leaf(i));
    await page.getByTestId("input").fill(all.join(""));
    await page.getByTestId("fleet").waitFor();
  },
  "two readings": async page => {
    const isCA = extension(OID.bc, der(0x30, der(1, Buffer.from([255]))));
    const both = name([[OID.commonName, "box.example"]]);
    await page.getByTestId("input").fill(certificate({ subject: both, extensions: [isCA] }));
    await page.locator("[data-readings]").waitFor();
  },
  "a certificate that does not load": async page => {
    await page
      .getByTestId("input")
      .fill(EXAMPLES.clean.replace(/(BEGIN CERTIFICATE-----\n.{60})..../, "$1AAAA"));
    await page.getByTestId("verdict").waitFor();
  },
  "several chains": async page => {
    await page.getByTestId("input").fill(Object.values(EXAMPLES).join(""));
    await page.locator(".chains").waitFor();
  },
  unreadable: async page => {
    await page
      .getByTestId("input")
      .fill('-----BEGIN CERTIFICATE-----\nMIIB"quoted"\n-----END CERTIFICATE-----');
    await verdict(page, "unreadable");
    await page.getByTestId("error").waitFor();
  },
  "key wanted": async page => {
    await example(page, "elasticsearch");
    await page.getByTestId("repair").click();
    await page.getByTestId("error").waitFor();
  },
  "password wanted": async page => {
    await page.getByTestId("file-input").setInputFiles(join(fixtures, "elasticsearch-http.p12"));
    await page.getByTestId("password").waitFor();
  },
  "password wrong": async page => {
    await repair(page, "elasticsearch-ca-locked.key", "wrong");
    await page.locator('[data-testid=error][data-kind="password"]').waitFor();
  },
  "repair done": async page => {
    await repair(page, "elasticsearch-ca.key", "");
    await page.getByTestId("repair-result").waitFor();
  },
  "with openssl": async page => {
    await example(page, "elasticsearch");
    await page.locator("#tab-openssl").click();
    await page.locator("#tab-panel pre").first().waitFor();
  },
  "new CA": async page => {
    await example(page, "elasticsearch");
    await page.getByTestId("new-ca").click();
    await page.getByTestId("new-ca-create").waitFor();
  },
  details: async page => {
    await example(page, "elasticsearch");
    await page.locator(".certificate > summary").first().click();
    await page.locator(".certificate .sub > summary").first().click();
    await page.locator(".hex").first().waitFor();
  },
  "audit of 140": async page => {
    await page.getByTestId("file-input").setInputFiles(join(fixtures, "truststore-140.pem"));
    await page.waitForFunction(() =>
      /140/.test(document.querySelector("[data-testid=audit] h1")?.textContent ?? ""),
    );
  },
  "history empty": async page => {
    await page.getByTestId("history").click();
    await page.locator(".history .empty").waitFor();
  },
  "history full": async page => {
    await intoHistory(page, () => example(page, "elasticsearch"));
    await page.getByTestId("history").click();
    await page.getByTestId("history-entry").first().waitFor();
  },
  "worker crashed": async page => {
    await example(page, "elasticsearch");
    const engine = await wholeEngine(page); // a lean one that stops is replaced unseen
    await engine.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error("out of memory, say");
        }),
    );
    await page.getByTestId("error").waitFor();
  },
  "engine silent": async page => {
    await page.clock.install();
    await example(page, "elasticsearch");
    await page.evaluate(() => void (Worker.prototype.postMessage = () => {}));
    await page.getByTestId("host").fill("es01");
    await page.waitForTimeout(600);
    await page.clock.runFor(9_000);
    await page.getByTestId("slow").waitFor();
    await page.clock.resume();
  },
  "a name of 500 characters": async page => {
    await page.getByTestId("file-input").setInputFiles(join(fixtures, "long-name.pem"));
    await page.getByTestId("verdict").waitFor();
  },
  "right-to-left text in a name": async page => {
    await page.getByTestId("file-input").setInputFiles(join(fixtures, "bidi-name.pem"));
    await page.getByTestId("verdict").waitFor();
    assert.doesNotMatch(
      await page.locator("#result").innerText(),
      /[\u202a-\u202e]/,
      "an override from a certificate reaches the page",
    );
    assert.equal(await page.locator("#result b").count(), 0, "markup from a certificate reaches the page");
  },
};

for (const [i, [name, reach]] of Object.entries(states).entries()) {
  const width = [320, 1360][i % 2],
    colorScheme = /** @type {const} */ (["light", "dark"])[(i >> 1) % 2];
  test(`${name}: axe, overflow at 320 px, complaints`, { timeout: 180_000 }, async t => {
    const page = await open(t, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    await reach(page);
    await page.waitForTimeout(150);
    const complaints = /** @type {any} */ (page).complaints.filter((/** @type {string} */ c) =>
      /^(error|exception|warning)/.test(c),
    );
    assert.deepEqual(complaints, []);
    await page.evaluate(axe);
    const violations = await page.evaluate(async rules => {
      const { violations } = await /** @type {any} */ (window).axe.run(document, { runOnly: rules });
      return violations.map(
        (/** @type {any} */ v) =>
          `${v.id}: ${v.nodes
            .slice(0, 3)
            .map((/** @type {any} */ n) => n.html.slice(0, 160))
            .join(" | ")}`,
      );
    }, RULES);
    assert.deepEqual(violations, []);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.waitForTimeout(100);
    const large = await page.evaluate(() =>
      [.../** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll('svg[viewBox="0 0 24 24"]'))]
        .filter(icon => icon.getBoundingClientRect().width > 48)
        .map(icon => icon.parentElement?.outerHTML.slice(0, 160)),
    );
    assert.deepEqual(large, [], "an icon without a size");
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(beyond <= 0, `${beyond} px stick out at 320 px`);
  });
}
