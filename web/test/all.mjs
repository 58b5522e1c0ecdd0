// Runs the browser tests, two files at a time, and counts them: node web/test/all.mjs [file...]
//
// A file in which a test fails runs once more, by itself. What passes then is counted as passed and named as unsteady
// at the end: a browser that was short of processor or memory is no fault of the page, and a test that needs its second
// chance is still one to mend. X509STRICT_COUNTS names a file that gets a line more: "passed failed skipped".
import { appendFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Files that measure: the processor's time, memory or the number of engines. They have the machine for themselves. */
const ALONE = ["page/faults", "page/fleet", "page/pool", "platform/robust", "platform/soak"];

/**
 * How long a file may take, in milliseconds: a browser that no longer answers must not keep the others waiting. The
 * longest file was seen to take more than eight minutes beside another one on a slow machine.
 */
const LONGEST = 900_000;

/** @typedef {{file: string, passed: number, skipped: number, failed: string[]}} Outcome */

/** @param {string[]} files @param {number} concurrency @returns {Promise<Outcome[]>} */
async function test(files, concurrency) {
  if (files.length === 0) return [];
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map(files.map(file => [file, { file, passed: 0, skipped: 0, failed: [] }]));
  /** @param {any} data */
  const of = data => {
    const found = outcomes.get(data.file) ?? outcomes.get(data.name);
    if (!found) throw new Error(`a result of no file: ${data.name} in ${data.file}`);
    return found;
  };
  const results = run({ files, concurrency, timeout: LONGEST });
  results.on("test:pass", data => {
    if (data.skip !== undefined) of(data).skipped++;
    else of(data).passed++;
  });
  results.on("test:fail", data => void of(data).failed.push(data.name));
  for await (const text of results.compose(new spec())) process.stdout.write(text);
  return [...outcomes.values()];
}

const all = process.argv.slice(2).length
  ? process.argv.slice(2).map(f => join(process.cwd(), relative(process.cwd(), f)))
  : readdirSync(here, { recursive: true, encoding: "utf8" })
      .filter(name => name.endsWith(".test.mjs"))
      .sort()
      .map(name => join(here, name));
const measures = (/** @type {string} */ file) => ALONE.some(name => file.endsWith(`/${name}.test.mjs`));

const first = [
  ...(await test(
    all.filter(file => !measures(file)),
    2,
  )),
  ...(await test(all.filter(measures), 1)),
];
const broken = first.filter(o => o.failed.length > 0);
let final = first;
if (broken.length > 0) {
  console.log(`\nonce more, one by one: ${broken.map(o => relative(here, o.file)).join(", ")}`);
  const again = await test(
    broken.map(o => o.file),
    1,
  );
  final = first.map(o => again.find(b => b.file === o.file) ?? o);
  for (const o of broken)
    for (const name of o.failed)
      if (!again.some(a => a.file === o.file && a.failed.includes(name)))
        console.log(`unsteady, passed the second time: ${relative(here, o.file)}: ${name}`);
}
const sum = (/** @type {(o: Outcome) => number} */ f) => final.reduce((n, o) => n + f(o), 0);
const counts = [sum(o => o.passed), sum(o => o.failed.length), sum(o => o.skipped)];
if (process.env.X509STRICT_COUNTS) appendFileSync(process.env.X509STRICT_COUNTS, counts.join(" ") + "\n");
console.log(`browser tests: ${counts[0]} passed, ${counts[1]} failed, ${counts[2]} skipped`);
// A browser that outlived its file holds that file's output open, and Node would wait for it for ever.
process.exit(counts[1] > 0 || counts[0] === 0 ? 1 : 0);
