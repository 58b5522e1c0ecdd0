// Chromium, Firefox and WebKitGTK: the served page, the page of a host that sends no headers and lies under a subpath,
// and the single file opened from disk. In each the engine answers, repairs, and keeps its history where the browser
// lets it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { BROWSERS, Missing } from "../browsers.mjs";
import { dist, folder, front, serve, skip } from "../harness.mjs";
import { everythingKept, marks } from "../kept.mjs";
import { elasticsearch } from "../pki.mjs";

/** Waits until f returns something true in the page. */
async function until(browser, f, what, seconds = 60) {
  for (let i = 0; i < seconds * 5; i++) {
    const value = await browser.evaluate(f);
    if (value) return value;
    await new Promise(done => setTimeout(done, 200));
  }
  throw new Error(`${browser.name}: ${what} did not happen in ${seconds} seconds`);
}

/** What every place must be able to do. */
async function works(browser, made, key) {
  await until(browser, () => typeof window.x509strict === "object", "window.x509strict");
  await browser.evaluate(() => window.x509strict.ready);
  const report = await browser.evaluate(async pem => {
    const { verdict, message, events } = await window.x509strict.check(pem, {});
    return { verdict, message, codes: events.map(e => e.code) };
  }, made.pem);
  assert.equal(report.verdict, "refused");
  assert.match(report.message, /CA cert does not include key usage extension/);
  assert.ok(report.codes.includes(92));
  const repaired = await browser.evaluate(
    async (pem, key) => {
      const { files } = await window.x509strict.repair(pem, { key });
      const ca = files.find(f => f.name === "ca.crt");
      const after = await window.x509strict.check(
        [
          { name: "leaf.crt", data: pem.split(/(?=-----BEGIN)/)[0] },
          { name: "ca.crt", data: ca.data },
        ],
        {},
      );
      return { names: files.map(f => f.name), verdict: after.verdict, message: after.message };
    },
    made.pem,
    key,
  );
  assert.ok(repaired.names.includes("ca.crt"), repaired.names.join());
  assert.equal(repaired.verdict, "accepted", repaired.message);
}

/** What the server was asked for. @type {string[]} */
const asked = [];

/**
 * Stands in front of a server and writes down what it is asked for.
 * @param {import("node:test").TestContext} t
 * @param {string} behind
 */
const counted = (t, behind) =>
  front(t, behind, (request, from, body, answer) => {
    asked.push(`${request.method} ${request.url}`);
    const headers = /** @type {Record<string, string>} */ ({});
    for (const name of ["content-type", "content-security-policy", "cache-control"])
      if (from.headers.get(name)) headers[name] = String(from.headers.get(name));
    answer.writeHead(from.status, headers).end(body);
  });

for (const { name, open } of BROWSERS) {
  test(name, { timeout: 300_000 }, async t => {
    let browser;
    try {
      browser = await open(t);
    } catch (problem) {
      if (problem instanceof Missing) return skip(t, problem.message);
      throw problem;
    }
    t.diagnostic(`${browser.name} ${browser.version}`);
    const made = await elasticsearch(folder(t), { bits: 2048 }),
      key = readFileSync(made.key, "latin1");

    await t.test(
      "served: no request after load, no key in anything kept, the offline copy is the file it says",
      async t => {
        const url = await counted(t, (await serve(t)).url),
          text = readFileSync(made.key, "latin1");
        await browser.goto(url);
        await works(browser, made, key);
        // The offline copy is stored once, after load; that is the last that is asked for.
        await browser.evaluate(() =>
          "serviceWorker" in navigator
            ? Promise.race([
                navigator.serviceWorker.ready.then(() => true),
                new Promise(done => setTimeout(done, 20_000)),
              ])
            : false,
        );
        await new Promise(done => setTimeout(done, 1500));
        asked.length = 0;
        await works(browser, made, key);
        await browser.evaluate(pem => {
          const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("[data-testid=input]"));
          field.value = pem;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }, made.pem + text); // a key pasted by mistake
        await until(
          browser,
          () => document.querySelector("[data-testid=verdict][data-verdict=refused]"),
          "a verdict",
        );
        await until(browser, async () => (await indexedDB.databases()).length > 0, "the history");
        await new Promise(done => setTimeout(done, 2500));
        // Chromium's own tab asks for its icon again when the page adds to its history.
        const own = asked.filter(request => request !== "GET /favicon.svg");
        assert.deepEqual(own, [], "requests after load");
        const kept = await browser.evaluate(everythingKept),
          all = Buffer.from(JSON.stringify(kept));
        assert.ok(all.includes("python-3.13"), "nothing was kept: the search would prove nothing");
        marks(text).forEach((mark, i) =>
          assert.ok(!all.includes(mark), `key material (form ${i}) in what ${browser.name} keeps`),
        );
        assert.ok(!all.includes("PRIVATE KEY"));
        const said = await browser.evaluate(() => document.querySelector("#offline .hash code")?.textContent);
        assert.equal(
          said,
          createHash("sha256")
            .update(readFileSync(join(dist, "x509strict.html")))
            .digest("hex"),
          "the SHA-256 shown is not the file's",
        );
        await browser.goto("about:blank");
      },
    );
    await t.test("a host without headers, under a subpath", async t => {
      const { url } = await serve(t, { bare: true, prefix: "/some/where" });
      await browser.goto(url);
      await works(browser, made, key);
      await browser.goto("about:blank");
    });
    await t.test("the single file from disk", async () => {
      await browser.goto(pathToFileURL(join(dist, "x509strict.html")).href);
      await works(browser, made, key);
      const shown = await browser.evaluate(() => ({
        protocol: location.protocol,
        scripts: [...document.scripts].filter(s => s.src).length,
        version: window.x509strict.version,
      }));
      assert.equal(shown.protocol, "file:");
      assert.equal(shown.scripts, 0);
      assert.match(shown.version, /^\d+\.\d+\.\d+\+[0-9a-f]{8}$/);
      await browser.evaluate(pem => {
        const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("[data-testid=input]"));
        field.value = pem;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }, made.pem);
      await until(
        browser,
        () =>
          document.querySelector("[data-testid=verdict][data-verdict=refused]") &&
          document.querySelector('[data-testid=download][data-name="reissue.sh"]') !== null,
        "a verdict with reissue.sh",
      );
      const beside = await browser.evaluate(() =>
        [...document.querySelectorAll("a[href]")]
          .map(a => /** @type {HTMLAnchorElement} */ (a).href)
          .filter(
            href => href.split("#")[0] !== location.href.split("#")[0] && !/^(blob|data|https):/.test(href),
          ),
      );
      assert.deepEqual(beside, [], "links to what does not lie beside the single file");
      const saved = await browser.download(() =>
        /** @type {HTMLElement} */ (
          document.querySelector('[data-testid=download][data-name="reissue.sh"]')
        ).click(),
      );
      assert.equal(saved.name, "reissue.sh");
      assert.match(saved.text, /^#!\/bin\/sh|^#!\/usr\/bin\/env/);
      await browser.goto("about:blank");
    });
    await t.test(
      "the single file in a browser from before DecompressionStream says that it is too old",
      async t => {
        // Taken away by a script that stands before the page's own; the policy must name it.
        const code = "delete globalThis.DecompressionStream;";
        const page = readFileSync(join(dist, "x509strict.html"), "utf8")
          .replace(
            "script-src ",
            `script-src 'sha256-${createHash("sha256").update(code).digest("base64")}' `,
          )
          .replace("<title>", `<script>${code}</script><title>`);
        const path = join(folder(t), "without.html");
        writeFileSync(path, page);
        await browser.goto(pathToFileURL(path).href);
        await until(
          browser,
          () => /too old for this file|版本过旧/.test(document.querySelector("#problem")?.textContent ?? ""),
          "the word",
        );
        await browser.goto("about:blank");
      },
    );
    for (const place of ["served", "from disk"]) {
      await t.test(`a worker from a blob obeys the policy of a meta element, ${place}`, async t => {
        // The page's own policy, less Trusted Types, which would keep this test from starting a worker.
        const served = place === "served",
          page = readFileSync(join(dist, served ? "index.html" : "x509strict.html"), "utf8");
        const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/
          .exec(page)?.[1]
          .replace(/; require-trusted-types-for.*/, "");
        assert.ok(policy?.includes("default-src 'none'"));
        const reached = [];
        const other = createServer((request, answer) => {
          reached.push(request.url);
          answer
            .writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" })
            .end("0");
        });
        await new Promise(done => other.listen(0, "127.0.0.1", () => done(undefined)));
        const elsewhere = `http://127.0.0.1:${/** @type {any} */ (other.address()).port}/`;
        const probe = `const code = ${JSON.stringify(`(async () => {
          const tried = {};
          try { await fetch("${elsewhere}stolen"); tried.fetch = "went out"; } catch (e) { tried.fetch = "stopped"; }
          try { importScripts("${elsewhere}script"); tried.importScripts = "ran"; } catch (e) { tried.importScripts = "stopped"; }
          try { eval("1"); tried.eval = "ran"; } catch (e) { tried.eval = "stopped"; }
          await new Promise(done => {
            const ended = how => { tried.socket = how; done(); };
            try {
              const s = new WebSocket("${elsewhere.replace("http", "ws")}socket");
              s.onopen = () => ended("went out");
              s.onerror = () => ended("stopped");
            } catch (e) { ended("stopped"); }
          });
          try {
            await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
            tried.wasm = "ran";
          } catch (e) { tried.wasm = "stopped"; }
          postMessage(tried);
        })()`)};
          const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
          worker.onmessage = (e) => { window.tried = e.data; };
          worker.onerror = (e) => { window.tried = { error: e.message }; };`;
        const html = (/** @type {string} */ script, /** @type {string} */ policy) =>
          `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>probe</title>${script}`;
        const host = createServer((request, answer) => {
          if (request.url === "/probe.js")
            answer.writeHead(200, { "content-type": "text/javascript" }).end(probe);
          else
            answer
              .writeHead(200, { "content-type": "text/html" })
              .end(html('<script src="probe.js"></script>', String(policy)));
        });
        await new Promise(done => host.listen(0, "127.0.0.1", () => done(undefined)));
        t.after(() =>
          [host, other].forEach(server => {
            server.closeAllConnections();
            server.close();
          }),
        );
        let address = `http://127.0.0.1:${/** @type {any} */ (host.address()).port}/`;
        if (!served) {
          const path = join(folder(t), "probe.html"),
            hash = createHash("sha256").update(probe).digest("base64");
          writeFileSync(
            path,
            html(
              `<script>${probe}</script>`,
              String(policy).replace("script-src ", `script-src 'sha256-${hash}' `),
            ),
          );
          address = pathToFileURL(path).href;
        }
        await browser.goto(address);
        const tried = await until(browser, () => window.tried, "the worker's answer");
        assert.deepEqual(
          { ...tried, reached },
          {
            fetch: "stopped",
            importScripts: "stopped",
            eval: "stopped",
            socket: "stopped",
            wasm: "ran",
            reached: [],
          },
        );
        await browser.goto("about:blank");
      });
    }
  });
}
