// The three engines of the web behind one small interface: Chromium through Playwright, Firefox through WebDriver BiDi,
// WebKitGTK through WebKitWebDriver. Stock browsers of Debian, no downloads.
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";
import { atEnd, launch } from "./harness.mjs";

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {string} version
 * @property {(url: string) => Promise<void>} goto
 * @property {(f: (...args: any[]) => any, ...args: any[]) => Promise<any>} evaluate runs f in the page, waits for its
 *   promise; JSON in, JSON out
 * @property {(click: () => void) => Promise<{name: string, text: string}>} download runs click in the page and reads
 *   the file that is stored then
 */

/** Why a browser can't be used; the test is skipped aloud with it. */
export class Missing extends Error {}

/** @param {string} program @param {string} package_ */
function need(program, package_) {
  if (!existsSync(program)) throw new Missing(`${program} is missing: apt-get install ${package_}`);
}

/** @param {import("node:test").TestContext} t @returns {string} an empty folder, removed at the end */
function profile(t) {
  const path = mkdtempSync(join(tmpdir(), "x509strict-profile-"));
  atEnd(t, () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  return path;
}

/**
 * Kills the program after the test and waits for its end.
 * @param {import("node:test").TestContext} t
 * @param {import("node:child_process").ChildProcess} child
 */
function endWith(t, child) {
  const ended = new Promise(done => child.once("exit", done));
  atEnd(t, async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await ended;
  });
}

/** Waits for a line that matches. @param {NodeJS.ReadableStream} stream @param {RegExp} pattern @param {string} who */
async function lineOf(stream, pattern, who) {
  const lines = createInterface({ input: stream });
  const late = setTimeout(() => lines.close(), 60_000);
  try {
    for await (const line of lines) {
      const found = pattern.exec(line);
      if (found) {
        stream.resume();
        return found;
      }
    }
  } finally {
    clearTimeout(late);
  }
  throw new Error(`${who} did not start`);
}

/**
 * Waits until a file has arrived whole in the folder.
 * @param {string} dir
 * @param {string} who
 * @returns {Promise<{name: string, text: string}>}
 */
async function stored(dir, who) {
  for (let i = 0; i < 100; i++) {
    const names = readdirSync(dir);
    if (names.length === 1 && !/\.(part|wkdownload)$/.test(names[0])) {
      const text = readFileSync(join(dir, names[0]), "latin1");
      if (text) {
        rmSync(join(dir, names[0]));
        return { name: names[0], text };
      }
    }
    await new Promise(done => setTimeout(done, 200));
  }
  throw new Error(
    `${who}: in 20 seconds no file was stored; the folder holds: ${readdirSync(dir).join(", ") || "nothing"}`,
  );
}

const wrap = (/** @type {Function} */ f) =>
  `async function () { return JSON.stringify(await (${f}).apply(null, JSON.parse(arguments[0]))) ?? "null"; }`;

/** @param {import("node:test").TestContext} t @returns {Promise<Browser>} */
async function openChromium(t) {
  let browser;
  try {
    browser = await launch(t, { cache: true });
  } catch (problem) {
    throw new Missing(String(problem));
  }
  const page = await browser.newPage();
  return {
    name: "Chromium",
    version: browser.version(),
    goto: async url => void (await page.goto(url)),
    evaluate: async (f, ...args) =>
      JSON.parse(await page.evaluate(`(${wrap(f)})(${JSON.stringify(JSON.stringify(args))})`)),
    async download(click) {
      const [file] = await Promise.all([page.waitForEvent("download"), page.evaluate(click)]);
      return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "latin1") };
    },
  };
}

/** @param {import("node:test").TestContext} t @returns {Promise<Browser>} */
async function openFirefox(t) {
  const program = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
  need(program, "firefox-esr");
  const dir = profile(t),
    downloads = join(dir, "downloads");
  mkdirSync(downloads);
  writeFileSync(
    join(dir, "user.js"),
    [
      ["browser.shell.checkDefaultBrowser", false],
      ["datareporting.policy.dataSubmissionEnabled", false],
      ["app.update.disabledForTesting", true],
      ["browser.startup.homepage_override.mstone", "ignore"],
      ["network.captive-portal-service.enabled", false],
      ["network.connectivity-service.enabled", false],
      ["browser.newtabpage.enabled", false],
      ["toolkit.telemetry.enabled", false],
      ["browser.download.folderList", 2],
      ["browser.download.dir", downloads],
      ["browser.download.useDownloadDir", true],
      ["browser.download.always_ask_before_handling_new_types", false],
      ["browser.download.alwaysOpenPanel", false],
    ]
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(""),
  );
  const child = spawn(
    program,
    ["--headless", "--no-remote", "--profile", dir, "--remote-debugging-port=0", "about:blank"],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, HOME: dir, MOZ_DISABLE_CONTENT_SANDBOX: "1" },
    },
  );
  endWith(t, child);
  const [, address] = await lineOf(child.stderr, /WebDriver BiDi listening on (ws:\S+)/, "Firefox");
  const socket = new WebSocket(`${address}/session`);
  await new Promise((done, failed) => socket.once("open", done).once("error", failed));
  atEnd(t, () => socket.terminate());
  let next = 1;
  /** @type {Map<number, {done: (v: any) => void, failed: (e: Error) => void}>} */
  const waiting = new Map();
  socket.on("message", data => {
    const answer = JSON.parse(String(data)),
      call = waiting.get(answer.id);
    if (!call) return;
    waiting.delete(answer.id);
    if (answer.type === "error") call.failed(new Error(`Firefox: ${answer.error}: ${answer.message}`));
    else call.done(answer.result);
  });
  const send = (/** @type {string} */ method, /** @type {object} */ params) =>
    new Promise((done, failed) => {
      const late = setTimeout(failed, 150_000, new Error(`Firefox did not answer ${method}`));
      waiting.set(next, {
        done: v => (clearTimeout(late), done(v)),
        failed: e => (clearTimeout(late), failed(e)),
      });
      late.unref();
      socket.send(JSON.stringify({ id: next++, method, params }));
    });
  const { capabilities } = await send("session.new", { capabilities: {} });
  const {
    contexts: [{ context }],
  } = await send("browsingContext.getTree", {});
  return {
    name: "Firefox",
    version: capabilities.browserVersion,
    goto: async url => void (await send("browsingContext.navigate", { context, url, wait: "complete" })),
    async evaluate(f, ...args) {
      const answer = await send("script.callFunction", {
        functionDeclaration: wrap(f),
        awaitPromise: true,
        target: { context },
        arguments: [{ type: "string", value: JSON.stringify(args) }],
      });
      if (answer.type === "exception") throw new Error(`Firefox: ${answer.exceptionDetails.text}`);
      return JSON.parse(answer.result.value);
    },
    async download(click) {
      await this.evaluate(click);
      return stored(downloads, "Firefox");
    },
  };
}

const MINIBROWSERS = ["4.1", "6.0", "4.0"].map(
  v => `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/webkit2gtk-${v}/MiniBrowser`,
);

/** @param {import("node:test").TestContext} t @returns {Promise<Browser>} */
async function openWebKit(t) {
  const driver = "/usr/bin/WebKitWebDriver";
  need(driver, "webkit2gtk-driver");
  const binary = MINIBROWSERS.find(path => existsSync(path));
  if (!binary) throw new Missing("WebKitGTK's MiniBrowser is missing: apt-get install webkit2gtk-driver");
  const home = profile(t),
    downloads = join(home, "Downloads");
  mkdirSync(downloads);
  mkdirSync(join(home, ".config"));
  writeFileSync(join(home, ".config/user-dirs.dirs"), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  const env = /** @type {Record<string, string>} */ ({
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
    LIBGL_ALWAYS_SOFTWARE: "1",
    NO_AT_BRIDGE: "1",
  });
  if (!process.env.DISPLAY) {
    need("/usr/bin/Xvfb", "xvfb");
    const screen = spawn(
      "/usr/bin/Xvfb",
      ["-displayfd", "3", "-screen", "0", "1360x900x24", "-nolisten", "tcp"],
      { stdio: ["ignore", "ignore", "ignore", "pipe"] },
    );
    endWith(t, screen);
    const [display] = await lineOf(/** @type {any} */ (screen.stdio[3]), /\d+/, "Xvfb");
    env.DISPLAY = `:${display}`;
  }
  const port = 20000 + Math.floor(Math.random() * 20000);
  const child = spawn(driver, [`--port=${port}`], { stdio: "ignore", env });
  endWith(t, child);
  const call = async (
    /** @type {string} */ method,
    /** @type {string} */ path,
    /** @type {object} */ body,
  ) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
  for (let i = 0; ; i++) {
    try {
      await call("GET", "/status", undefined);
      break;
    } catch (problem) {
      if (i === 100) throw problem;
      await new Promise(done => setTimeout(done, 100));
    }
  }
  const session = await call("POST", "/session", {
    capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } } },
  });
  const path = `/session/${session.sessionId}`;
  await call("POST", `${path}/timeouts`, { script: 120_000, pageLoad: 60_000 });
  return {
    name: "WebKitGTK",
    version: session.capabilities.browserVersion,
    goto: url => call("POST", `${path}/url`, { url }),
    async evaluate(f, ...args) {
      const script = `const done = arguments[arguments.length - 1]; (${wrap(f)})(arguments[0]).then((v) => done({ v }), (e) => done({ e: String(e) }))`;
      const { v, e } = await call("POST", `${path}/execute/async`, { script, args: [JSON.stringify(args)] });
      if (e !== undefined) throw new Error(`WebKit: ${e}`);
      return JSON.parse(v);
    },
    async download(click) {
      await this.evaluate(click);
      return stored(downloads, "WebKitGTK");
    },
  };
}

export const BROWSERS = [
  { name: "Chromium", open: openChromium },
  { name: "Firefox", open: openFirefox },
  { name: "WebKitGTK", open: openWebKit },
];
