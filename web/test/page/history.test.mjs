// The history against the browser's real storage: what it shows, what it takes in, and what it says when the browser
// refuses.
import assert from "node:assert/strict";
import test from "node:test";
import { ready } from "../harness.mjs";
import { intoHistory } from "../kept.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { context, open, saved, site, useSite, verdict } from "./site.mjs";

useSite();

/** @typedef {import("playwright-core").Page} Page */

/** Checks and waits until it is kept. @param {Page} page @param {string} text @param {string} expected */
async function kept(page, text, expected) {
  await intoHistory(page, async () => {
    await page.getByTestId("input").fill(text);
    await verdict(page, expected);
  });
}

/** @param {Page} page @param {number} n */
const count = (page, n) =>
  page.waitForFunction(n => document.querySelectorAll("[data-testid=history-entry]").length === n, n);

test("two entries compared: what differs is in the table", async t => {
  const page = await open(t);
  await kept(page, EXAMPLES.elasticsearch, "refused");
  await kept(page, EXAMPLES.clean, "accepted");
  await page.getByTestId("history").click();
  await count(page, 2);
  for (const i of [0, 1]) await page.getByTestId("history-entry").nth(i).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Compare" }).click();
  const table = await page.getByTestId("comparison").innerText();
  assert.match(table, /accepts this chain/);
  assert.match(table, /refuses this chain/);
  assert.match(table, /92 CA cert does not include key usage extension/);
  assert.match(table, /es01/);
});

test("the same certificates again replace their entry, and the entries outlive the tab", async t => {
  const page = await open(t);
  await kept(page, EXAMPLES.elasticsearch, "refused");
  await intoHistory(page, () => page.getByTestId("host").fill("es01"));
  await page.reload();
  await ready(page);
  await page.getByTestId("history").click();
  await count(page, 1);
});

test("what is no history is refused with the reason, and changes nothing", async t => {
  const page = await open(t);
  await kept(page, EXAMPLES.clean, "accepted");
  await page.getByTestId("history").click();
  await count(page, 1);
  for (const [text, why] of /** @type {[string, RegExp][]} */ ([
    ["not JSON", /not an exported history: invalid character/],
    ['{"something": "else"}', /not an exported history of schema/],
    ["[1, 2", /not an exported history: unexpected end/],
  ])) {
    await page
      .getByTestId("history-import")
      .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.locator("#history-dialog .notice").getByText(why).waitFor();
    await count(page, 1);
  }
  const { data } = await saved(page, "", page.getByRole("button", { name: "Export" }));
  assert.match(String(data), /"verdict":\s*"accepted"/);
});

test("a newer version of the page in another tab has changed the storage: said, and the check still works", async t => {
  const page = await open(t);
  await kept(page, EXAMPLES.clean, "accepted");
  await page.evaluate(
    () =>
      new Promise((done, failed) => {
        const asked = indexedDB.open("x509strict", 999);
        asked.onupgradeneeded = () => {};
        asked.onsuccess = () => {
          asked.result.close();
          done(undefined);
        };
        asked.onerror = () => failed(asked.error);
        asked.onblocked = () => failed(new Error("this tab keeps the newer one waiting"));
      }),
  );
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page
    .locator("#notice")
    .getByText(/newer version of this page/)
    .waitFor();
  await page.getByTestId("history").click();
  await page
    .getByTestId("history-unavailable")
    .getByText(/Reload this tab/)
    .waitFor();
});

test("a browser that refuses storage says so in the history, in the language of the page", async t => {
  const c = await context(t, { locale: "zh-CN", serviceWorkers: "block" });
  const page = await c.newPage();
  await page.addInitScript(() => {
    const Real = Blob;
    // The worker is made from a blob: its storage is taken away before its first line.
    /** @type {any} */ (window).Blob = class extends Real {
      constructor(/** @type {any} */ parts, /** @type {any} */ options) {
        const script = options?.type === "text/javascript";
        super(
          script ? ["Object.defineProperty(self, 'indexedDB', { value: undefined });\n", ...parts] : parts,
          options,
        );
      }
    };
  });
  await page.goto(site.url);
  await ready(page);
  await page.getByTestId("input").fill(EXAMPLES.clean);
  await verdict(page, "accepted");
  await page
    .locator("#notice")
    .getByText(/拒绝存储/)
    .waitFor();
  await page.getByTestId("history").click();
  await page
    .getByTestId("history-unavailable")
    .getByText(/拒绝存储/)
    .waitFor();
});
