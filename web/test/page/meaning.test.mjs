// What was meant by what was pasted: readings, roles with their reasons, direction, choices from a message, and repairs
// on the trusting side.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { intoHistory } from "../kept.mjs";
import { open, saved, useSite, verdict } from "./site.mjs";

useSite();

/** Makes certificates with openssl in a folder of the test's own. @param {import("node:test").TestContext} t */
function workshop(t) {
  const dir = mkdtempSync(join(tmpdir(), "meaning-"));
  t.after(() => rmSync(dir, { recursive: true }));
  const run = (/** @type {string[]} */ ...args) => execFileSync("openssl", args, { cwd: dir, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const pem = (/** @type {string} */ name) => readFileSync(join(dir, `${name}.crt`), "latin1");
  return {
    pem,
    /**
     * @param {string} name
     * @param {string} cn
     * @param {string[]} [extensions] self-signed, with these beside subject key identifier and basic constraints
     */
    root(name, cn, extensions = []) {
      run(
        "req",
        "-x509",
        ...key,
        "-keyout",
        `${name}.key`,
        "-out",
        `${name}.crt`,
        "-days",
        "3650",
        "-subj",
        `/CN=${cn}`,
        ...extensions.flatMap(e => ["-addext", e]),
      );
      return pem(name);
    },
    /**
     * @param {string} name
     * @param {string} cn
     * @param {string} ca
     * @param {string} extensions lines of openssl.cnf
     * @param {string} [own] file of a key that is there already
     */
    issue(name, cn, ca, extensions, own) {
      run(
        "req",
        "-new",
        ...(own ? ["-key", own] : [...key, "-keyout", `${name}.key`]),
        "-out",
        `${name}.csr`,
        "-subj",
        `/CN=${cn}`,
      );
      writeFileSync(
        join(dir, `${name}.cnf`),
        `subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n${extensions}\n`,
      );
      run(
        "x509",
        "-req",
        "-in",
        `${name}.csr`,
        "-CA",
        `${ca}.crt`,
        "-CAkey",
        `${ca}.key`,
        "-set_serial",
        `0x${Date.now().toString(16)}`,
        "-days",
        "365",
        "-extfile",
        `${name}.cnf`,
        "-out",
        `${name}.crt`,
      );
      return pem(name);
    },
  };
}

const SIGNS = "keyUsage=critical,keyCertSign,cRLSign";

test("a certificate that may be a server's or a CA's: both readings, and one click decides", async t => {
  const make = workshop(t);
  const page = await open(t);
  await page.getByTestId("input").fill(make.root("plain", "srv.example.org"));
  await verdict(page, "ambiguous");
  assert.deepEqual(
    await page
      .locator("[data-reading]")
      .evaluateAll(list => list.map(x => x.getAttribute("data-reading")).sort()),
    ["accepted", "refused"],
  );
  await page.locator("[data-reading=accepted] button").click();
  await verdict(page, "accepted");
  assert.equal(await page.locator("[data-reading]").count(), 0);
});

test("a self-signed server certificate beside a CA: whether it is trusted itself is left open, and one click decides", async t => {
  const make = workshop(t);
  const own = make.root("own", "localhost", ["subjectAltName=DNS:localhost"]);
  const other = make.root("other", "Example Root CA", [SIGNS]);
  for (const choice of ["accepted", "refused"]) {
    const page = await open(t);
    await page.getByTestId("input").fill(own + other);
    await verdict(page, "ambiguous");
    await page.locator(`[data-reading=${choice}] button`).click();
    await verdict(page, choice);
    assert.equal(await page.locator("[data-reading]").count(), 0);
  }
});

test("a link and the history keep what the places said: the same verdict again, as without them it is left open", async t => {
  const make = workshop(t);
  const own = make.root("own", "localhost", ["subjectAltName=DNS:localhost"]);
  const other = make.root("other", "Example Root CA", [SIGNS]);
  const page = await open(t);
  await intoHistory(page, () => page.getByTestId("input").fill(`tls.crt:\n${own}\nca.crt:\n${other}`));
  await verdict(page, "refused");
  await page.waitForFunction(() =>
    /#cert=.*&seen=/.test(
      /** @type {HTMLAnchorElement|null} */ (document.querySelector("[data-testid=share-link]"))?.href ?? "",
    ),
  );
  const href = await page.getByTestId("share-link").evaluate(a => /** @type {HTMLAnchorElement} */ (a).href);
  assert.doesNotMatch(href, /tls|\.crt/);
  await page.getByTestId("input").fill(other);
  await verdict(page, "accepted");
  await page.getByTestId("history").click();
  await page.locator('[data-testid=history-entry][data-verdict="refused"] .entry').click();
  await verdict(page, "refused");
  await verdict(await open(t, {}, href.slice(href.indexOf("#"))), "refused");
  await verdict(await open(t, {}, href.slice(href.indexOf("#")).replace(/&seen=[^&]*/, "")), "ambiguous");
});

test("every role has its reason, in the language of the page", async t => {
  const make = workshop(t);
  const page = await open(t);
  const ca = make.root("ca", "Example Root CA", [SIGNS]);
  const leaf = make.issue("leaf", "srv", "ca", "basicConstraints=CA:FALSE\nsubjectAltName=DNS:localhost");
  await page.getByTestId("input").fill(ca + leaf);
  await verdict(page, "accepted");
  assert.match(
    (await page.locator("[data-role-why]").allTextContents()).join("\n"),
    /its basic constraints say that it is no CA/,
  );
  await page
    .getByTestId("language")
    .selectOption("zh")
    .catch(() => page.getByTestId("language").click());
  await page.waitForFunction(() =>
    /基本约束/.test(document.querySelector("[data-testid=chain]")?.textContent ?? ""),
  );
});

test("a client's certificate is judged by servers, and the direction can be changed", async t => {
  const make = workshop(t);
  const page = await open(t);
  const ca = make.root("ca", "Example Root CA", [SIGNS]);
  const leaf = make.issue("alice", "alice", "ca", "basicConstraints=CA:FALSE\nextendedKeyUsage=clientAuth");
  await page.getByTestId("input").fill(ca + leaf);
  await verdict(page, "accepted");
  assert.equal(await page.getByTestId("direction").getAttribute("data-as"), "client");
  await page.locator("[data-client=nginx]").waitFor();
  await page.getByTestId("direction").selectOption("server");
  await verdict(page, "refused");
  assert.match((await page.getByTestId("message").first().textContent()) ?? "", /purpose/);
});

test("the host of a message is used, shown and cleared with one click", async t => {
  const make = workshop(t);
  const page = await open(t);
  const ca = make.root("ca", "Example Root CA", [SIGNS]);
  const leaf = make.issue("leaf", "srv", "ca", "basicConstraints=CA:FALSE\nsubjectAltName=DNS:localhost");
  await page
    .getByTestId("input")
    .fill(
      "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, " +
        `certificate is not valid for 'db.example.lan'. (_ssl.c:1032)\n${ca}${leaf}`,
    );
  await verdict(page, "refused");
  assert.equal(await page.getByTestId("host").inputValue(), "db.example.lan");
  await page.locator("[data-from-message=host]").click();
  await verdict(page, "accepted");
  assert.equal(await page.getByTestId("host").inputValue(), "");
});

test("a bundle with one CA that is refused is refused, and says which", async t => {
  const make = workshop(t);
  const page = await open(t);
  await page.getByTestId("input").fill(make.root("good", "Good CA", [SIGNS]) + make.root("bad", "Bad CA"));
  await verdict(page, "refused");
  assert.match((await page.locator("[data-whole]").textContent()) ?? "", /1 of 2 CAs refused: “Bad CA”/);
});

test("a faulty root beside another way is taken out of the CA file, with the file ready", async t => {
  const make = workshop(t);
  const page = await open(t);
  const good = make.root("good", "Good CA", [SIGNS]);
  const bad = make.root("bad", "Old CA");
  const leaf = make.issue("leaf", "srv", "bad", "basicConstraints=CA:FALSE\nsubjectAltName=DNS:localhost");
  const cross = make.issue(
    "cross",
    "Old CA",
    "good",
    "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign",
    "bad.key",
  );
  const file = (/** @type {string} */ name, /** @type {string} */ text) => ({
    name,
    mimeType: "application/x-pem-file",
    buffer: Buffer.from(text),
  });
  await page
    .getByTestId("file-input")
    .setInputFiles([file("ca.crt", bad + good), file("server.crt", leaf + cross)]);
  await verdict(page, "refused");
  assert.match(
    (await page.locator(".steps li").first().textContent()) ?? "",
    /Take “Old CA.*out of the CA file/,
  );
  const { data } = await saved(
    page,
    "ca.crt",
    page.locator("[data-trust=take-out] [data-testid=download]").first(),
  );
  assert.equal(data.toString("latin1").replace(/\s/g, ""), good.replace(/\s/g, ""));
});
