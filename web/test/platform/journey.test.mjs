// The whole way, as a user goes it: paste a refused CA with its server certificate, read why, give the key, download
// the repaired CA; then the real openssl and a real Python say whether it holds.
import assert from "node:assert/strict";
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { folder, launch, must, openPage, serve, skip, strictPython } from "../harness.mjs";
import { download, giveKey } from "../user.mjs";
import { elasticsearch, handshake, strictVerify } from "../pki.mjs";

const MESSAGE = "CA cert does not include key usage extension";

test(
  "a CA like Elasticsearch 8.6's is refused, repaired in place, and accepted by the real clients",
  { timeout: 300_000 },
  async t => {
    const dir = folder(t),
      made = await elasticsearch(dir);
    const { url } = await serve(t),
      page = await openPage(await launch(t), url);
    const id = (/** @type {string} */ name) => page.getByTestId(name);

    await id("input").fill(made.pem);
    const verdict = id("verdict").first();
    await page.waitForFunction(
      () =>
        document.querySelector("[data-testid=verdict]")?.getAttribute("data-verdict") === "refused" &&
        !document.querySelector("[data-testid=rest-coming]"),
    );
    assert.equal(await verdict.getAttribute("data-client"), "python-3.13");
    assert.match(
      await id("message").first().innerText(),
      new RegExp(`certificate verify failed: ${MESSAGE}`),
    );
    const finding = page.locator('[data-testid=finding][data-code="92"]').first();
    assert.equal(await finding.getAttribute("data-name"), "X509_V_ERR_CA_CERT_MISSING_KEY_USAGE");
    assert.equal(await finding.getAttribute("data-depth"), "1");
    assert.equal(
      await page.locator('[data-testid=client-row][data-client="python-3.12"]').getAttribute("data-verdict"),
      "accepted",
    );

    // Without a key: the files for doing it where the key lives.
    const conf = await download(page, "openssl.cnf", dir),
      script = await download(page, "reissue.sh", dir);

    // With the key.
    await giveKey(page, made.key);
    const ca = await download(page, "ca.crt", dir);

    await t.test("openssl verify -x509_strict", async () => {
      const before = await strictVerify(made.ca, made.leaf),
        after = await strictVerify(ca, made.leaf);
      assert.ok(!before.ok && before.text.includes(MESSAGE), before.text);
      assert.ok(after.ok, after.text);
    });
    const field = async (/** @type {string} */ file, /** @type {string[]} */ ...what) =>
      must("openssl", ["x509", "-in", file, "-noout", ...what]);
    await t.test("same key, subject, serial number and key identifier", async () => {
      for (const what of [
        ["-pubkey"],
        ["-serial"],
        ["-subject", "-nameopt", "dump_all,dump_der"],
        ["-ext", "subjectKeyIdentifier"],
        ["-enddate"],
      ]) {
        assert.equal(await field(ca, ...what), await field(made.ca, ...what));
      }
    });
    const python = strictPython();
    await t.test("a handshake by a Python that is strict by default", async t => {
      if (!python)
        return skip(
          t,
          "no Python 3.13 here: pyenv install 3.13, Debian 13, or engine/internal/oracle/debian.sh trixie",
        );
      t.diagnostic(python.name);
      assert.equal(await handshake(python, made.ca, made.leaf, made.leafKey), `refused 92 ${MESSAGE}`);
      assert.equal(await handshake(python, ca, made.leaf, made.leafKey), "accepted");
    });
    await t.test("reissue.sh with the real openssl", async t => {
      const place = folder(t);
      for (const file of [conf, script]) copyFileSync(file, join(place, file.slice(dir.length + 1)));
      copyFileSync(made.key, join(place, "ca.key"));
      copyFileSync(made.ca, join(place, "old.crt"));
      const body = readFileSync(script, "utf8");
      chmodSync(join(place, "reissue.sh"), 0o755);
      writeFileSync(join(place, "leaf.crt"), readFileSync(made.leaf));
      t.diagnostic(body.split("\n").slice(0, 12).join("\n"));
      await must("sh", ["reissue.sh", "ca.key"], { cwd: place });
      const again = join(place, "x509strict-new/ca.crt");
      const after = await strictVerify(again, made.leaf);
      assert.ok(after.ok, after.text);
      assert.equal(await field(again, "-serial"), await field(made.ca, "-serial"));
      if (python) assert.equal(await handshake(python, again, made.leaf, made.leafKey), "accepted");
    });
  },
);
