// The static pages: one search over all of them, from a server and from a disk; a page for each product; previews and
// canonical names.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import test from "node:test";
import { top } from "../harness.mjs";
import { context, site, useSite } from "./site.mjs";

useSite();

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const dist = process.env.X509STRICT_DIST ?? join(top, "dist");

/** @param {import("playwright-core").Page} page @param {string} query */
async function found(page, query) {
  await page.locator("#q").fill(query);
  return page
    .locator("#found a")
    .evaluateAll(all =>
      all.map(a => `${a.textContent} → ${/** @type {HTMLAnchorElement} */ (a).getAttribute("href")}`),
    );
}

const TRACEBACK = `Traceback (most recent call last):
  File "/usr/lib/python3.13/ssl.py", line 1319, in do_handshake
ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key
 Identifier (_ssl.c:1032)`;

for (const [where, url] of /** @type {[string, () => string][]} */ ([
  ["from a server", () => site.url],
  ["from a disk", () => `${pathToFileURL(dist)}/`],
]))
  test(`search ${where}: words, numbers, products, a pasted error`, async t => {
    const page = await (await context(t)).newPage();
    /** @type {string[]} */
    const complaints = [];
    page.on("console", m => complaints.push(m.text()));
    page.on("pageerror", e => complaints.push(e.message));
    await page.goto(`${url()}search.html`);
    assert.match((await found(page, "proxmox"))[0], /Proxmox VE → products\/proxmox\.html/);
    assert.match((await found(page, "92"))[0], /rules\/ca-cert-missing-key-usage\.html/);
    assert.match((await found(page, "X509_V_ERR_CERT_HAS_EXPIRED"))[0], /rules\/cert-has-expired\.html/);
    assert.match((await found(page, "requests")).join("\n"), /clients\.html/);
    const error = await found(page, TRACEBACK);
    assert.equal(error.length, 1, error.join("\n"));
    assert.match(error[0], /rules\/missing-authority-key-identifier\.html/);
    const java = await found(
      page,
      "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
    );
    assert.match(java[0], /unable-to-get-issuer-cert-locally/);
    assert.deepEqual(await found(page, "zzqx"), []);
    assert.match(await page.locator("#count").innerText(), /Nothing found/);
    await page.locator("#q").fill("gitlab");
    assert.match(await page.locator("#count").innerText(), /^\d+ results?$/);
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "GitLab");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "q");
    await page.keyboard.press("Enter");
    await page.waitForURL(/products\/gitlab\.html$/);
    assert.match(await page.locator("h1").innerText(), /GitLab/);
    assert.deepEqual(complaints, []);
  });

test("axe finds nothing on the static pages, at 320 px either", async t => {
  const page = await (await context(t, { viewport: { width: 320, height: 640 } })).newPage();
  for (const path of [
    "search.html",
    "products/kubernetes.html",
    "products/zh/kafka.html",
    "guides/index.html",
  ]) {
    await page.goto(site.url + path);
    if (path === "search.html") await page.locator("#q").fill("key usage");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), `${path} sticks out`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run(document));
    assert.deepEqual(
      violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes[0].html}`),
      [],
      path,
    );
  }
});

test("search in Chinese", async t => {
  const page = await (await context(t)).newPage();
  await page.goto(`${site.url}zh/search.html`);
  assert.match((await found(page, "密钥用法")).join("\n"), /rules\/zh\/ca-cert-missing-key-usage\.html/);
  assert.match((await found(page, "Kubernetes"))[0], /products\/zh\/kubernetes\.html/);
  assert.match(await page.locator("#count").innerText(), /条结果/);
});

test("products have pages with sources, in both languages", () => {
  const names = readdirSync(join(dist, "products")).filter(n => n.endsWith(".html"));
  assert.ok(names.length >= 30, String(names.length));
  for (const name of names)
    for (const file of [name, `zh/${name}`]) {
      const text = readFileSync(join(dist, "products", file), "utf8");
      assert.match(text, />(Source|出处)<\/a>/, file);
      assert.match(text, /property="og:image" content="(\.\.\/)+preview\.png"/, file);
    }
});
