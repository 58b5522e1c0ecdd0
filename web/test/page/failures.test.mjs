// Each kind of failure gets its own answer: one thing to do, the way to it, and nothing that cannot help. And who else
// refuses.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { exec, fixtures, folder, must, skip, strictPython, top } from "../harness.mjs";
import { handshake } from "../pki.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { open, saved, useSite, verdict } from "./site.mjs";

useSite();

const DAY = "2026-12-01"; // within the validity of what the fixtures hold

/** @param {string} name of what the reader is tested with */
const sample = name => readFileSync(join(top, "engine/read/testdata", name), "utf8");

/** @param {import("playwright-core").Page} page @param {string} file */
async function give(page, file) {
  await page.locator("#time").fill(DAY);
  await page.getByTestId("input").fill(readFileSync(join(fixtures, file), "utf8"));
  await verdict(page, "refused");
}

/** @param {string} dir @param {[string, string, string]} names @returns {[string, string, string]} */
const files = (dir, ...names) => [join(dir, names[0]), join(dir, names[1]), join(dir, names[2])];

/** @param {import("playwright-core").Page} page */
const tabs = page => page.locator("#repair [role=tab]").allInnerTexts();

test("a missing intermediate: it is asked for, and nothing is issued", async t => {
  const page = await open(t);
  await give(page, "missing-int.pem");
  assert.match(
    await page.getByTestId("way").innerText(),
    /Add the certificate of “Acme Issuing CA” and have the server send it/,
  );
  assert.deepEqual(await tabs(page), []);
  assert.doesNotMatch(await page.locator("#repair").innerText(), /new CA|strict flag/i);
  await page.getByTestId("to-repair").click();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Repair");
  assert.ok(await page.getByTestId("primary").isVisible());
});

test("a CA of the right name and another key: the identifier to look for, no files", async t => {
  const page = await open(t);
  await give(page, "samename.pem");
  assert.match(await page.getByTestId("way").innerText(), /key identifier FC:E7:56:95:25:98:F9:9D/);
  assert.deepEqual(await tabs(page), []);
  assert.equal(await page.locator('#repair [data-testid="download"]').count(), 0);
});

test("expired: renewed, and clearing the strict flag is not offered", async t => {
  const page = await open(t);
  await give(page, "expired.pem");
  assert.match(await page.getByTestId("way").innerText(), /Renew “old\.example”: it expired on 2024-01-01/);
  assert.ok(!(await tabs(page)).includes("Change the code"));
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await page.waitForFunction(() =>
    /key usage/.test(document.querySelector("[data-testid=way]")?.textContent ?? ""),
  );
  assert.ok((await tabs(page)).includes("Change the code"), "where it turns the verdict, it is");
});

test("too weak: a new key or another signature is asked for, as openssl and Python do", async t => {
  const page = await open(t),
    dir = folder(t),
    ossl = (/** @type {string} */ line) => must("openssl", line.split(" "), { cwd: dir });
  const ca = join(fixtures, "elasticsearch-ca.key"),
    python = strictPython();
  writeFileSync(
    join(dir, "cnf"),
    `[req]
distinguished_name = name
prompt = no
[name]
CN = Weak CA
[ca]
subjectKeyIdentifier = hash
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[leaf]
authorityKeyIdentifier = keyid
subjectKeyIdentifier = hash
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost
`,
  );
  await ossl(`req -x509 -key ${ca} -days 30 -config cnf -extensions ca -out ca.crt`);
  for (const [bits, digest, code, wanted] of /** @type {const} */ ([
    [1024, "sha256", 66, /Make a new key for “localhost” on its server, and have “Weak CA” sign/],
    [2048, "sha1", 68, /Have “Weak CA” sign the certificate of “localhost” again, with SHA-256/],
  ])) {
    await ossl(
      `req -new -newkey rsa:${bits} -noenc -keyout leaf.key -subj /CN=localhost -config cnf -out csr`,
    );
    await ossl(
      `x509 -req -in csr -CA ca.crt -CAkey ${ca} -days 20 -${digest} -extfile cnf -extensions leaf -out leaf.crt`,
    );
    const verify = ["verify", "-x509_strict", "-auth_level", "2", "-CAfile", "ca.crt", "leaf.crt"];
    assert.match((await exec("openssl", verify, { cwd: dir })).stderr, new RegExp(`error ${code} `));
    if (python)
      assert.match(
        await handshake(python, ...files(dir, "ca.crt", "leaf.crt", "leaf.key")),
        new RegExp(`^refused ${code} `),
      );
    await page
      .getByTestId("input")
      .fill(["leaf.crt", "ca.crt"].map(name => readFileSync(join(dir, name), "utf8")).join(""));
    await page.getByTestId("verdict").getByText(`Error ${code},`).waitFor();
    await page.waitForFunction(() => !document.querySelector("[data-testid=rest-coming]"));
    assert.match(await page.getByTestId("way").innerText(), wanted);
    assert.match(await page.getByTestId("verdict").innerText(), /This is not a strict-mode problem/);
    assert.ok(!(await tabs(page)).includes("Change the code"), "clearing the strict flag turns nothing here");
  }
  if (!python) skip(t, "no Python 3.13");
});

test("an error beside the certificate: whether this chain gives it", async t => {
  const page = await open(t);
  const error = (/** @type {string} */ text) =>
    `ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${text} (_ssl.c:1028)\n`;
  const notice = page.getByTestId("verdict").locator(".notice", { has: page.locator("code") });
  await page.getByTestId("input").fill(error("Missing Authority Key Identifier") + EXAMPLES.elasticsearch);
  await notice
    .getByText(
      "Your message says “Missing Authority Key Identifier” (error 85); this chain gives “CA cert does not include key usage extension” (error 92). Probably another certificate or another CA file",
    )
    .waitFor();
  await page
    .getByTestId("input")
    .fill(error("CA cert does not include key usage extension") + EXAMPLES.elasticsearch);
  await notice
    .getByText("This is the error of “Elasticsearch security auto-configuration HTTP CA”, below.")
    .waitFor();
  assert.equal(await page.getByText("Probably another certificate").count(), 0);
});

test("after a paste the verdict is in view, zoomed and on a telephone; the focus stays in the box", async t => {
  for (const viewport of [
    { width: 683, height: 425 },
    { width: 360, height: 740 },
  ]) {
    const page = await open(t, { viewport });
    await page.getByTestId("input").focus();
    await page.evaluate(text => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true }),
      );
      document.execCommand("insertText", false, text);
    }, EXAMPLES.elasticsearch);
    await verdict(page, "refused");
    await page.waitForFunction(() => {
      const top = document.querySelector("[data-testid=verdict] h1")?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < innerHeight * 0.7;
    });
    assert.equal(await page.evaluate(() => document.activeElement?.id), "input");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
    await page.getByTestId("contents").getByRole("button", { name: "Repair" }).click();
    const room = await page.getByTestId("direction").evaluate(e => {
      const select = /** @type {HTMLSelectElement} */ (e),
        style = getComputedStyle(select),
        pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
      pen.font = style.font;
      const arrow = 18;
      return (
        select.clientWidth -
        2 * parseFloat(style.paddingLeft) -
        arrow -
        pen.measureText(select.selectedOptions[0].text).width
      );
    });
    assert.ok(room >= 0, `whose certificate it is misses ${-room} px`);
    const inView = async (/** @type {string} */ id) => {
      const top = await page.locator(`#${id} h2`).evaluate(e => e.getBoundingClientRect().top);
      assert.ok(top >= -1 && top < viewport.height * 0.7, `${id} is at ${top}`);
      assert.equal(await page.locator(`#${id} h2:focus`).count(), 1, `${id} has not the focus`);
    };
    await inView("repair");
    for (const [name, id] of [
      ["Findings", "findings"],
      ["Clients", "clients"],
      ["Chain", "chain"],
    ]) {
      await page.getByTestId("contents").getByRole("button", { name }).click();
      await inView(id);
    }
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByTestId("to-repair").click();
    await inView("repair");
  }
});

test("clients in groups, counted; one's own are chosen once and kept", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.locator('[data-testid=client-group][data-group="go"]').waitFor(); // the last to answer
  const said = await page.getByTestId("clients-summary").innerText();
  const rows = await page
    .getByTestId("client-row")
    .evaluateAll(all => all.map(r => [r.getAttribute("data-verdict"), r.getAttribute("data-compared")]));
  const counted = rows.filter(([v, compared]) => v !== "not-checked" && compared === "true"),
    refuse = counted.filter(([v]) => v === "refused").length,
    judged = counted.length;
  assert.ok(said.startsWith(`${refuse} of ${judged} refuse`), `${said}; ${rows.join()}`);
  assert.match(await page.getByTestId("stopped").first().innerText(), /Stops \d+ clients:.*Python 3\.13/);
  const outlined = await page
    .locator('[data-testid=client-row][data-compared="false"] .tag')
    .evaluateAll(all => all.map(tag => [tag.textContent, tag.className]));
  for (const [word, look] of outlined) {
    assert.match(String(word), /would accept|would refuse|not checked/);
    assert.match(String(look), /neutral likely/);
  }
  assert.ok(outlined.length > 0 || rows.every(([, compared]) => compared === "true"));
  await page.getByTestId("my-clients").locator("summary").click();
  for (const id of ["curl", "go"]) await page.locator(`[data-key="mine ${id}"]`).check();
  await page.getByText("My clients: All 2 accept").waitFor();
  assert.deepEqual(
    await page.getByTestId("client-row").evaluateAll(all => all.map(r => r.getAttribute("data-client"))),
    ["python-3.13", "go", "curl"],
    "the chosen one, and mine",
  );
  await page.reload();
  await page.getByTestId("input").fill(`${EXAMPLES.elasticsearch}\n`);
  await page.getByText("My clients: All 2 accept").waitFor();
  await page.locator('[data-key="every client"]').click();
  assert.equal(await page.getByTestId("client-row").count(), rows.length);
});

test("a request, an address and a public key are called by their names, and what is wanted is said", async t => {
  const page = await open(t);
  for (const [text, said] of /** @type {[string, RegExp][]} */ ([
    ["https://es01.example:9200/", /openssl s_client -connect es01\.example:9200 -servername es01\.example/],
    [
      readFileSync(join(fixtures, "request.csr"), "utf8"),
      /A certificate request for “es01”: a CA has to sign it/,
    ],
    ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9v me@here", /for SSH, not for TLS/],
    ["es02.example:9201", /openssl s_client -connect es02\.example:9201 -servername es02\.example/],
    [
      sample("ca.crl"),
      /Paste line 1:\s+A certificate revocation list[\s\S]*Paste the certificate of the server and its CA/,
    ],
    [sample("leaf.pub"), /A public key alone is no certificate[\s\S]*Paste the certificate that holds it/],
    [
      "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n",
      /A PGP block is for mail and packages[\s\S]*Paste the certificate of the server/,
    ],
    [
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
      /JSON web token[\s\S]*Paste the certificate of the server/,
    ],
  ])) {
    await page.getByTestId("input").fill(text);
    await page.waitForFunction(
      ([source]) =>
        new RegExp(source).test(document.querySelector("[data-testid=verdict]")?.textContent ?? ""),
      [said.source],
    );
    assert.equal(await page.getByTestId("verdict").getAttribute("data-verdict"), "unreadable");
    assert.doesNotMatch(
      await page.getByTestId("verdict").innerText(),
      /format that is not known/,
      "it is known: it was named",
    );
  }
  await page.getByTestId("file-input").setInputFiles(join(top, "engine/read/testdata/store.jks")); // beside the token in the box
  await page.getByText(/^Password for store\.jks/).waitFor();
  await page.getByTestId("password").fill("secret");
  await page.keyboard.press("Enter");
  await page.getByText("key held").first().waitFor();
});

test("a request is signed with the CA's key, and a CA that strict clients refuse is mended with it", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(readFileSync(join(fixtures, "request.csr"), "utf8"));
  await page.getByTestId("to-request").click();
  await page.waitForFunction(() => document.activeElement?.textContent === "Sign the request");
  await page.getByTestId("sign-request").click();
  await page.getByText("Add the CA's certificate and its key.").waitFor();
  const ca = { name: "chain.pem", mimeType: "text/plain", buffer: Buffer.from(EXAMPLES.elasticsearch) };
  await page.getByTestId("key-input").setInputFiles(ca);
  await page.getByTestId("key-input").setInputFiles(join(fixtures, "elasticsearch-ca.key"));
  await page.locator('[data-key="option request-names"]').fill("es01\nes01.corp.example 10.0.0.7");
  await page.getByTestId("sign-request").click();
  await page
    .getByTestId("repair-result")
    .getByText(/Signed by “Elasticsearch security auto-configuration HTTP CA”/)
    .waitFor();
  const made = await saved(page, "es01.crt");
  await page.locator("#language").selectOption("zh");
  await page
    .getByTestId("repair-result")
    .getByText(/由“Elasticsearch security auto-configuration HTTP CA”签发，有效至/)
    .waitFor();
  assert.deepEqual(
    (await saved(page, "es01.crt")).data,
    made.data,
    "the words are others, the file is the same",
  );
  const dir = folder(t);
  for (const name of ["es01.crt", "ca.crt"]) writeFileSync(join(dir, name), (await saved(page, name)).data);
  const verify = ["verify", "-x509_strict", "-purpose", "sslserver", "-auth_level", "2"];
  await must("openssl", [...verify, "-verify_ip", "10.0.0.7", "-CAfile", "ca.crt", "es01.crt"], { cwd: dir });
  assert.match(
    String(await page.getByTestId("request-openssl").textContent()),
    /openssl x509 -req -in es01\.csr -CA/,
  );
});
