// What people leave with who come with an error message or a text dump and no certificate, in a real browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { EXAMPLES } from "../../js/examples.js";
import { open, useSite, verdict } from "./site.mjs";

useSite();

const requests =
  "requests.exceptions.SSLError: HTTPSConnectionPool(host='vault.corp.example', port=8200): Max retries exceeded with url: / " +
  "(Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: " +
  "Missing Authority Key Identifier (_ssl.c:1028)')))";

test("from a traceback: who refused whom, the command with the host, the CA file, the change of code", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(requests);
  await verdict(page, "unreadable");
  const one = page.getByTestId("recognized");
  assert.equal(await one.getAttribute("data-client"), "requests");
  assert.equal(await one.getAttribute("data-meaning"), "missing-authority-key-identifier");
  assert.equal(await one.getAttribute("data-side"), "client");
  const text = await one.innerText();
  assert.match(text, /openssl s_client -connect vault\.corp\.example:8200 -servername vault\.corp\.example/);
  assert.match(text, /REQUESTS_CA_BUNDLE/);
  assert.match(text, /requests refused the server/);
  await one.locator("details summary").click();
  const code = await one.locator("details pre").innerText();
  assert.match(code, /VERIFY_X509_STRICT/);
  assert.match(code, /https:\/\/vault\.corp\.example:8200/);
});

test("what Windows says in Chinese is known as its English is", async t => {
  const page = await open(t);
  await page
    .getByTestId("input")
    .fill("基础连接已经关闭: 未能为 SSL/TLS 安全通道建立信任关系。 ---> 根据验证过程，远程证书无效。");
  await verdict(page, "unreadable");
  assert.equal(await page.getByTestId("recognized").first().getAttribute("data-client"), "dotnet");
});

test("a message that is not about a certificate is said to be none, and what to try instead", async t => {
  const page = await open(t);
  await page
    .getByTestId("input")
    .fill(
      "curl: (35) error:0A00010B:SSL routines::wrong version number while asking https://es.example:9200/",
    );
  await verdict(page, "unreadable");
  assert.match(await page.locator("#verdict-title").innerText(), /not about the certificate/);
  const one = page.getByTestId("recognized");
  assert.match(await one.innerText(), /Said by curl\./);
  assert.equal(
    await one.locator("pre.code").innerText(),
    "curl -sv --http0.9 --max-time 5 -o - http://es.example:9200/",
  );
  assert.equal(await page.locator("[data-from-message]").count(), 0);
});

test("pasting the certificate below the message keeps both", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(`${requests}\n\n${EXAMPLES["no-identifiers"]}`);
  await verdict(page, "refused");
  assert.match(await page.getByTestId("verdict").innerText(), /Missing Authority Key Identifier/);
  assert.equal(await page.locator("[data-from-message=host]").count(), 1);
});

test("a text dump gets a provisional answer, never an acceptance, in both languages", async t => {
  const dump = readFileSync(
    join(import.meta.dirname, "../../../engine/read/printed/testdata/noku.openssl"),
    "utf8",
  );
  const page = await open(t);
  await page.getByTestId("input").fill(dump);
  await verdict(page, "unreadable");
  const one = page.getByTestId("printed");
  assert.match(await one.innerText(), /From a text dump, not from the certificate/);
  assert.match(await one.innerText(), /no key usage/);
  assert.match(await one.innerText(), /openssl x509 -in FILE/);
  await page.getByTestId("language").selectOption("zh");
  await page.getByText("依据文字描述").first().waitFor();
});

test("a dump beside the certificate of another is kept, and judged as far as it goes", async t => {
  const dump = readFileSync(
    join(import.meta.dirname, "../../../engine/read/printed/testdata/noku.openssl"),
    "utf8",
  );
  const page = await open(t);
  await page.getByTestId("input").fill(`${dump}\n${EXAMPLES.clean}`);
  await verdict(page, "accepted");
  const one = page.getByTestId("printed-beside");
  assert.match(await one.innerText(), /From a text dump, not from the certificate/);
  assert.match(await one.innerText(), /no key usage/);
});
