// Where in the page somebody is: an address each, Back and Forward between them, a reload; and no input lost, and no
// secret kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fixtures, ready } from "../harness.mjs";
import { everythingKept, marks } from "../kept.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { Recent } from "../../js/recent.js";
import { open, site, useSite, verdict } from "./site.mjs";

/** @typedef {import("playwright-core").Page} Page */

useSite();

const KEY = readFileSync(join(fixtures, "elasticsearch-ca.key"), "latin1");

/** @param {Page} page @param {RegExp|string} hash */
const at = (page, hash) =>
  page.waitForFunction(
    h => (h.startsWith("/") ? new RegExp(h.slice(1, -1)).test(location.hash) : location.hash === h),
    String(hash),
  );

/** @param {Page} page */
const box = page => page.getByTestId("input").inputValue();
/** @param {Page} page */
const back = page => page.evaluate(() => history.back());
/** @param {Page} page */
const forward = page => page.evaluate(() => history.forward());
/** @param {Page} page @param {string} view */
const view = (page, view) => page.waitForFunction(v => document.body.dataset.view === v, view);

test("report, new CA and history: Back and Forward go between them, and the input stays", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await at(page, "#/report");
  await page.getByTestId("history").click();
  await page.locator("#history-dialog[open]").waitFor();
  await at(page, "#/history");
  await back(page);
  await page.locator("#history-dialog[open]").waitFor({ state: "detached" });
  await at(page, "#/report");
  await verdict(page, "refused");
  await forward(page);
  await page.locator("#history-dialog[open]").waitFor();
  const entries = await page.evaluate(() => history.length);
  await page.keyboard.press("Escape"); // closed by hand: as if by Back
  await at(page, "#/report");
  await back(page);
  await at(page, "");
  await view(page, "welcome");
  assert.equal(await box(page), EXAMPLES.elasticsearch, "the input is lost");
  assert.equal(await page.evaluate(() => history.length), entries, "closing made an entry");
  await page.getByTestId("new-ca").click();
  await at(page, "#/new-ca");
  await page.locator('[data-key="kit commonName "]').fill("My CA");
  await back(page);
  await view(page, "welcome");
  await forward(page);
  await view(page, "kit");
  assert.equal(await page.locator('[data-key="kit commonName "]').inputValue(), "My CA");
});

test("Forward shows the report again, and other input makes another entry", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await at(page, "#/report");
  await back(page);
  await view(page, "welcome");
  await forward(page);
  await verdict(page, "refused");
  await view(page, "report");
  await page.locator("#clear").click();
  await at(page, "");
  await page.getByTestId("input").fill(EXAMPLES.clean);
  await verdict(page, "accepted");
  await at(page, "#/report");
  await back(page);
  await view(page, "welcome");
  await back(page);
  await verdict(page, "refused");
  assert.equal(await box(page), EXAMPLES.elasticsearch, "the earlier input is lost");
  await forward(page);
  await forward(page);
  await verdict(page, "accepted");
  assert.equal(await box(page), EXAMPLES.clean);
});

test("a row of the table has an address; Back leads to the table, a reload to the row", async t => {
  const page = await open(t);
  await page.getByTestId("file-input").setInputFiles(join(fixtures, "truststore-140.pem"));
  await page.getByTestId("progress").waitFor({ state: "detached" });
  await at(page, "#/table");
  const rows = page.getByTestId("audit-row");
  await rows.nth(2).locator("button").click();
  await at(page, "/^#\\/row\\/[0-9a-f]{64}$/");
  await view(page, "report");
  const name = await page.getByTestId("chain").innerText();
  await back(page);
  await view(page, "audit");
  assert.equal(await page.locator("[data-key='filter all']").innerText(), "All 140");
  await forward(page);
  await view(page, "report");
  assert.equal(await page.getByTestId("chain").innerText(), name);
  await page.reload();
  await ready(page);
  await view(page, "report");
  await page.getByTestId("chain").waitFor();
  assert.equal(await page.getByTestId("chain").innerText(), name);
  await page.locator("[data-key=back]").click();
  await at(page, "#/table");
  assert.equal(await page.locator("[data-key='filter all']").innerText(), "All 140");
});

test("Back to the table while the rest of a row's report is worked out: it does not come after it", async t => {
  const page = await open(t);
  await page.getByTestId("file-input").setInputFiles(join(fixtures, "truststore-140.pem"));
  await page.getByTestId("progress").waitFor({ state: "detached" });
  await page.getByTestId("audit-row").nth(2).locator("button").click();
  await at(page, "/^#\\/row\\/[0-9a-f]{64}$/");
  // As soon as the first verdict stands there; the rest is held till then, or both could come before either is drawn.
  await page.addInitScript(() => {
    let left = false;
    const held = /** @type {(() => void)[]} */ ([]);
    window.Worker = class extends Worker {
      constructor(/** @type {string} */ url, /** @type {WorkerOptions} */ options) {
        super(url, options);
        this.addEventListener("message", event => {
          if (left || !options.name?.endsWith("whole") || !event.data.ok?.verdict) return;
          event.stopImmediatePropagation();
          held.push(() => this.dispatchEvent(new MessageEvent("message", { data: event.data })));
        });
      }
    };
    new MutationObserver((_, watch) => {
      if (!document.querySelector("[data-testid=rest-coming]")) return;
      watch.disconnect();
      document.documentElement.dataset.left = "early";
      /** @type {HTMLElement|null} */ (document.querySelector("[data-key=back]"))?.click();
      left = true;
      for (const say of held) say();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await page.locator("html[data-left=early]").waitFor();
  await at(page, "#/table");
  await view(page, "audit");
  assert.equal(await page.locator("[data-key='filter all']").innerText(), "All 140");
});

test("a reload keeps the paste and the choices", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.getByTestId("host").fill("es01.example");
  await page.getByTestId("client").selectOption("python-3.12");
  await page.waitForFunction(() => /3\.12/.test(document.querySelector("#result h1")?.textContent ?? ""));
  await page.reload();
  await ready(page);
  await page.getByTestId("verdict").waitFor();
  assert.equal(await box(page), EXAMPLES.elasticsearch);
  assert.equal(await page.getByTestId("host").inputValue(), "es01.example");
  assert.match(await page.locator("#result h1").innerText(), /3\.12/);
  assert.equal(new URL(page.url()).hash, "#/report");
  // Typed anew, the address begins anew; a copied one holds no input.
  await page.goto("about:blank");
  await page.goto(`${site.url}#/report`);
  await ready(page);
  await view(page, "welcome");
  assert.equal(await box(page), "");
  await at(page, "");
});

test("no key and no password is kept for the tab", async t => {
  const page = await open(t);
  const password = "hunter2-but-longer";
  await page
    .getByTestId("input")
    .fill(`https://elastic:${password}@es01:9200\n${EXAMPLES.elasticsearch}\n${KEY}`);
  await verdict(page, "refused");
  await page.locator("#tab-key").click();
  await page.evaluate(() => document.querySelectorAll("details").forEach(d => void (d.open = true)));
  await page.locator("[data-secret=key-text]").fill(KEY);
  await page.locator("[data-secret=key-password]").fill(password);
  await page.reload();
  await ready(page);
  await verdict(page, "refused");
  const kept = JSON.stringify(await page.evaluate(everythingKept));
  assert.match(kept, /BEGIN CERTIFICATE/, "nothing is kept, so this would prove nothing");
  const seen = Buffer.from(`${kept}\n${await page.content()}\nbox: ${await box(page)}`);
  // The first forms of marks() are of the first lines, in which a key of this length has its public half.
  const secret = [
    ...marks(KEY).slice(6),
    ...KEY.split("\n")
      .slice(24, 48)
      .map(l => Buffer.from(l)),
  ];
  secret.forEach((mark, i) => {
    const place = seen.indexOf(mark);
    assert.ok(place < 0, `the key is kept (form ${i}), near ${seen.subarray(place - 300, place)}`);
  });
  assert.ok(!seen.includes(password), "a password is kept");
  assert.equal((await box(page)).match(/BEGIN CERTIFICATE/g)?.length, 2);
  // Nor what other input replaced.
  await page.getByTestId("input").fill(`${EXAMPLES.clean}\n${KEY}`);
  await verdict(page, "accepted");
  await page.locator("#clear").click();
  await page.getByTestId("input").fill(EXAMPLES["no-identifiers"]);
  await verdict(page, "refused");
  await back(page);
  await back(page);
  await verdict(page, "accepted");
  assert.doesNotMatch(await box(page), /PRIVATE/);
  assert.match(await box(page), /BEGIN CERTIFICATE/);
});

test("too much to be kept is said to be so", async t => {
  const page = await open(t);
  await page.locator("#file-input").setInputFiles({
    name: "many.pem",
    mimeType: "application/x-pem-file",
    buffer: Buffer.from(readFileSync(join(fixtures, "truststore-140.pem"), "latin1").repeat(30)),
  });
  await page.getByTestId("audit-row").first().waitFor();
  await page.getByTestId("progress").waitFor({ state: "detached", timeout: 60_000 });
  await page.reload();
  await ready(page);
  await page.getByText("was too much to be kept").waitFor();
  await view(page, "welcome");
});

test("the other parts of the site are linked, in the language of the page", async t => {
  const page = await open(t);
  const links = () =>
    page
      .locator("nav.site a")
      .evaluateAll(all => all.map(a => /** @type {Element} */ (a).getAttribute("href")));
  assert.deepEqual(await links(), [
    "rules/index.html",
    "clients.html",
    "makers.html",
    "guides/index.html",
    "search.html",
  ]);
  await page.getByTestId("language").selectOption("zh");
  await page.waitForFunction(() => document.documentElement.lang.startsWith("zh"));
  const zh = await links();
  assert.deepEqual(zh[0], "rules/zh/index.html");
  for (const link of zh) assert.equal((await page.request.get(site.url + link)).status(), 200, String(link));
});

test("what was given stays for Back within a bound: what was looked at longest ago goes first", () => {
  const sizes = () => new Recent(3, 10, (/** @type {number} */ size) => size);
  const few = sizes();
  for (const number of [1, 2, 3, 1, 4]) few.keep(number, 1);
  assert.deepEqual(
    [1, 2, 3, 4].map(number => few.get(number)),
    [1, undefined, 1, 1],
  );
  const large = sizes();
  large.keep(1, 4);
  large.keep(2, 5);
  large.keep(2, 6);
  assert.deepEqual(large.newest(), [6, 4]);
  large.keep(3, 2);
  assert.deepEqual(large.newest(), [2, 6]);
  large.keep(4, 11);
  assert.deepEqual(large.newest(), [11], "the newest stays, however large");
  large.keep(5, 1);
  assert.deepEqual(large.newest(), [1]);
});
