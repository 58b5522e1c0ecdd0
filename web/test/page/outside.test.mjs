// What is given from outside in odd forms: links that name what nobody knows, arrays that hold themselves, names that
// call people, work without an end.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { eventually, folder } from "../harness.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { open, saved, useSite, verdict } from "./site.mjs";

useSite();

test("a link that names an unknown client: judged for the default one, and said", async t => {
  const page = await open(t, {}, `#pem=${encodeURIComponent(EXAMPLES.elasticsearch)}&client=lynx%E2%80%AE`);
  await verdict(page, "refused");
  assert.equal(await page.getByTestId("verdict").getAttribute("data-client"), "python-3.13");
  assert.equal(await page.getByTestId("client").inputValue(), "python-3.13");
  assert.match(await page.locator("#notice").innerText(), /lynx\\u\{202e\}.*does not know.*Python 3\.13/s);
  assert.equal(await page.getByTestId("error").count(), 0);
});

test("a link that names a client of the second engine: judged for it", async t => {
  const page = await open(t, {}, `#pem=${encodeURIComponent(EXAMPLES.elasticsearch)}&client=go`);
  await page.locator("[data-testid=verdict][data-client=go]").waitFor();
  assert.equal(await page.locator("#notice").innerText(), "");
});

test("an array that contains itself, a deep one and an endless one are refused in words", async t => {
  const page = await open(t);
  const said = await page.evaluate(async () => {
    const { check } = /** @type {any} */ (window).x509strict;
    const why = (/** @type {any} */ given) =>
      check(given).then(
        () => "taken",
        (/** @type {Error} */ e) => `${e.name}: ${e.message}`,
      );
    /** @type {any[]} */
    const self = ["x"],
      twice = ["x"];
    self.push(self);
    twice.push({ data: twice }, { data: twice });
    /** @type {any} */
    let deep = "x";
    for (let i = 0; i < 50_000; i++) deep = [deep];
    /** @type {any} */
    let wide = "x";
    for (let i = 0; i < 30; i++) wide = [wide, wide];
    return Promise.all([self, twice, deep, wide].map(why));
  });
  assert.deepEqual(said, [
    "TypeError: x509strict: what was given contains itself",
    "TypeError: x509strict: what was given contains itself",
    "TypeError: x509strict: more than 32 arrays within each other",
    "TypeError: x509strict: more than 20000 things at once",
  ]);
});

test("names that call people are defused in the report's Markdown and in the audit's", async t => {
  const dir = folder(t),
    key = join(dir, "key"),
    crt = join(dir, "crt"),
    name = "@everyone @org/team @someone https://evil.example";
  execFileSync(
    "openssl",
    [
      ...[
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "30",
        "-utf8",
        "-keyout",
        key,
        "-out",
        crt,
      ],
      ...["-subj", `/CN=${name.replaceAll("/", "\\/")}`],
    ],
    { stdio: "ignore" },
  );
  const pem = readFileSync(crt, "latin1");
  const page = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByTestId("input").fill(pem);
  await page.locator("[data-testid=verdict]").waitFor();
  await page.getByTestId("copy-markdown").click();
  await eventually(page, async () => (await navigator.clipboard.readText()) !== "");
  const report = await page.evaluate(() => navigator.clipboard.readText());
  await page.locator("#clear").click();
  await page.getByTestId("input").fill(pem + EXAMPLES.elasticsearch);
  await page.locator("[data-key=as-table]").click();
  await page.getByTestId("audit-row").first().waitFor();
  const audit = String((await saved(page, "audit.md")).data);
  for (const text of [report, audit]) {
    assert.match(text, /everyone/);
    assert.doesNotMatch(text, /@(everyone|org|someone)/);
    assert.doesNotMatch(text.replace(/\]\(http\S+\)/g, ""), /https?:\/\/evil/);
  }
});

test("a PKCS#12 that takes ten million rounds to open can be given up", { timeout: 90_000 }, async t => {
  const dir = folder(t),
    file = (/** @type {string} */ name) => join(dir, name);
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=slow"],
      ...["-keyout", file("key"), "-out", file("crt")],
    ],
    { stdio: "ignore" },
  );
  execFileSync("openssl", [
    ...["pkcs12", "-export", "-inkey", file("key"), "-in", file("crt"), "-out", file("slow.p12")],
    ...["-passout", "pass:secret", "-iter", "10000000", "-nomac"],
  ]);
  const page = await open(t);
  await page.getByTestId("file-input").setInputFiles(file("slow.p12"));
  await page.locator("#unlock").fill("secret");
  await page.locator("#unlock-part button").click();
  const cancel = page.locator("#busy [data-key=cancel]");
  await cancel.evaluate(e => void (/** @type {any} */ (e.same = true)));
  const said = await page.locator("#busy .note").innerText();
  await page.waitForFunction(said => document.querySelector("#busy .note")?.textContent !== said, said);
  assert.equal(
    await cancel.evaluate(e => /** @type {any} */ (e).same),
    true,
    "a click would miss a button that is drawn anew",
  );
  await cancel.click();
  await page.locator("[data-testid=error][data-kind=cancelled]").getByText("stays where it is").waitFor();
  await page.locator("#busy [data-testid=progress]").waitFor({ state: "detached" });
  await page.locator("#clear").click();
  await page.getByTestId("input").fill(EXAMPLES.clean);
  await verdict(page, "accepted"); // and the engine works on
});
