// A table of many servers below a few CAs: what re-issuing one of them mends, made in one go, judged again, and held to
// OpenSSL and Python.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { exec, folder, launch, openPage, strictPython, skip } from "../harness.mjs";
import { longest, processorTime, sum } from "../processor.mjs";
import { OID, certificate, der, extension, identifiers, name, signingKey } from "../der.mjs";
import { handshake } from "../pki.mjs";
import { open, saved, site, useSite } from "./site.mjs";
import { wholeEngine } from "../user.mjs";

/** @typedef {import("playwright-core").Page} Page */

useSite();

const SEQUENCE = 0x30;
const ca = extension(OID.bc, der(SEQUENCE, der(1, Buffer.from([255]))), true);
const local = extension(OID.san, der(SEQUENCE, der(0x82, "localhost")));

/** One CA without key usage, n servers below it, and one that no CA can mend. @param {number} n */
function estate(n) {
  const issuer = name([[OID.commonName, "Fleet CA"]]);
  const below = (
    /** @type {string} */ cn,
    /** @type {Buffer[]} */ extensions,
    /** @type {number} */ serial,
  ) =>
    certificate({
      subject: name([[OID.commonName, cn]]),
      issuer,
      extensions: [local, ...extensions],
      serial: Buffer.from([1, serial >> 8, serial & 255]),
    });
  return {
    ca: certificate({ subject: issuer, extensions: [ca, ...identifiers] }),
    leaves: Array.from({ length: n }, (_, i) => below(`host ${i}`, identifiers, i)),
    late: below("late", identifiers.slice(0, 1), 0xffff),
  };
}

/** @param {Page} page @param {import("node:test").TestContext} t @param {ReturnType<typeof estate>} all */
async function give(page, t, all) {
  const file = join(folder(t), "fleet.pem");
  writeFileSync(file, [all.ca, ...all.leaves, all.late].join(""));
  await page.getByTestId("file-input").setInputFiles(file);
  await page.getByTestId("fleet").waitFor({ timeout: 90_000 });
}

test(
  "one re-issued CA mends a fleet: grouped, made, judged again, and real programs agree",
  { timeout: 240_000 },
  async t => {
    const page = await open(t),
      all = estate(20),
      dir = folder(t);
    await give(page, t, all);
    const panel = page.getByTestId("fleet");
    assert.match(await panel.locator("h2").innerText(), /Re-issuing one CA mends 21 of 22/);
    assert.deepEqual(await page.getByTestId("fleet-group").allInnerTexts(), [
      "Re-issuing “Fleet CA” mends 21 of 22.",
    ]);
    assert.match(await panel.innerText(), /1: Missing Authority Key Identifier/);

    // Without a key: the plan, and no certificate.
    const plan = JSON.parse(String((await saved(page, "plan.json")).data));
    assert.equal(plan.cas[0].mends.length, 21);
    assert.equal(await page.locator('[data-testid=download][data-name="fleet-ca.crt"]').count(), 0);

    // A key of somebody else's makes nothing.
    await page
      .getByTestId("fleet-keys")
      .setInputFiles(join(import.meta.dirname, "../fixtures/elasticsearch-ca.key"));
    await page.getByTestId("fleet-make").click();
    await panel.getByText("belong to none of these CAs").waitFor();
    await page.locator("[data-key=forget]").click();

    const key = join(dir, "fleet.key");
    writeFileSync(key, signingKey);
    await page.getByTestId("fleet-keys").setInputFiles(key);
    await page.getByTestId("fleet-make").click();
    await page.locator('[data-testid=fleet-result][data-judged="22"]').waitFor();
    assert.match(
      await page.getByTestId("fleet-result").innerText(),
      /One CA is made and the whole table judged again: 21 mended, 21 accepted, 1 refused/,
    );
    const made = join(dir, "made.crt");
    writeFileSync(made, (await saved(page, "fleet-ca.crt")).data);
    const old = join(dir, "old.crt");
    writeFileSync(old, all.ca);
    for (const i of [0, 7, 19]) {
      const leaf = join(dir, `leaf-${i}.crt`);
      writeFileSync(leaf, all.leaves[i]);
      const verify = (/** @type {string} */ with_) =>
        exec("openssl", ["verify", "-x509_strict", "-CAfile", with_, leaf]).then(r => r.stdout + r.stderr);
      assert.match(await verify(old), /error 92/);
      assert.match(await verify(made), /: OK/);
    }
    const python = strictPython();
    if (!python) return skip(t, "no Python 3.13");
    const leaf = join(dir, "leaf-0.crt");
    assert.match(await handshake(python, old, leaf, key), /^refused 92 /);
    assert.equal(await handshake(python, made, leaf, key), "accepted");

    // The key goes with the panel; what was planned does not.
    await page.getByTestId("audit-row").nth(3).locator("button").click();
    await page.getByTestId("chain").waitFor();
    await page.locator("[data-key=back]").click();
    await panel.waitFor();
    assert.equal(await page.locator("[data-key=forget]").count(), 0, "the key is still there");
  },
);

test("in Chinese", async t => {
  const page = await open(t, { locale: "zh-CN" });
  await give(page, t, estate(14));
  assert.match(
    await page.getByTestId("fleet").locator("h2").innerText(),
    /重新签发 1 个 CA，被拒绝的 16 张中有 15 张会被接受/,
  );
  assert.doesNotMatch(await page.getByTestId("fleet").innerText(), /mends|Re-issuing/);
});

test("grouping and judging again: no task of the page holds a tenth of it", { timeout: 300_000 }, async t => {
  const browser = await launch(t),
    page = await openPage(browser, site.url),
    key = join(folder(t), "fleet.key");
  writeFileSync(key, signingKey);
  // That the browser takes in 19 MB of engine is one long task by itself, whatever is asked of the engine.
  await wholeEngine(page);
  const { page: tasks } = await processorTime(browser, page, async () => {
    await give(page, t, estate(300));
    await page.getByTestId("fleet-keys").setInputFiles(key);
    await page.getByTestId("fleet-make").click();
    await page.locator('[data-testid=fleet-result][data-judged="302"]').waitFor({ timeout: 120_000 });
  });
  const said = `${tasks.length} tasks, ${sum(tasks).toFixed(0)} ms, the longest ${longest(tasks).toFixed(1)} ms`;
  t.diagnostic(said);
  assert.ok(tasks.length > 100, "the trace lacks the tasks");
  assert.ok(longest(tasks) < sum(tasks) / 10, said);
});
