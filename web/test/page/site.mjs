// One server and one browser for all tests of a file; every test opens a context of its own.
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { dist, launch, openPage, serve } from "../harness.mjs";

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
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<import("playwright-core").BrowserContext>}
 */
export async function context(t, options = {}) {
  const made = await browser.newContext({ locale: "en-US", ...options });
  made.setDefaultTimeout(60_000); // twice Playwright's: on a slow machine a first verdict with its rest came near that
  t.after(() => made.close());
  return made;
}

/**
 * Opens the page and waits for its engine.
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @param {string} [fragment]
 */
export async function open(t, options = {}, fragment = "") {
  return openPage(await context(t, options), site.url + fragment);
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
