// @ts-check
// dom.js on an empty page, where the order of click, drawing and toggle event can be chosen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { launch, top } from "../harness.mjs";
import { joints, pieces } from "../../js/breaks.js";

/** dom.js with what it imports, as one text: the page has no address that it could be fetched from. */
const domSource = ["breaks", "dom"]
  .map(name => readFileSync(join(top, `web/js/${name}.js`), "utf8").replace(/^import .*$/gm, ""))
  .join("\n");

test("lines break after bytes, and never in dates or options", () => {
  const shown = (/** @type {string} */ text) =>
    pieces(
      text,
      whole => /** @type {any} */ (`[${whole}]`),
      () => /** @type {any} */ ("|"),
    ).join("");
  assert.equal(shown("own key FC:E7:56:95…40:0E:0E:72"), "own key FC:|E7:|56:|95…40:|0E:|0E:|72");
  assert.equal(shown(`As ${"ab".repeat(20)}.`), `As ${"ab|".repeat(19)}ab.`);
  assert.equal(shown("valid 2026-11-25 – 2029-11-24"), "valid [2026-11-25] – [2029-11-24]");
  assert.equal(shown("信任库；-Djavax.net"), "信任库；[-Djavax].net");
  assert.equal(shown("openssl pkey -in ca.key -pubout"), "openssl pkey [-in] ca.key [-pubout]");
  for (const text of [
    "12:30:00 UTC",
    "self-signed",
    "a - b",
    "10.0.0.5:9200",
    "2026-11-2",
    "::1",
    "deadbeef",
  ])
    assert.equal(shown(text), text);
});

test("long words of code break where their parts are joined", () => {
  const shown = (/** @type {string} */ text) => joints(text, () => /** @type {any} */ ("|")).join("");
  assert.equal(shown('Elasticsearch(ca_certs="http_ca.crt")'), 'Elasticsearch(|ca_certs=|"http_ca.crt")');
  assert.equal(
    shown("cp /etc/elasticsearch/certs/http_ca.crt ."),
    "cp /etc/|elasticsearch/|certs/|http_ca.crt .",
  );
  assert.equal(shown("https://es.example.com:9200/"), "https://|es.example.com:9200/");
  for (const text of ["", "ca.crt", "a/b/c = d", "unable to get local issuer certificate"])
    assert.equal(shown(text), text);
});

test("what a person opened stays open when the page is drawn again before the toggle event", async t => {
  const page = await (await launch(t)).newPage();
  await page.addScriptTag({
    type: "module",
    content: domSource + "\nObject.assign(window, { h, render, forgetOpened });",
  });
  await page.waitForFunction(() => "render" in window);
  const open = await page.evaluate(() => {
    const { h, render, forgetOpened } = /** @type {any} */ (window);
    const draw = () =>
      render(
        document.body,
        ["a", "b"].map(key => h("details", { "data-key": key }, h("summary", {}, key))),
      );
    const state = () => [...document.querySelectorAll("details")].map(d => d.open);
    draw();
    document.querySelectorAll("summary")[1].click();
    draw();
    const kept = state();
    document.querySelectorAll("summary")[0].click();
    forgetOpened();
    draw();
    return { kept, forgotten: state() };
  });
  assert.deepEqual(open, { kept: [false, true], forgotten: [false, false] });
});

test("a heading that was given the focus keeps it when the page is drawn again", async t => {
  const page = await (await launch(t)).newPage();
  await page.addScriptTag({
    type: "module",
    content: domSource + "\nObject.assign(window, { h, render });",
  });
  await page.waitForFunction(() => "render" in window);
  const kept = await page.evaluate(() => {
    const { h, render } = /** @type {any} */ (window);
    const draw = () =>
      render(document.body, [
        h("h1", { id: "title" }, "verdict"),
        ["repair", "clients"].map(id => h("section", { id }, h("h2", null, id), h("h3", null, "more"))),
      ]);
    draw();
    return ["#title", "#clients h2"].map(where => {
      const heading = /** @type {HTMLElement} */ (document.querySelector(where));
      heading.tabIndex = -1;
      heading.focus();
      draw();
      return document.activeElement?.textContent;
    });
  });
  assert.deepEqual(kept, ["verdict", "clients"]);
});

test("what is typed while the page is drawn again is not lost", async t => {
  const page = await (await launch(t)).newPage();
  await page.addScriptTag({
    type: "module",
    content: domSource + "\nObject.assign(window, { h, prepare, show });",
  });
  await page.waitForFunction(() => "show" in window);
  const values = await page.evaluate(() => {
    const { h, prepare, show } = /** @type {any} */ (window);
    const form = (/** @type {string} */ name, /** @type {string} */ password) =>
      prepare([
        h("input", { "data-key": "name", value: name }),
        h("input", { "data-key": "password", type: "password", value: password }),
        h("input", { "data-key": "choice", type: "checkbox", checked: false }),
      ]);
    const field = (/** @type {string} */ key) =>
      /** @type {HTMLInputElement} */ (document.querySelector(`[data-key="${key}"]`));
    const type = (/** @type {string} */ key, /** @type {string} */ value) => {
      field(key).value = value;
      field(key).dispatchEvent(new Event("input", { bubbles: true }));
    };
    const state = () => [field("name").value, field("password").value, field("choice").checked];
    show(document.body, form("", ""));
    type("name", "typed before the drawing was begun, which knows better");
    const next = form("known", "");
    type("password", "secret");
    field("choice").click();
    show(document.body, next);
    const kept = state();
    show(document.body, form("other", ""));
    return { kept, forgotten: state() };
  });
  assert.deepEqual(values, { kept: ["known", "secret", true], forgotten: ["other", "", false] });
});
