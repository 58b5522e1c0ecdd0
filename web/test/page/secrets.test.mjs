// Every field of the page and every secret: when each goes, asserted one by one. The table here is the rule;
// web/js/occasions.js has to say the same.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { fixtures, ready } from "../harness.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { SECRETS } from "../../js/occasions.js";
import { open, useSite, verdict } from "./site.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {"repair"|"kit"|"made"|"input"|"page"} Occasion */

useSite({ cache: true });

const KEY = join(fixtures, "elasticsearch-ca.key"),
  LOCKED = join(fixtures, "elasticsearch-http.p12");
const MARK = "hunter2-but-longer";

/**
 * Fields that hold no secret, by what finds them: they stay. A field that is neither here nor a secret fails the test.
 */
const OPEN = [
  "#file-input, #host, #time, #client, #openssl, #language, #theme",
  '[data-key=direction], [data-key^="mine "]', // how to judge, and whose verdicts to show
  "[data-key=key-file]", // emptied by the browser's own rule: a file field never shows what was chosen before
  '[data-key^="option "]', // go with the panel
  '[data-key^="kit "]', // names, addresses and times
  '[data-testid=chain] select, [data-testid^="history"], #history-dialog input, [data-key^="audit-"]',
];

/**
 * What is filled in or made, how one sees that it is there, and when it has to go.
 * @type {Record<string, {goes: Occasion[], reach: (p: Page) => Promise<void>, give: (p: Page) => Promise<void>,
 *   there: (p: Page) => Promise<boolean>}>}
 */
const RULES = {
  "key-text": field("key-text", ["repair", "input", "page"], keyTab),
  "key-password": field("key-password", ["repair", "input", "page"], keyTab),
  "repair-pkcs12": field("repair-pkcs12", ["repair", "input", "page"], keyTab),
  unlock: field("unlock", ["input", "page"], lockedInput),
  "kit-key-password": field("kit-key-password", ["made", "kit", "input", "page"], kitTab),
  "kit-pkcs12": field("kit-pkcs12", ["made", "kit", "input", "page"], kitTab),
  keys: {
    goes: ["repair", "input", "page"],
    reach: keyTab,
    give: async page => {
      await page.getByTestId("key-input").setInputFiles(KEY);
      await page.locator("[data-key=forget]").waitFor();
    },
    there: async page => (await page.locator("[data-key=forget]").count()) > 0,
  },
  repair: {
    goes: ["repair", "input", "page"],
    reach: keyTab,
    give: async page => {
      await page.getByTestId("key-input").setInputFiles(KEY);
      await page.getByTestId("repair").click();
      await page.getByTestId("repair-result").waitFor();
    },
    there: async page => (await page.getByTestId("repair-result").count()) > 0,
  },
  kit: {
    goes: ["kit", "input", "page"],
    reach: kitTab,
    give: makeKit,
    there: async page => (await page.getByTestId("kit-result").count()) > 0,
  },
  passwords: {
    goes: ["input", "page"],
    reach: lockedInput,
    give: async page => {
      await page.locator("#unlock").fill("changeme");
      await page.locator("#unlock-part button").click();
      await page.locator("#unlock-part form").waitFor({ state: "detached" });
    },
    there: async page => (await page.locator("#unlock-part form").count()) === 0,
  },
};

/** @param {string} name @param {Occasion[]} goes @param {(p: Page) => Promise<void>} reach */
function field(name, goes, reach) {
  const where = (/** @type {Page} */ page) => page.locator(`[data-secret="${name}"]`);
  return {
    goes,
    reach,
    give: async (/** @type {Page} */ page) => {
      await where(page).waitFor({ state: "attached" }); // may be drawn after its tab was opened, and then folded
      await unfold(page);
      await where(page).fill(MARK);
    },
    there: async (/** @type {Page} */ page) => (await where(page).inputValue()) !== "",
  };
}

/** @param {Page} page */
const unfold = page =>
  page.evaluate(() => document.querySelectorAll("details").forEach(d => void (d.open = true)));

/** @param {Page} page @param {string} text */
async function give(page, text) {
  await page.getByTestId("input").fill(text);
  await page.locator("[data-testid=verdict]").waitFor();
}

/** @param {Page} page */
async function keyTab(page) {
  if ((await page.locator("#tab-key").count()) === 0) await give(page, EXAMPLES.elasticsearch);
  await page.locator("#tab-key").click();
  await unfold(page);
}

/** @param {Page} page */
async function kitTab(page) {
  if ((await page.locator("#tab-new").count()) === 0) await give(page, EXAMPLES.elasticsearch);
  await page.locator("#tab-new").click();
  await unfold(page);
}

/** @param {Page} page */
async function lockedInput(page) {
  if ((await page.locator("#unlock, .files").count()) > 0) return;
  await page.getByTestId("file-input").setInputFiles(LOCKED);
  await page.locator("#unlock-part form").waitFor();
}

/** @param {Page} page */
async function makeKit(page) {
  await page.locator('[data-key="kit commonName "]').fill("My CA");
  await page.getByTestId("new-ca-create").click();
  await page.getByTestId("kit-result").waitFor();
}

/** Lets the occasion happen. @type {Record<Occasion, (p: Page) => Promise<void>>} */
const HAPPENS = {
  async repair(page) {
    if ((await page.locator("#tab-key").count()) === 0) return;
    await page.locator("#tab-key").click();
    await page.locator("#tab-code").click();
  },
  async kit(page) {
    await page.locator("#tab-new").click();
    await page.locator("#tab-code").click();
  },
  async made(page) {
    await kitTab(page);
    await makeKit(page);
  },
  async input(page) {
    await page.getByTestId("clear").or(page.locator("#clear")).click();
    await give(page, EXAMPLES.clean);
    await verdict(page, "accepted");
    await page.locator("#clear").click();
  },
  async page(page) {
    await page.evaluate(() => {
      addEventListener("pageshow", e => void (/** @type {any} */ (window.cameBack = e.persisted)), {
        once: true,
      });
      location.href = "clients.html";
    });
    await page.waitForURL(/clients\.html$/);
    await page.waitForLoadState();
    await page.evaluate(() => void setTimeout(() => history.back()));
    await page.waitForURL(url => !url.pathname.endsWith("clients.html"), { waitUntil: "commit" });
    await ready(page);
    const { cached, why } = await page.evaluate(() => ({
      cached: /** @type {any} */ (window).cameBack,
      why: JSON.stringify(
        /** @type {any} */ (performance.getEntriesByType("navigation")[0]).notRestoredReasons,
      ),
    }));
    assert.equal(cached, true, `the page did not come from the cache, so this would prove nothing: ${why}`);
    await page.evaluate(() => /** @type {any} */ (window).x509strict.check("x")); // the engine is there again
  },
};

test("the table here and the page's own say the same", () => {
  const own = Object.fromEntries(Object.entries(RULES).map(([name, { goes }]) => [name, [...goes].sort()]));
  const theirs = Object.fromEntries(
    Object.entries(SECRETS)
      .filter(([name]) => !["given", "downloads", "engines"].includes(name)) // web/test/platform/leaving.test.mjs
      .map(([name, goes]) => [name, [...goes].sort()]),
  );
  assert.deepEqual(theirs, own);
  for (const name of ["given", "downloads", "engines"])
    assert.deepEqual(SECRETS[/** @type {"given"} */ (name)], ["page"]);
});

for (const [name, rule] of Object.entries(RULES)) {
  const away = /** @type {Occasion[]} */ (Object.keys(HAPPENS)).filter(
    occasion =>
      rule.goes.includes(occasion) || (occasion === "repair" && ["unlock", "passwords"].includes(name)),
  );
  for (const occasion of away) {
    const goes = rule.goes.includes(occasion);
    test(`${name} ${goes ? "goes" : "stays"}: ${occasion}`, { timeout: 90_000 }, async t => {
      // A service worker that is being installed keeps Chromium from keeping the page that it is installed for.
      const page = await open(t, { serviceWorkers: "block" });
      await rule.reach(page);
      await rule.give(page);
      assert.equal(await rule.there(page), true, "it is not there, so this would prove nothing");
      await HAPPENS[occasion](page);
      await rule.reach(page);
      assert.equal(await rule.there(page), !goes);
    });
  }
}

test("every field of the page is a secret with a rule, or known to be none", { timeout: 90_000 }, async t => {
  const page = await open(t);
  /** @type {Set<string>} */
  const secrets = new Set();
  const look = async (/** @type {string} */ where) => {
    await unfold(page);
    const { unknown, known } = await page.evaluate(open => {
      const all = [...document.querySelectorAll("input, textarea, select, [contenteditable]")];
      const secret = all.filter(e => e.hasAttribute("data-secret"));
      return {
        known: secret.map(e => String(e.getAttribute("data-secret"))),
        unknown: all
          .filter(e => e.id !== "input" && !e.hasAttribute("data-secret") && !open.some(o => e.matches(o)))
          .map(e => e.outerHTML.slice(0, 200)),
      };
    }, OPEN);
    assert.deepEqual(unknown, [], `fields without a rule: ${where}`);
    known.forEach(name => secrets.add(name));
    assert.deepEqual(
      await page.evaluate(() =>
        [...document.querySelectorAll("input[type=password]:not([data-secret])")].map(e => e.outerHTML),
      ),
      [],
    );
  };
  await look("welcome");
  await page.getByTestId("new-ca").click();
  await look("the kit alone");
  await keyTab(page);
  await look("the repair with a key");
  for (const tab of ["openssl", "new", "code"]) {
    await page.locator(`#tab-${tab}`).click();
    await look(tab);
  }
  await page.getByTestId("history").click();
  await page.locator("#history-dialog input").first().waitFor();
  await look("the history");
  await page.keyboard.press("Escape");
  await page.locator("#clear").click();
  await lockedInput(page);
  await look("a locked file");
  await page.locator("#clear").click();
  await page.getByTestId("file-input").setInputFiles(join(fixtures, "truststore-140.pem"));
  await page.getByTestId("audit-row").first().waitFor();
  await look("an audit");
  const fields = Object.keys(SECRETS).filter(
    name => !["keys", "passwords", "repair", "kit", "given", "downloads", "engines"].includes(name),
  );
  assert.deepEqual([...secrets].sort(), fields.sort(), "secrets that no view shows");
});
