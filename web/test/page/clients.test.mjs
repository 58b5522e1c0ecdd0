// Clients of one's own: first in every menu, in the summary and in what a finding says; an audit asks them and nobody
// else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fixtures } from "../harness.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { open, saved, useSite, verdict } from "./site.mjs";

useSite();

/** @typedef {import("playwright-core").Page} Page */

/** Ticks clients as one's own. @param {Page} page @param {string[]} ids */
async function tick(page, ids) {
  await page.locator('[data-testid="client-row"][data-client="firefox"]').waitFor();
  await page.getByTestId("my-clients").locator("summary").click();
  for (const id of ids) await page.locator(`input[type=checkbox][value="${id}"]`).check();
  await chosen(page, ids.length);
}

/** The menu is drawn a moment after the choice. @param {Page} page @param {number} n how many are one's own */
const chosen = (page, n) =>
  page.waitForFunction(n => document.querySelector("#client optgroup")?.children.length === n, n);

/**
 * @param {Page} page
 * @param {string} select
 * @returns {Promise<{label: string, ids: string[], names: string[]}[]>} the groups of a menu
 */
const menu = (page, select) =>
  page.locator(`${select} optgroup`).evaluateAll(groups =>
    groups.map(g => {
      const options = /** @type {HTMLOptionElement[]} */ ([...g.children]);
      return {
        label: /** @type {HTMLOptGroupElement} */ (g).label,
        ids: options.map(o => o.value),
        names: options.map(o => o.text),
      };
    }),
  );

for (const [locale, mine, apart] of /** @type {const} */ ([
  ["en-US", "My clients", /, not compared$/],
  ["zh-CN", "我的客户端", /（未比对）$/],
]))
  test(`one's own clients come first, ${locale}`, async t => {
    const page = await open(t, { locale });
    await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
    await verdict(page, "refused");
    await tick(page, ["java-21", "gnutls"]);
    const groups = await menu(page, "#client");
    assert.equal(groups[0].label, mine);
    assert.deepEqual(groups[0].ids, ["java-21", "gnutls"], "in the order of the catalog");
    assert.equal(
      groups
        .slice(1)
        .flatMap(g => g.ids)
        .filter(id => groups[0].ids.includes(id)).length,
      0,
    );
    assert.ok(groups.length > 5 && groups.every(g => g.label !== ""), "under what people run them in");
    const all = groups.flatMap(g => g.ids.map((id, i) => ({ id, name: g.names[i] })));
    assert.match(all.find(c => c.id === "apple")?.name ?? "", apart);
    assert.doesNotMatch(all.find(c => c.id === "java-21")?.name ?? "", apart);
    const summary = await page.getByTestId("clients-summary").innerText();
    assert.match(summary, /^(My clients:|我的客户端：)/);
    assert.match(summary, /2/);
    await page.reload();
    await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
    await verdict(page, "refused");
    await chosen(page, 2);
    assert.equal((await menu(page, "#client"))[0].label, mine);
  });

test("a finding says for whom it stops, one's own first", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await tick(page, ["openssl-verify-strict"]);
  const name = await page.locator('[data-client="openssl-verify-strict"] th').innerText();
  // The count, then one's own; the sentence is drawn anew after the choice.
  await page
    .getByTestId("stopped")
    .first()
    .filter({ hasText: new RegExp(`^\\D*\\d+\\D+${name}, `) })
    .waitFor();
});

test("an audit asks one's own clients and the one to compare with", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await tick(page, ["java-21", "apple"]);
  await page.getByTestId("input").fill(readFileSync(join(fixtures, "truststore-140.pem"), "latin1"));
  await page.getByTestId("audit").waitFor();
  const ended = () =>
    page.waitForFunction(
      () =>
        !document.querySelector("[data-testid=progress]") &&
        document.querySelector("[data-testid=audit-row]"),
    );
  await ended();
  const asked = async () => {
    const { data } = await saved(page, "json", page.locator('[data-key="export json"]'));
    return [
      ...new Set(JSON.parse(data.toString()).flatMap((/** @type {any} */ row) => Object.keys(row.clients))),
    ].sort();
  };
  assert.deepEqual(await asked(), ["apple", "java-21", "python-3.13"]);
  const compare = page.locator("[data-key=audit-other]");
  assert.equal((await menu(page, "[data-key=audit-other]"))[0].label, "My clients");
  await compare.selectOption("apple");
  const tag = page.locator("[data-testid=audit-row] .tag.likely").first();
  await tag.waitFor();
  assert.match((await tag.getAttribute("title")) ?? "", /not compared$/);
  await compare.selectOption("firefox"); // nobody asked it yet
  await page.waitForFunction(
    () =>
      document.querySelector("[data-testid=audit]")?.textContent !== "" &&
      document.querySelector("[data-testid=audit-row] .tag[title=Firefox]"),
  );
  await ended();
  assert.deepEqual(await asked(), ["apple", "firefox", "java-21", "python-3.13"]);
});
