// What the browser tests share: the built site behind the real server, a Chromium, temporary folders, openssl and
// Python.
import { execFile, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir, homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

/** The repository's top folder. */
export const top = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** The built site; ./build.sh test builds it before the tests. */
export const dist = join(top, "dist");
export const fixtures = join(top, "web/test/fixtures");
/** Turns skips into failures. */
export const required = process.env.X509STRICT_REQUIRE === "1";

const run = promisify(execFile);

/**
 * Runs a program and tells how it ended; a program that fails is no exception.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").ExecFileOptions & {input?: string}} [options]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 */
export async function exec(program, args, { input, ...options } = {}) {
  try {
    const child = run(program, args, { maxBuffer: 1 << 28, timeout: 120_000, ...options });
    if (input !== undefined) child.child.stdin?.end(input);
    const { stdout, stderr } = await child;
    return { code: 0, stdout: String(stdout), stderr: String(stderr) };
  } catch (problem) {
    if (typeof problem.code !== "number") throw problem;
    return { code: problem.code, stdout: String(problem.stdout), stderr: String(problem.stderr) };
  }
}

/** Runs a program that must succeed. */
export async function must(program, args, options) {
  const result = await exec(program, args, options);
  if (result.code !== 0)
    throw new Error(`${program} ${args.join(" ")}: exit ${result.code}\n${result.stderr || result.stdout}`);
  return result.stdout;
}

/**
 * What is left to be done at a test's end.
 * @type {WeakMap<import("node:test").TestContext, (() => unknown)[]>}
 */
const endings = new WeakMap();

/**
 * Does it at the test's end, what was asked for last first: a folder goes after the program that writes to it. By
 * itself node:test keeps the order of asking, and leaves out the rest after one that failed.
 * @param {import("node:test").TestContext} t
 * @param {() => unknown} end
 */
export function atEnd(t, end) {
  const known = endings.get(t);
  if (known) return void known.push(end);
  const all = [end];
  endings.set(t, all);
  t.after(async () => {
    /** @type {unknown[]} */
    const problems = [];
    for (const one of all.reverse()) {
      try {
        await one();
      } catch (problem) {
        problems.push(problem);
      }
    }
    if (problems.length > 0) throw new AggregateError(problems, `at the test's end: ${problems.join("; ")}`);
  });
}

/** A folder that is removed after the test. @param {import("node:test").TestContext} t */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), "x509strict-test-"));
  atEnd(t, () => rmSync(path, { recursive: true, force: true }));
  return path;
}

/**
 * Skips the test aloud, or fails it where nothing may be skipped.
 * @param {import("node:test").TestContext} t
 * @param {string} why
 */
export function skip(t, why) {
  if (required) throw new Error(why);
  t.skip(why);
}

/**
 * Starts the real server on a free port.
 * @param {import("node:test").TestContext} t
 * @param {{dir?: string, prefix?: string, bare?: boolean}} [options] bare: no security headers
 * @returns {Promise<{url: string, port: number, stop: () => Promise<void>}>}
 */
export async function serve(t, { dir = dist, prefix = "/", bare = false } = {}) {
  const program = join(top, ".cache/serve");
  if (!existsSync(program)) await must("go", ["build", "-o", program, "./web/cmd/serve"], { cwd: top });
  const child = spawn(
    program,
    ["-dir", dir, "-address", "127.0.0.1:0", "-prefix", prefix, ...(bare ? ["-bare"] : [])],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const orphan = () => void child.kill();
  process.once("exit", orphan); // a server that outlives a test that broke off would keep whoever waits for its output
  const ended = new Promise(done => child.once("exit", done)).finally(() => process.off("exit", orphan));
  const stop = async () => {
    child.kill();
    await ended;
  };
  t?.after(stop);
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:(\d+)\/\S*/.exec(line);
    if (address) return { url: address[0], port: Number(address[1]), stop };
  }
  throw new Error("the server ended before it was ready");
}

/**
 * A line in front of a server, on which a test listens or which it breaks. What the server does not answer, because the
 * test has ended it or the browser has gone, breaks off for the browser too, and is no fault of the test.
 * @param {import("node:test").TestContext} t @param {string} behind address of the server
 * @param {(request: import("node:http").IncomingMessage, from: Response, body: Buffer, answer:
 *   import("node:http").ServerResponse) => void} hand hands on what the server said
 * @returns {Promise<string>} its address
 */
export async function front(t, behind, hand) {
  const line = createServer((request, answer) => {
    fetch(behind.replace(/\/$/, "") + request.url)
      .then(async from => hand(request, from, Buffer.from(await from.arrayBuffer()), answer))
      .catch(() => answer.destroy());
  });
  await new Promise(done => line.listen(0, "127.0.0.1", () => done(undefined)));
  t.after(() => {
    line.closeAllConnections();
    line.close();
  });
  return `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (line.address()).port}/`;
}

const CHROMIUM =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/**
 * Chromium without the parts around the page, which Debian has as a package of its own: the same engine, and a quarter
 * less time a test. Where it is missing, Chromium itself.
 */
const SHELL =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium-headless-shell", CHROMIUM].find(path => path && existsSync(path));

/**
 * @param {import("node:test").TestContext} t
 * @param {{args?: string[], profile?: string, cache?: boolean, shell?: boolean}} [options] profile: folder, for a
 *   browser that keeps what it stores; cache: pages that are left are kept for Back, as browsers do for people; shell:
 *   what happens in the page is enough
 */
export async function launch(t, { args = [], profile, cache = false, shell = false } = {}) {
  if (!CHROMIUM)
    throw new Error("Chromium is missing: apt-get install chromium (or set CHROMIUM to its path)");
  const options = {
    executablePath: shell ? SHELL : CHROMIUM,
    headless: true,
    ignoreDefaultArgs: cache ? ["--disable-back-forward-cache"] : [],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      ...args,
    ],
  };
  const browser = profile
    ? await chromium.launchPersistentContext(profile, options)
    : await chromium.launch(options);
  if (t) atEnd(t, () => browser.close());
  return browser;
}

/**
 * Opens the page and waits until its engine answers.
 * @param {import("playwright-core").BrowserContext | import("playwright-core").Browser} where
 * @param {string} url
 */
export const openPage = async (where, url) => visit(await where.newPage(), url);

/**
 * Goes to the page and waits until its engine answers.
 * @param {import("playwright-core").Page} page
 * @param {string} url
 */
export async function visit(page, url) {
  /** @type {any} */ (page).complaints = [];
  page.on("console", m => /** @type {any} */ (page).complaints.push(`${m.type()}: ${m.text()}`));
  page.on("pageerror", e => /** @type {any} */ (page).complaints.push(`exception: ${e.message}`));
  await page.goto(url, { timeout: 60_000 }); // a link of two megabytes took half of that on a busy machine
  await ready(page);
  return page;
}

/** Waits for window.x509strict.ready. @param {import("playwright-core").Page} page */
export async function ready(page) {
  await page.waitForFunction(() => /** @type {any} */ (window).x509strict !== undefined, null, {
    timeout: 60_000,
  });
  await page.evaluate(() => /** @type {any} */ (window).x509strict.ready);
}

/**
 * Waits until f's promise is true in the page.
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<boolean>} f
 */
export async function eventually(page, f) {
  for (let i = 0; i < 150; i++) {
    if (await page.evaluate(f)) return;
    await page.waitForTimeout(200);
  }
  throw new Error(`in 30 seconds it never came true: ${f}`);
}

/**
 * A Python whose ssl is strict by default (3.13 or later), with how to run it.
 * @returns {{name: string, command: string[], root: string} | null} root: folder that the program sees as /
 */
export function strictPython() {
  const versions = join(homedir(), ".pyenv/versions");
  const candidates = existsSync(versions) ? ["3.13", "3.14"].flatMap(v => glob(versions, v)) : [];
  for (const program of [...candidates, "/usr/bin/python3"]) {
    const { status } = spawnSync(program, [
      "-c",
      "import ssl, sys; sys.exit(not ssl.create_default_context().verify_flags & ssl.VERIFY_X509_STRICT)",
    ]);
    if (status === 0) return { name: program, command: [program], root: "/" };
  }
  const cache =
    process.env.X509STRICT_CACHE ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "x509strict");
  const tree = join(cache, "debian/trixie");
  if (existsSync(join(tree, ".complete")) && process.getuid?.() === 0) {
    return { name: `${tree} python3`, command: ["chroot", tree, "python3"], root: tree };
  }
  return null;
}

/** @param {string} versions @param {string} start @returns {string[]} */
function glob(versions, start) {
  return readdirSync(versions)
    .filter(v => v === start || v.startsWith(start + "."))
    .map(v => join(versions, v, "bin/python3"))
    .filter(existsSync);
}
