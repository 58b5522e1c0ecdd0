// The two catalogues say the same things, and every text that the page asks for is there.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { top } from "../harness.mjs";
import { en } from "../../js/strings/en.js";
import { zh } from "../../js/strings/zh.js";
import { filled } from "../../js/filling.js";

const web = join(top, "web");
const sources = readdirSync(join(web, "js"), { recursive: true })
  .map(String)
  .filter(f => f.endsWith(".js") && !f.startsWith("strings"));
const code = sources.map(f => readFileSync(join(web, "js", f), "utf8")).join("\n"),
  html = readFileSync(join(web, "index.html"), "utf8");

/** @param {string} text @returns {string[]} names that are filled in */
const holes = text => [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map(m => m[1]))].sort();

test("both catalogues hold the same keys", () => {
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
});

test("a text has the same holes in both languages", () => {
  for (const [key, text] of Object.entries(en)) {
    const other = /** @type {Record<string, string>} */ (zh)[key];
    for (const hole of holes(other))
      assert.ok(holes(text).includes(hole), `${key}: Chinese fills {${hole}}, English does not know it`);
    // English may need a number only to choose a plural.
    for (const hole of holes(text))
      assert.ok(
        holes(other).includes(hole) || text.includes(`{${hole}|`),
        `${key}: English fills {${hole}}, Chinese leaves it out`,
      );
  }
});

test("Chinese texts are Chinese, English ones are not", () => {
  const same = new Set([
    "audit.export.csv",
    "audit.export.json",
    "audit.export.md",
    "example.elasticsearch",
    "example.easyrsa",
    "word.gap", // what stands between two sentences: nothing in Chinese
  ]);
  for (const [key, text] of Object.entries(zh))
    if (!same.has(key)) assert.match(text, /[\u3001-\u9fff\uff00-\uffef]/, key);
  for (const [key, text] of Object.entries(en)) assert.doesNotMatch(text, /[\u3000-\u9fff]/, key);
});

test("every key that the page asks for exists, and none lies idle", () => {
  const known = new Set(Object.keys(en));
  const used = new Set([...html.matchAll(/data-t(?:-[a-z-]+)?="([^"]+)"/g)].map(m => m[1]));
  for (const [, key] of code.matchAll(/["'`]([a-z]+(?:\.[A-Za-z0-9]+)+)["'`]/g))
    if (known.has(key)) used.add(key);
  for (const [, key] of code.matchAll(/\bt\(\s*["']([^"']+)["']/g))
    assert.ok(known.has(key), `no text ${key}`);
  for (const key of used) assert.ok(known.has(key), `no text ${key}`);
  const families = [...code.matchAll(/\bt\(`([a-z.]+)\$\{/g)].map(m => m[1]); // t(`link.${reason}`)
  assert.ok(families.length > 0);
  assert.deepEqual(
    [...known].filter(key => !used.has(key) && !families.some(f => key.startsWith(f))),
    [],
    "texts that nothing shows",
  );
});

test("no view writes words of its own", () => {
  for (const file of sources.filter(f => f.startsWith("views") || f.startsWith("elements"))) {
    const text = readFileSync(join(web, "js", file), "utf8");
    for (const [, words] of text.matchAll(
      /\bh\("(?:p|button|h[1-4]|label|summary|li|th|td|strong|span|dt|option|legend|a)", (?:null|\{[^{}]*\}), "([A-Za-z][^"]* [^"]*)"/g,
    ))
      assert.fail(`${file}: "${words}" belongs into the catalogues`);
  }
});

test("nothing turns a string into markup or code", () => {
  for (const turns of [
    /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser)\b/,
    /\beval\(|new Function\(|setAttribute\(\s*["'`](style|on\w+)/,
  ])
    assert.doesNotMatch(code, turns);
});

test("in Chinese a value keeps its space only where Latin letters meet Chinese ones", () => {
  const refused = (/** @type {string} */ client) => filled(zh["verdict.refused"], { client }, "zh");
  assert.equal(refused("Python 3.13"), "Python 3.13 拒绝这条证书链");
  assert.equal(refused("Python 3.13 及以后"), "Python 3.13 及以后拒绝这条证书链");
  assert.equal(refused("httpx（Python 3.13）"), "httpx（Python 3.13）拒绝这条证书链");
  const change = { library: "elasticsearch-py 8 及以后" };
  assert.equal(filled(zh["errors.change"], change, "zh"), "修复之前的代码改动：elasticsearch-py 8 及以后");
});
