// Installed and offline: the whole version is stored at once, served without a network, replaced only as a whole, and
// never mixed with another.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { dist, eventually, folder, front, launch, openPage, ready, serve } from "../harness.mjs";

/**
 * What sw.js keeps.
 * @param {string} dir
 * @returns {{text: string, json: string, kept: {version: string, pages: string, files: Record<string, string>}}}
 */
function kept(dir) {
  const text = readFileSync(join(dir, "sw.js"), "utf8");
  // Minified, so names of keys may have lost their quotes.
  const json = /\{"?version"?:"[^"]*","?pages"?:"[^"]*","?files"?:\{[^}]*\}\}/.exec(text)?.[0];
  if (!json) throw new Error("sw.js: the list of what it keeps is missing");
  return { text, json, kept: new Function(`return ${json}`)() };
}

/**
 * A later version of the site: another engine of the page's own script, and so on.
 * @param {string} dir
 * @param {string} version
 */
function release(dir, version, { complete = true, without = "" } = {}) {
  for (const file of ["index.html", "sw.js"])
    for (const form of [".br", ".gz"]) rmSync(join(dir, file + form), { force: true });
  const index = readFileSync(join(dir, "index.html"), "utf8").replace(
    /<title>/,
    `<meta name="made" content="${version}"><title>`,
  );
  if (complete) writeFileSync(join(dir, "index.html"), index);
  const list = kept(dir);
  list.kept.version = version;
  delete list.kept.files[without];
  list.kept.files["index.html"] = createHash("sha256").update(index).digest("hex");
  writeFileSync(
    join(dir, "sw.js"),
    list.text.replace(list.json, () => JSON.stringify(list.kept)),
  );
}

const swReady = (/** @type {import("playwright-core").Page} */ page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const active = /** @type {ServiceWorker} */ (registration.active);
    if (active.state !== "activated")
      await new Promise(done =>
        active.addEventListener("statechange", () => active.state === "activated" && done(undefined)),
      );
    return caches.keys();
  });

test("one visit, then no network: the page and its rule pages still work", { timeout: 120_000 }, async t => {
  const server = await serve(t, { prefix: "/under/here" }),
    context = await /** @type {import("playwright-core").Browser} */ (await launch(t)).newContext();
  const page = await openPage(context, server.url);
  assert.equal((await swReady(page)).length, 1);
  const list = kept(dist).kept;
  const stored = await page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).map(r => r.url);
  });
  assert.deepEqual(
    stored.sort(),
    Object.keys(list.files)
      .map(f => server.url + f)
      .sort(),
    "what is stored is not what the build lists",
  );
  assert.equal(Object.keys(list.files).filter(f => /^assets\/(lean|whole)-.*\.wasm$/.test(f)).length, 2);
  const answered = await page.reload();
  await server.stop();
  await page.reload();
  await ready(page);
  const report = await page.evaluate(() =>
    /** @type {any} */ (window).x509strict.check("no certificate", {}),
  );
  assert.equal(report.verdict, "unreadable");
  assert.ok(Object.keys(list.files).length < 25, "pages are stored one by one");
  const policy = answered?.headers()["content-security-policy"];
  assert.ok(policy, "the server sends no policy, so none can be kept");
  const rule = readdirSync(join(dist, "rules")).find(f => /^[a-z-]+\.html$/.test(f)); // a number leads on to one
  const paths = [`rules/${rule}`, "guides/", "clients.html"];
  for (const path of paths) {
    const answer = await page.evaluate(async path => {
      const r = await fetch(path);
      return {
        status: r.status,
        type: r.headers.get("content-type"),
        policy: r.headers.get("content-security-policy"),
        text: await r.text(),
      };
    }, path);
    const text = readFileSync(join(dist, path.replace(/\/$/, "/index.html")), "utf8");
    assert.deepEqual(answer, { status: 200, type: "text/html; charset=utf-8", policy, text }, path);
  }
  for (const path of paths) {
    await page.goto(server.url + path); // would fail: the server is gone
    await page.locator("h1").first().waitFor();
    assert.equal(page.url(), server.url + path);
  }
  await assert.rejects(page.goto(server.url + "rules/none.html"), /ERR_/, "a page that is not kept");
  assert.deepEqual(
    /** @type {any} */ (page).complaints.filter((/** @type {string} */ c) => /exception|Policy/.test(c)),
    [],
  );
});

test(
  "a newer version waits whole, says so, and replaces the old one when asked",
  { timeout: 120_000 },
  async t => {
    const dir = join(folder(t), "dist");
    cpSync(dist, dir, { recursive: true });
    const server = await serve(t, { dir }),
      context = await /** @type {import("playwright-core").Browser} */ (await launch(t)).newContext();
    const page = await openPage(context, server.url);
    await swReady(page);
    release(dir, "9.9.9+update");
    await page.reload();
    await ready(page);
    assert.equal(
      await page.locator("meta[name=made]").count(),
      0,
      "the old version must be shown until the new one is asked for",
    );
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
  },
);

test(
  "a half-published version is not taken: all files of one version or none",
  { timeout: 120_000 },
  async t => {
    const dir = join(folder(t), "dist");
    cpSync(dist, dir, { recursive: true });
    const server = await serve(t, { dir }),
      context = await /** @type {import("playwright-core").Browser} */ (await launch(t)).newContext();
    const page = await openPage(context, server.url);
    const before = await swReady(page);
    release(dir, "9.9.9+half", { complete: false }); // sw.js is new, index.html still old
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const next = new Promise(done =>
        registration.addEventListener("updatefound", () => {
          const worker = /** @type {ServiceWorker} */ (registration.installing);
          worker.addEventListener("statechange", () => done(worker.state));
        }),
      );
      await registration.update();
      return next;
    });
    assert.equal(state, "redundant");
    assert.deepEqual(await page.evaluate(() => caches.keys()), before);
    await server.stop();
    await page.reload();
    await ready(page);
  },
);

test(
  "a tab that is still of the old version keeps its files, says so, and follows when told to",
  { timeout: 180_000 },
  async t => {
    const dir = join(folder(t), "dist"),
      old = "assets/of-the-old-version-0123456789.txt";
    cpSync(dist, dir, { recursive: true });
    writeFileSync(join(dir, old), "old");
    const list = kept(dir);
    list.kept.files[old] = createHash("sha256").update("old").digest("hex");
    for (const form of [".br", ".gz"]) rmSync(join(dir, "sw.js" + form), { force: true });
    writeFileSync(
      join(dir, "sw.js"),
      list.text.replace(list.json, () => JSON.stringify(list.kept)),
    );
    const server = await serve(t, { dir }),
      context = await /** @type {import("playwright-core").Browser} */ (await launch(t)).newContext();
    const one = await openPage(context, server.url);
    await swReady(one);
    await one.reload();
    await ready(one);
    const two = await openPage(context, server.url);

    rmSync(join(dir, old));
    release(dir, "9.9.9+tabs", { without: old });
    await one.reload();
    await ready(one);
    const navigated = one.waitForEvent("load");
    await one.locator("#offline button").first().click();
    await navigated;
    await ready(one);
    assert.equal(await one.locator("meta[name=made]").getAttribute("content"), "9.9.9+tabs");

    // The other tab was not touched, and what belongs to its version is still there though the server has it no more.
    assert.equal(await two.locator("meta[name=made]").count(), 0);
    assert.deepEqual(
      await two.evaluate(async old => {
        const answer = await fetch(old, { cache: "no-store" });
        return [answer.status, await answer.text()];
      }, old),
      [200, "old"],
    );
    for (const engine of two.workers())
      await engine.evaluate(
        () =>
          void setTimeout(() => {
            throw new Error("out of memory, say");
          }),
      );
    await two.locator('[data-testid=error][data-kind="crash"]').waitFor();
    assert.equal(
      (await two.evaluate(() => /** @type {any} */ (window).x509strict.check("no certificate", {}))).verdict,
      "unreadable",
      "a new worker in the old tab",
    );
    const offer = two.locator("#offline button").first(),
      followed = two.waitForEvent("load");
    await offer.click();
    await followed;
    await ready(two);
    assert.equal(await two.locator("meta[name=made]").getAttribute("content"), "9.9.9+tabs");

    // The old store goes when one page of the new version is alone.
    await two.close();
    await one.reload();
    await ready(one);
    await eventually(one, async () => (await caches.keys()).length === 1);
    assert.equal(await one.evaluate(async old => (await fetch(old, { cache: "no-store" })).status, old), 404);
  },
);

test(
  "a network that breaks in the middle of an update leaves the old version whole",
  { timeout: 120_000 },
  async t => {
    const dir = join(folder(t), "dist");
    cpSync(dist, dir, { recursive: true });
    const { url: behind } = await serve(t, { dir });
    let cut = false,
      broken = 0;
    const url = await front(t, behind, (request, from, body, answer) => {
      answer.on("error", () => {}); // the browser has gone: what was cut is cut
      answer.writeHead(from.status, {
        "content-type": String(from.headers.get("content-type")),
        "content-length": body.length,
        "cache-control": "no-store",
      });
      if (!cut || !/\.wasm$/.test(String(request.url))) return answer.end(body);
      broken++;
      answer.write(body.subarray(0, body.length >> 1), () => answer.destroy());
    });
    const context = await /** @type {import("playwright-core").Browser} */ (await launch(t)).newContext();
    const page = await openPage(context, url);
    const before = await swReady(page);
    // The browser looks for a newer version by itself after a visit, so it may be under way or there already.
    const update = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        const next = registration.installing;
        if (!next) return registration.waiting ? "installed" : "redundant";
        await new Promise(done => next.addEventListener("statechange", done, { once: true }));
        return next.state;
      });
    release(dir, "9.9.9+cut");
    cut = true;
    assert.equal(await update(), "redundant");
    assert.ok(broken > 0, "nothing was cut");
    assert.deepEqual(await page.evaluate(() => caches.keys()), before, "half a version stays in the browser");
    await page.reload();
    await ready(page);
    assert.equal(await page.locator("meta[name=made]").count(), 0);
    assert.equal(
      (await page.evaluate(() => /** @type {any} */ (window).x509strict.check("no certificate", {}))).verdict,
      "unreadable",
    );
    cut = false;
    // The one that the browser began by itself after the reload was cut like the first, and may be under way still.
    const next = await update();
    assert.equal(next === "redundant" ? await update() : next, "installed", "the next try takes it");
  },
);

test("the manifest makes it installable", async () => {
  const manifest = JSON.parse(readFileSync(join(dist, "app.webmanifest"), "utf8"));
  for (const name of ["id", "name", "short_name", "start_url", "scope", "display", "icons"])
    assert.ok(manifest[name], name);
  for (const address of [
    manifest.id,
    manifest.start_url,
    manifest.scope,
    ...manifest.icons.map((/** @type {any} */ i) => i.src),
  ]) {
    assert.doesNotMatch(address, /^\/|:/, "only relative addresses work under a subpath");
  }
  assert.match(
    readFileSync(join(dist, "index.html"), "utf8"),
    /<link[^>]*rel="manifest"[^>]*href="app\.webmanifest"|<link[^>]*href="app\.webmanifest"[^>]*rel="manifest"/,
  );
});
