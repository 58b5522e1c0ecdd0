// From the repair to a client that connects: the line to run, whose key it is, where the new file goes, what proves it,
// what a lone leaf asks for.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";
import { createServer } from "node:tls";
import { exec, fixtures, folder, must, skip, strictPython } from "../harness.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { open, saved, useSite, verdict } from "./site.mjs";

/** @typedef {import("playwright-core").Page} Page */

useSite();

const CA_KEY = readFileSync(join(fixtures, "elasticsearch-ca.key"), "utf8");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Pastes as a person does: through the clipboard event, and into the box where the page does not take it.
 * @param {Page} page
 * @param {string} text
 */
async function paste(page, text) {
  await page.evaluate(text => {
    const box = /** @type {HTMLTextAreaElement} */ (document.getElementById("input"));
    box.focus();
    box.select();
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (box.dispatchEvent(event)) document.execCommand("insertText", false, text);
  }, text);
}

/** @param {Page} page @returns {Promise<string>} */
const box = page => page.getByTestId("input").inputValue();

/** A chain whose CA lacks key usage, with both keys, for a server that really answers. @param {string} dir */
async function chain(dir) {
  const openssl = (/** @type {string[]} */ ...args) => must("openssl", args, { cwd: dir });
  writeFileSync(
    join(dir, "x.cnf"),
    "[ca]\nbasicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\n[leaf]\nbasicConstraints=CA:FALSE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nsubjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\n[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=Handed Over CA\n",
  );
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  await openssl(
    "req",
    "-x509",
    ...ec,
    "-keyout",
    "ca.key",
    "-out",
    "ca.crt",
    "-days",
    "90",
    "-config",
    "x.cnf",
    "-extensions",
    "ca",
  );
  await openssl(
    "req",
    "-new",
    ...ec,
    "-keyout",
    "leaf.key",
    "-out",
    "leaf.csr",
    "-config",
    "x.cnf",
    "-subj",
    "/CN=localhost",
  );
  await openssl(
    ..."x509 -req -in leaf.csr -CA ca.crt -CAkey ca.key -set_serial 7 -days 80 -extfile x.cnf -extensions leaf -out leaf.crt".split(
      " ",
    ),
  );
  const read = (/** @type {string} */ name) => readFileSync(join(dir, name), "utf8");
  return { ca: read("ca.crt"), caKey: read("ca.key"), leaf: read("leaf.crt"), leafKey: read("leaf.key") };
}

/** @param {Page} page @param {string} within */
const codes = (page, within) =>
  page.locator(`${within} pre.code`).evaluateAll(all => all.map(e => String(e.textContent)));

test("hand-over: the page's own line proves the new file by a real handshake, the old one is refused", async t => {
  const python = strictPython();
  if (!python) return skip(t, "no Python that is strict");
  if (python.root !== "/") return skip(t, "the strict Python here sees another root");
  const dir = folder(t),
    { ca, caKey, leaf, leafKey } = await chain(dir);
  const server = createServer({ cert: leaf, key: leafKey }, socket => void socket.end());
  server.on("tlsClientError", () => {}); // who refuses breaks off
  await new Promise(done => server.listen(0, "localhost", () => done(undefined)));
  t.after(() => server.close());
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const page = await open(t);
  const message = `ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: CA cert does not include key usage extension (_ssl.c:1028)\nopenssl s_client -connect localhost:${port}\n`;
  await paste(page, message + leaf + ca + caKey);
  await verdict(page, "refused");
  assert.ok(!(await box(page)).includes("PRIVATE KEY"), "nothing of the key stays in the box");
  await page.getByTestId("repair").click();
  await page.getByTestId("handover").waitFor();
  const line = (await codes(page, "[data-testid=handover-test]"))[0].replace(/:443\b|, 443\b|, 9200\b/g, m =>
    m.replace(/\d+/, String(port)),
  );
  assert.match(line, /cafile="ca\.crt".*"localhost"/);
  const { data } = await saved(page, "ca.crt");
  const ask = (/** @type {string} */ cafile) => {
    writeFileSync(join(dir, "ca.crt"), cafile);
    return exec("sh", ["-c", line.replace(/^python3/, python.command[0])], { cwd: dir });
  };
  const now = await ask(String(data));
  assert.match(now.stdout, /^accepted: TLSv1\.3/, now.stderr);
  const before = await ask(ca);
  assert.notEqual(before.code, 0);
  assert.match(before.stderr, /CA cert does not include key usage extension/);
  const shown = (await codes(page, "[data-testid=fingerprints]"))[0];
  writeFileSync(join(dir, "new.crt"), data);
  assert.match(
    execFileSync("openssl", [
      "x509",
      "-in",
      join(dir, "new.crt"),
      "-noout",
      "-fingerprint",
      "-sha256",
    ]).toString(),
    new RegExp(shown),
  );
  const readme = String((await saved(page, "README.txt")).data);
  for (const want of [
    shown,
    line.trim().split(";")[0],
    "REQUESTS_CA_BUNDLE",
    "keytool -importcert",
    "ca.crt: for the clients",
    "reissue.sh: ",
    "交给客户端",
  ])
    assert.ok(readme.includes(want), `${want} is not in README.txt`);
  // Every file is listed with where it goes, every certificate with its fingerprint.
  const names = await page
    .locator("#repair [data-testid=download]")
    .evaluateAll(all => all.map(b => b.getAttribute("data-name") ?? ""));
  assert.ok(names.length > 3, names.join());
  for (const name of names.filter(n => n !== "README.txt" && !n.endsWith(".zip"))) {
    const listed = readme.split("\n").find(l => l.startsWith(`  ${name}: `) || l.startsWith(`${name}: `));
    assert.match(listed ?? "", /: \S.{8,}/, `${name} is not listed with its destination`);
  }
});

test("hand-over for product and client: Elasticsearch's settings and fingerprints, what Node.js is told, in both languages", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.getByTestId("key-input").setInputFiles(join(fixtures, "elasticsearch-ca.key"));
  await page.getByTestId("repair").click();
  const hand = page.getByTestId("handover");
  await hand.waitFor();
  assert.equal(await hand.getAttribute("data-product"), "Elasticsearch");
  const text = (await codes(page, "[data-testid=handover]")).join("\n");
  for (const want of [
    /elasticsearch\.ssl\.certificateAuthorities/,
    /ca_trusted_fingerprint: "[0-9a-f]{64}"/,
    /caFingerprint: "([0-9A-F]{2}:){31}/,
    /keytool -importcert/,
    /kubectl create secret/,
    /docker run .*:ro/,
    /update-ca-certificates/,
    /:9200|, 9200/,
  ])
    assert.match(text, want);
  await page.locator("#language").selectOption("zh");
  await page.waitForFunction(() =>
    /交付 ca\.crt/.test(document.querySelector("[data-testid=handover]")?.textContent ?? ""),
  );
  await page.locator("#language").selectOption("en");
  await page.getByTestId("client").selectOption("nodejs");
  await page.waitForFunction(() => document.querySelector("[data-testid=handover]") === null);
  await page.locator("#tab-openssl").click();
  await page.waitForFunction(() =>
    /NODE_EXTRA_CA_CERTS/.test(document.querySelector("[data-testid=handover-test]")?.textContent ?? ""),
  );
});

test("with openssl: the line to run stands first, the scripts are folded, and the line runs", async t => {
  const page = await open(t),
    dir = folder(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.locator("#tab-openssl").click();
  await page.locator('[data-key="recipe reissue.sh"]').waitFor();
  const [first] = await codes(page, "#tab-panel");
  assert.match(first, /^sh reissue\.sh \S+$/);
  assert.equal(await page.locator("#tab-panel details[open]").count(), 0);
  for (const name of ["openssl.cnf", "reissue.sh"])
    writeFileSync(
      join(dir, name),
      (await saved(page, name, page.locator(`#tab-panel [data-name="${name}"]`).first())).data,
    );
  const key = first.split(" ")[2].replace(/.*\//, "");
  writeFileSync(join(dir, key), CA_KEY);
  const { stdout, stderr, code } = await exec("sh", ["-c", `sh reissue.sh ${key}`], { cwd: dir });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /Fingerprint=([0-9A-F]{2}:){31}/);
  writeFileSync(
    join(dir, "other.key"),
    await must("openssl", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
  );
  const wrong = await exec("sh", ["-c", "OUT=again sh reissue.sh other.key; ls again"], { cwd: dir });
  assert.match(
    wrong.stderr,
    /belongs to none of these certificates[\s\S]*No such file|无法访问/,
    "a failure leaves nothing behind",
  );
});

test("keys: whose it is, one taken back, a password asked for, no zip", async t => {
  const page = await open(t),
    dir = folder(t);
  const { ca, caKey, leaf, leafKey } = await chain(dir);
  await must(
    "openssl",
    ["pkey", "-in", "ca.key", "-aes256", "-passout", "pass:sesame", "-out", "locked.key"],
    { cwd: dir },
  );
  await page.getByTestId("input").fill(leaf + ca);
  await verdict(page, "refused");
  await page.getByTestId("key-input").setInputFiles(join(dir, "leaf.key"));
  await page.waitForFunction(() =>
    /key of “localhost”: not the one/.test(
      document.querySelector("[data-testid=held-key]")?.textContent ?? "",
    ),
  );
  await page.getByTestId("repair").click();
  const error = page.locator("#repair [data-testid=error]");
  await page.locator('[data-testid=error][data-kind="other-key"]').waitFor();
  assert.match(
    await error.innerText(),
    /leaf\.key is the key of “localhost”\. The key of “Handed Over CA” is wanted\./,
  );
  assert.equal(await page.locator('[data-name$=".zip"]').count(), 0);
  await page.getByTestId("key-input").setInputFiles(join(dir, "locked.key"));
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=held-key]").length === 2);
  await page.getByRole("button", { name: "Take back leaf.key" }).click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=held-key]").length === 1);
  await page.waitForFunction(() =>
    /enter its password/.test(document.querySelector("[data-testid=held-key]")?.textContent ?? ""),
  );
  await page.getByTestId("repair").click();
  await page.locator('[data-testid=error][data-kind="password-wanted"]').waitFor();
  assert.match(await error.innerText(), /locked\.key is encrypted: enter its password/);
  assert.doesNotMatch(await error.innerText(), /does not open/);
  await page.getByTestId("password").fill("sesame");
  await page.getByTestId("repair").click();
  await page.getByTestId("repair-result").waitFor();
  assert.ok(caKey && leafKey);
});

test("a private key pasted into the box is taken for the repair, masked, and nothing of it stays", async t => {
  const page = await open(t);
  const words = CA_KEY.split("\n")[3];
  await paste(page, EXAMPLES.elasticsearch + "\n" + CA_KEY);
  await verdict(page, "refused");
  await page.waitForFunction(() => /the key of “/.test(document.querySelector("#files")?.textContent ?? ""));
  const nowhere = async () => {
    assert.ok(!(await page.content()).includes(words), "in the page");
    assert.ok(!(await box(page)).includes(words), "in the box");
  };
  await nowhere();
  await page.locator("#input").focus();
  await page.keyboard.press("Control+z");
  await nowhere();
  await page.getByTestId("key-held").waitFor();
  await page.getByTestId("repair").click();
  await page.getByTestId("repair-result").waitFor();
  await nowhere();
  // Alone it waits for its certificate.
  await page.locator("#clear").click();
  assert.equal(await page.getByTestId("held-key").count(), 0);
  await paste(page, CA_KEY);
  await page.locator("#notice", { hasText: "no longer in the box" }).waitFor();
  assert.equal(await box(page), "");
  await paste(page, EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.getByTestId("key-held").waitFor();
});

/** Every way but the clipboard by which a text gets into the box. @type {Record<string, (p: Page) => Promise<void>>} */
const WAYS = {
  "typed line by line": async page => {
    await page.getByTestId("input").focus();
    for (const line of CA_KEY.trim().split("\n")) {
      await page.keyboard.insertText(line);
      await page.keyboard.press("Enter");
    }
  },
  "filled in": page => page.getByTestId("input").fill(CA_KEY),
  "filled in by a program that tells of a change only": page =>
    page.getByTestId("input").evaluate((box, key) => {
      /** @type {HTMLTextAreaElement} */ (box).value = key;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }, CA_KEY),
  "inserted, told of once a line": page =>
    page.getByTestId("input").evaluate((box, key) => {
      /** @type {HTMLTextAreaElement} */ (box).focus();
      document.execCommand("insertText", false, key);
    }, CA_KEY),
  "dropped on the box": page => dropText(page, "#input"),
  "dropped beside it": page => dropText(page, "main"),
  "put back by the browser": async page => {
    await page.addInitScript(key => {
      const putBack = () => {
        if (document.readyState !== "interactive") return; // before the page's own script runs
        /** @type {HTMLTextAreaElement} */ (document.getElementById("input")).value = key;
      };
      document.addEventListener("readystatechange", putBack);
    }, CA_KEY);
    await page.reload();
  },
};

/** @param {Page} page @param {string} where */
const dropText = (page, where) =>
  page.locator(where).evaluate((target, key) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", key);
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    if (!target.dispatchEvent(event)) return;
    /** @type {HTMLElement} */ (target).focus();
    document.execCommand("insertText", false, key); // what the browser does with what nobody took
  }, CA_KEY);

for (const [name, put] of Object.entries(WAYS)) {
  test(`a private key ${name} is taken for the repair as a pasted one is`, async t => {
    const page = await open(t);
    const words = CA_KEY.split("\n")[3];
    await put(page);
    await page.locator("#notice", { hasText: "no longer in the box" }).waitFor();
    await page.locator("#files", { hasText: "RSA 4096" }).waitFor();
    assert.equal((await box(page)).trim(), "");
    await page.locator("#input").focus();
    await page.keyboard.press("Control+z");
    assert.ok(!(await box(page)).includes(words), "in what Undo brings back");
    assert.equal(await page.getByTestId("held-key").count(), 1);
    // A file can be its certificate as well as a text.
    await page.getByTestId("file-input").setInputFiles({
      name: "chain.pem",
      mimeType: "application/x-pem-file",
      buffer: Buffer.from(EXAMPLES.elasticsearch),
    });
    await verdict(page, "refused");
    await page.getByTestId("key-held").waitFor();
    await page.locator("#files", { hasText: "the key of “" }).waitFor();
    assert.equal(await page.locator("#notice").innerText(), "");
    assert.ok(!(await page.content()).includes(words), "in the page");
    const kept = await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pagehide")); // what is kept for the tab is written now
      return JSON.stringify([{ ...sessionStorage }, { ...localStorage }, location.href]);
    });
    assert.ok(!kept.includes(words) && !/PRIVATE KEY/.test(kept), "in what is kept");
  });
}

test("a key file alone: what is in it, and that its certificate is wanted", async t => {
  const page = await open(t);
  await page.getByTestId("file-input").setInputFiles(join(fixtures, "elasticsearch-ca.key"));
  await verdict(page, "unreadable");
  const said = page.getByTestId("verdict");
  assert.match(await said.innerText(), /A private key: now the certificate is wanted[\s\S]*RSA 4096/);
  assert.doesNotMatch(await said.innerText(), /BEGIN CERTIFICATE|could be read/);
  await page.getByTestId("language").selectOption("zh");
  await page.waitForFunction(() =>
    /这是私钥，还需要证书/.test(document.querySelector("h1")?.innerText ?? ""),
  );
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.getByTestId("key-held").waitFor();
});

test("a locked file among others shows its prompt above the verdict", async t => {
  const page = await open(t, { viewport: { width: 360, height: 740 } }),
    dir = folder(t);
  writeFileSync(join(dir, "chain.pem"), EXAMPLES["easy-rsa"]);
  await page
    .getByTestId("file-input")
    .setInputFiles([join(fixtures, "elasticsearch-http.p12"), join(dir, "chain.pem")]);
  await page.locator("#unlock-part form").waitFor();
  await verdict(page, "refused");
  const [prompt, heading] = await page.evaluate(() =>
    ["#unlock", "#verdict h1"].map(s => document.querySelector(s)?.getBoundingClientRect().top ?? -1),
  );
  assert.ok(
    prompt >= 0 && prompt < heading && prompt < 740,
    `the prompt is at ${prompt}, the verdict at ${heading}`,
  );
});

test("a lone leaf: what such CAs are refused for, and the command that gets this one", async t => {
  const page = await open(t);
  const leaf = EXAMPLES.elasticsearch.split(/(?<=-----END CERTIFICATE-----\n)/)[0];
  await page.getByTestId("input").fill(leaf);
  await verdict(page, "accepted");
  const way = page.getByTestId("way");
  assert.match(
    await way.innerText(),
    /Add the CA “.+”: only with it is the answer certain[\s\S]*CA cert does not include key usage extension \(92\)/,
  );
  assert.match(
    (await codes(page, "[data-testid=way]")).join("\n"),
    /openssl s_client -connect [a-z0-9.-]+:9200 .*-showcerts/,
  );
  await page.getByTestId("input").fill(EXAMPLES["lone-leaf"]);
  await page.waitForFunction(
    () => !/9200/.test(document.querySelector("[data-testid=way]")?.textContent ?? "9200"),
  );
  assert.match((await codes(page, "[data-testid=way]")).join("\n"), /openssl s_client -connect \S+:443 /);
});

test("change the code: the chosen client's is open, with host, port and file; what it costs fits; in Chinese too", async t => {
  const page = await open(t),
    dir = folder(t);
  const [leaf, ca] = EXAMPLES.elasticsearch.split(/(?<=-----END CERTIFICATE-----\n)/);
  writeFileSync(join(dir, "node.crt"), leaf);
  writeFileSync(join(dir, "company_ca.pem"), ca);
  await page.getByTestId("file-input").setInputFiles([join(dir, "node.crt"), join(dir, "company_ca.pem")]);
  await verdict(page, "refused");
  await page.getByTestId("client").selectOption("requests");
  await page.waitForFunction(
    () => document.querySelector("[data-testid=verdict]")?.getAttribute("data-client") === "requests",
  );
  await page.locator("#tab-code").click();
  await page.locator('[data-key="code requests"][open]').waitFor();
  assert.equal(await page.locator("#tab-panel details[open]").count(), 1);
  const code = await page.locator('[data-key="code requests"] pre').innerText();
  assert.match(code, /cafile="company_ca\.pem"/);
  assert.match(code, /https:\/\/(?!localhost)[^/]+:9200\//);
  const costs = async (/** @type {string} */ id) =>
    String(await page.locator(`[data-key="code ${id}"] .notice`).textContent());
  assert.match(await costs("requests"), /RFC 5280/);
  assert.doesNotMatch(await costs("pip"), /RFC 5280/);
  await page.locator("#language").selectOption("zh");
  await page
    .locator('[data-key="code elasticsearch"] summary', { hasText: "elasticsearch-py 8 及以后" })
    .waitFor();
});

for (const colorScheme of /** @type {const} */ (["light", "dark"]))
  test(
    `hand-over in ${colorScheme}: axe clean, nothing sticks out at 360 px`,
    { timeout: 120_000 },
    async t => {
      const page = await open(t, { colorScheme, viewport: { width: 360, height: 740 } });
      await paste(page, EXAMPLES.elasticsearch + CA_KEY);
      await verdict(page, "refused");
      await page.getByTestId("key-held").waitFor();
      await page.getByTestId("repair").click();
      await page.getByTestId("handover").waitFor();
      await page.evaluate(() =>
        document.querySelectorAll("#repair details").forEach(d => void (/** @type {any} */ (d.open = true))),
      );
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await /** @type {any} */ (window).axe.run(document);
        return violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
      });
      assert.deepEqual(found, []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    },
  );
