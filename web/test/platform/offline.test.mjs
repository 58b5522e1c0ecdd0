// Installed and offline: the whole version is stored at once, served without a network, replaced only as a whole, and
// never mixed with another.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { dist, eventually, folder, launch, openPage, ready, serve } from "../harness.mjs";

/** What sw.js keeps. @param {string} dir @returns {{text: string, json: string, kept: {version: string, files: Record<string, string>}}} */
function kept(dir) {
  const text = readFileSync(join(dir, "sw.js"), "utf8");
  // Minified, so names of keys may have lost their quotes.
  const json = /\{version:"[^"]*",files:\{[^}]*\}\}/.exec(text)?.[0];
  if (!json) throw new Error("sw.js: the list of what it keeps is missing");
  return { text, json, kept: new Function(`return ${json}`)() };
}

/** A later version of the site: another engine of the page's own script, and so on. @param {string} dir @param {string} version */
function release(dir, version, { complete = true } = {}) {
  for (const file of ["index.html", "sw.js"]) for (const form of [".br", ".gz"]) rmSync(join(dir, file + form), { force: true });
  const index = readFileSync(join(dir, "index.html"), "utf8").replace(/<title>/, `<meta name="made" content="${version}"><title>`);
  if (complete) writeFileSync(join(dir, "index.html"), index);
  const list = kept(dir);
  list.kept.version = version;
  list.kept.files["index.html"] = createHash("sha256").update(index).digest("hex");
  writeFileSync(join(dir, "sw.js"), list.text.replace(list.json, () => JSON.stringify(list.kept)));
}

const swReady = (/** @type {import("playwright-core").Page} */ page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  const active = /** @type {ServiceWorker} */ (registration.active);
  if (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", () => active.state === "activated" && done(undefined)));
  return caches.keys();
});

test("one visit, then no network: the page and its rule pages still work", { timeout: 120_000 }, async (t) => {
  const server = await serve(t, { prefix: "/under/here" }), context = await (/** @type {import("playwright-core").Browser} */ (await launch(t))).newContext();
  const page = await openPage(context, server.url);
  assert.equal((await swReady(page)).length, 1);
  const list = kept(dist).kept;
  const stored = await page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).map((r) => r.url);
  });
  assert.deepEqual(stored.sort(), Object.keys(list.files).map((f) => server.url + f).sort(), "what is stored is not what the build lists");
  assert.equal(Object.keys(list.files).filter((f) => /^assets\/(lean|whole)-.*\.wasm$/.test(f)).length, 2);
  await server.stop();
  await page.reload();
  await ready(page);
  const report = await page.evaluate(() => /** @type {any} */ (window).x509strict.check("no certificate", {}));
  assert.equal(report.verdict, "unreadable");
  const rule = Object.keys(list.files).find((f) => /^rules\/[a-z-]+\.html$/.test(f));
  assert.ok(rule, "no rule page is kept");
  const answer = await page.goto(server.url + rule);
  assert.equal(answer?.status(), 200);
  assert.ok(answer?.fromServiceWorker());
  assert.deepEqual(/** @type {any} */ (page).complaints.filter((/** @type {string} */ c) => /exception|Policy/.test(c)), []);
});

test("a newer version waits whole, says so, and replaces the old one when asked", { timeout: 120_000 }, async (t) => {
  const dir = join(folder(t), "dist");
  cpSync(dist, dir, { recursive: true });
  const server = await serve(t, { dir }), context = await (/** @type {import("playwright-core").Browser} */ (await launch(t))).newContext();
  const page = await openPage(context, server.url);
  await swReady(page);
  release(dir, "9.9.9+update");
  await page.reload();
  await ready(page);
  assert.equal(await page.locator("meta[name=made]").count(), 0, "the old version must be shown until the new one is asked for");
  await eventually(page, async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  assert.equal((await page.evaluate(() => caches.keys())).length, 2);
  // The page says so, and takes it when told to.
  const offer = page.locator("#offline button").first();
  const navigated = page.waitForEvent("load");
  await offer.click();
  await navigated;
  await ready(page);
  assert.equal(await page.locator("meta[name=made]").getAttribute("content"), "9.9.9+update");
  await eventually(page, async () => (await caches.keys()).length === 1);
  assert.match((await page.evaluate(() => caches.keys()))[0], /9\.9\.9\+update$/);
});

test("a half-published version is not taken: all files of one version or none", { timeout: 120_000 }, async (t) => {
  const dir = join(folder(t), "dist");
  cpSync(dist, dir, { recursive: true });
  const server = await serve(t, { dir }), context = await (/** @type {import("playwright-core").Browser} */ (await launch(t))).newContext();
  const page = await openPage(context, server.url);
  const before = await swReady(page);
  release(dir, "9.9.9+half", { complete: false }); // sw.js is new, index.html still old
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const next = new Promise((done) => registration.addEventListener("updatefound", () => {
      const worker = /** @type {ServiceWorker} */ (registration.installing);
      worker.addEventListener("statechange", () => done(worker.state));
    }));
    await registration.update();
    return next;
  });
  assert.equal(state, "redundant");
  assert.deepEqual(await page.evaluate(() => caches.keys()), before);
  await server.stop();
  await page.reload();
  await ready(page);
});

test("the manifest makes it installable", async () => {
  const manifest = JSON.parse(readFileSync(join(dist, "app.webmanifest"), "utf8"));
  for (const name of ["id", "name", "short_name", "start_url", "scope", "display", "icons"]) assert.ok(manifest[name], name);
  for (const address of [manifest.id, manifest.start_url, manifest.scope, ...manifest.icons.map((/** @type {any} */ i) => i.src)]) {
    assert.doesNotMatch(address, /^\/|:/, "only relative addresses work under a subpath");
  }
  assert.match(readFileSync(join(dist, "index.html"), "utf8"), /<link[^>]*rel="manifest"[^>]*href="app\.webmanifest"|<link[^>]*href="app\.webmanifest"[^>]*rel="manifest"/);
});
