// One server and one browser for all tests of a file, and mostly one context: to compile the engines anew for every
// test took two thirds of the processor's time, and a browser that has them already gives them to the next page.
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { dist, launch, serve, visit } from "../harness.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {{url: string, stop: () => Promise<void>}} */
export let site;
const nobody = /** @type {any} */ ({ after() {} });

/**
 * Starts both before the tests of this file and stops them afterwards. X509STRICT_DIST names another built site than
 * dist/.
 * @param {{cache?: boolean}} [options] of the browser
 */
export function useSite(options) {
  before(async () => {
    site = await serve(nobody, { dir: process.env.X509STRICT_DIST ?? dist });
    browser = /** @type {any} */ (await launch(nobody, { shell: !options?.cache, ...options }));
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
}

/**
 * A context of the test's own, for a first visit and for what is broken on purpose.
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<import("playwright-core").BrowserContext>}
 */
export async function context(t, options = {}) {
  const made = await fresh(options);
  t.after(() => made.close());
  return made;
}

/** @param {import("playwright-core").BrowserContextOptions} options */
async function fresh(options) {
  const made = await browser.newContext({ locale: "en-US", ...options });
  made.setDefaultTimeout(60_000); // twice Playwright's: on a slow machine a first verdict with its rest came near that
  return made;
}

/**
 * Contexts that the tests of the file share, by their options. Each is somebody who has been here before: nothing is
 * stored but the offline copy and what the browser has compiled.
 * @type {Map<string, Promise<import("playwright-core").BrowserContext>>}
 */
const shared = new Map();

/**
 * Opens the page and waits for its engine.
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @param {string} [fragment]
 */
export async function open(t, { viewport, colorScheme, ...options } = {}, fragment = "") {
  const key = JSON.stringify(options);
  const made = shared.get(key) ?? fresh(options);
  shared.set(key, made);
  const page = await (await made).newPage();
  t.after(() => page.close());
  if (viewport) await page.setViewportSize(viewport);
  if (colorScheme) await page.emulateMedia({ colorScheme });
  const tools = await page.context().newCDPSession(page);
  await tools.send("Storage.clearDataForOrigin", {
    origin: new URL(site.url).origin,
    storageTypes: "cookies,indexeddb,local_storage",
  });
  await tools.detach();
  return visit(page, site.url + fragment);
}

/**
 * Waits for a verdict, and for what comes after it.
 * @param {import("playwright-core").Page} page
 * @param {string} verdict
 */
export const verdict = (page, verdict) =>
  page.waitForFunction(
    v =>
      document.querySelector("[data-testid=verdict]")?.getAttribute("data-verdict") === v &&
      !document.querySelector("[data-testid=rest-coming]"),
    verdict,
  );

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name
 * @param {import("playwright-core").Locator} [button]
 */
export async function saved(
  page,
  name,
  button = page.locator(`[data-testid=download][data-name="${name}"]`).first(),
) {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), data: readFileSync(await file.path()) };
}
