// The page's modules import in one direction: no module reaches itself. Whoever reads one can read what it stands on
// first.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import test from "node:test";
import ts from "typescript";
import { top } from "../harness.mjs";

const js = join(top, "web/js");

/** @returns {Map<string, string[]>} module to those it imports; types do not count, for nothing of them runs */
function imports() {
  const files = readdirSync(js, { recursive: true })
    .map(String)
    .filter(name => name.endsWith(".js"));
  return new Map(
    files.map(name => [
      name,
      ts
        .preProcessFile(readFileSync(join(js, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, ""))
        .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
        .map(({ fileName }) => normalize(join(dirname(name), fileName))),
    ]),
  );
}

/** @param {Map<string, string[]>} all @returns {string[]} one circle, empty when there is none */
function circle(all) {
  const done = new Set();
  /** @type {string[]} */
  const path = [];
  /** @param {string} name @returns {string[]} */
  const visit = name => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return [];
    path.push(name);
    for (const next of all.get(name) ?? []) {
      const found = visit(next);
      if (found.length) return found;
    }
    path.pop();
    done.add(name);
    return [];
  };
  for (const name of all.keys()) {
    const found = visit(name);
    if (found.length) return found;
  }
  return [];
}

test("no module of the page imports itself by way of others", () => {
  const all = imports();
  assert.ok(all.size > 40 && (all.get("main.js")?.length ?? 0) > 10, "the imports were not found");
  for (const [name, of] of all)
    for (const one of of) assert.ok(all.has(one) || one === "build.js", `${name} imports ${one}`); // build.js is the build's
  assert.deepEqual(circle(all).join(" -> "), "");
  assert.deepEqual(
    circle(
      new Map([
        ["a", ["b"]],
        ["b", ["c"]],
        ["c", ["b"]],
      ]),
    ),
    ["b", "c", "b"],
  ); // it can fail
});

test("elements and words know no view, and nothing but main.js knows all views", () => {
  const all = imports();
  for (const [name, of] of all) {
    const views = of.filter(one => one.startsWith("views/"));
    if (name === "main.js" || name.startsWith("views/")) continue;
    assert.deepEqual(views, [], `${relative(top, join(js, name))} draws`);
  }
});
