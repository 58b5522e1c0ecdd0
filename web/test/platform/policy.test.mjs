// The policy in force: what a script that got into the page could still do is nothing.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import test from "node:test";
import { dist, launch, openPage, serve } from "../harness.mjs";
import { wholeEngine } from "../user.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types x509strict";

/** @param {import("node:test").TestContext} t */
async function stranger(t) {
  const asked = /** @type {string[]} */ ([]);
  const server = createServer((request, answer) => {
    asked.push(String(request.url));
    answer
      .writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" })
      .end("window.evil = 1");
  });
  await new Promise(done => server.listen(0, "127.0.0.1", () => done(undefined)));
  t.after(() => server.close());
  return { asked, url: `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/` };
}

for (const bare of [false, true]) {
  test(
    bare
      ? "on a host without headers the meta element binds page and engine"
      : "the header binds page and engine",
    { timeout: 120_000 },
    async t => {
      const { url } = await serve(t, { bare }),
        { asked, url: elsewhere } = await stranger(t);
      const header = (await fetch(url)).headers.get("content-security-policy");
      assert.equal(header, bare ? null : `${POLICY}; frame-ancestors 'none'`);
      const page = await openPage(await launch(t), url);
      assert.equal(
        await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content"),
        POLICY,
      );

      const attempts = async (/** @type {string} */ to) => {
        const tried = /** @type {Record<string, string>} */ ({});
        const attempt = async (/** @type {string} */ name, /** @type {() => any} */ f) => {
          try {
            await f();
            tried[name] = "worked";
          } catch {
            tried[name] = "stopped";
          }
        };
        await attempt("fetch", () => fetch(to + "fetch"));
        await attempt("fetch without cors", () => fetch(to + "no-cors", { mode: "no-cors" }));
        await attempt(
          "websocket",
          () =>
            new Promise((done, failed) => {
              const socket = new WebSocket(to.replace("http", "ws") + "socket");
              socket.onopen = done;
              socket.onerror = failed;
            }),
        );
        await attempt("eval", () => (0, globalThis["eval"])("1"));
        await attempt("Function", () => new globalThis["Function"]("return 1")());
        if (typeof document === "undefined") {
          await attempt("importScripts", () => /** @type {any} */ (globalThis).importScripts(to + "script"));
        } else {
          await attempt("innerHTML", () => {
            document.createElement("div")["innerHTML"] = "<b>x</b>";
          });
          await attempt("another policy", () =>
            /** @type {any} */ (globalThis).trustedTypes.createPolicy("other", {}),
          );
          await attempt(
            "a script from elsewhere",
            () =>
              new Promise((done, failed) => {
                const script = document.createElement("script");
                script.onload = done;
                script.onerror = failed;
                script.src = to + "script";
                document.head.append(script);
              }),
          );
          await attempt("an inline script", async () => {
            const script = document.createElement("script");
            script.append("window.inline = 1");
            document.head.append(script);
            if (!(/** @type {any} */ (window).inline)) throw new Error("did not run");
          });
          await attempt(
            "a frame",
            () =>
              new Promise((done, failed) => {
                const frame = document.createElement("iframe");
                frame.src = to + "frame";
                document.addEventListener("securitypolicyviolation", failed, { once: true });
                frame.onload = () => setTimeout(done, 500);
                document.body.append(frame);
              }),
          );
          await attempt(
            "an image",
            () =>
              new Promise((done, failed) => {
                const image = new Image();
                image.onload = done;
                image.onerror = failed;
                image.src = to + "image";
              }),
          );
          navigator.sendBeacon(to + "beacon");
          await new Promise(done => setTimeout(done, 300));
        }
        return tried;
      };
      const inPage = await page.evaluate(attempts, elsewhere);
      assert.deepEqual(
        Object.entries(inPage).filter(([, how]) => how !== "stopped"),
        [],
      );
      const inWorker = await (await wholeEngine(page)).evaluate(attempts, elsewhere);
      assert.deepEqual(
        Object.entries(inWorker).filter(([, how]) => how !== "stopped"),
        [],
      );
      assert.deepEqual(asked, [], "something reached the other host");
    },
  );
}

test("every page carries a policy and none has inline code or foreign addresses to load from", () => {
  const pages = readdirSync(dist, { recursive: true })
    .map(String)
    .filter(f => f.endsWith(".html"));
  assert.ok(pages.includes("index.html") && pages.includes("x509strict.html"));
  for (const file of pages) {
    const text = readFileSync(join(dist, file), "utf8");
    assert.match(text, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'/, file);
    if (file !== "x509strict.html") {
      assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle="|\son\w+="/, file);
    }
    const loaded = [
      ...text
        .slice(0, 200_000)
        .matchAll(
          /<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc="([^"]*)"|<link\b[^>]*\shref="([^"]*)"/g,
        ),
    ].map(m => m[1] ?? m[2]);
    for (const address of loaded)
      assert.doesNotMatch(address, /^(https?:)?\/\/|^\//, `${file} loads ${address}`);
  }
  const single = readFileSync(join(dist, "x509strict.html"), "utf8");
  assert.match(single, /connect-src 'none'/);
  assert.doesNotMatch(
    single.replace(/<script type="text\/plain".*?<\/script>/s, ""),
    /<(script|link|img)\b[^>]*\s(src|href)="(?!data:)[^"]*"[^>]*rel="?(stylesheet|preload|icon|manifest)/,
  );
});
