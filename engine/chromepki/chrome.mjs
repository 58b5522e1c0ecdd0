// Asks Chromium about each case that engine/internal/peer serves: node chrome.mjs DIRECTORY HOME. HOME holds the NSS
// database with the trusted certificates. It prints the case and "ok", or the net error of a request; a page's own
// address would show the same after some seconds. PLAYWRIGHT names a directory with playwright-core, CHROMIUM the
// browser.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const [directory, home] = process.argv.slice(2);
const { chromium } = createRequire(`${process.env.PLAYWRIGHT}/`)("playwright-core");
const hosts = ["host.example.com", "a.b.example.net", "xn--bcher-kva.example.com", "localhost"];
const browser = await chromium.launchPersistentContext(`${home}/profile`, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-features=LocalNetworkAccessChecks",
    `--host-resolver-rules=${hosts.map((h) => `MAP ${h} 127.0.0.1`).join(", ")}`,
  ],
  env: { ...process.env, HOME: home },
});
const server = createServer((_, answer) => answer.end("<!doctype html>"));
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const failed = new Map();
page.on("requestfailed", (r) => failed.set(r.url(), r.failure()?.errorText));

const cases = readFileSync(`${directory}/index.tsv`, "utf8").trim().split("\n");
let next = 0;
async function work() {
  while (next < cases.length) {
    const [id, , , , url] = cases[next++].split("\t");
    const loaded = await page.evaluate(
      (u) => fetch(u, { mode: "no-cors", signal: AbortSignal.timeout(20000) }).then(
        () => true,
        () => false,
      ),
      url,
    );
    for (let i = 0; i < 50 && !loaded && !failed.has(url); i++) await new Promise((r) => setTimeout(r, 20));
    console.log(`${id}\t${loaded ? "ok" : (failed.get(url) ?? "").replace("net::", "")}`);
  }
}
await Promise.all([work(), work(), work(), work()]);
await browser.close();
server.close();
