// What a user does on the page, in one place, so that tests follow when a control moves.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Opens the closed parts around an element, as one would to reach it.
 * @param {import("playwright-core").Locator} where
 */
export async function reach(where) {
  await where.waitFor({ state: "attached" });
  await where.evaluate(e => {
    for (let d = e.closest("details"); d; d = d.parentElement?.closest("details") ?? null) d.open = true;
  });
}

/**
 * Pastes and waits for the verdict and for what comes after it.
 * @param {import("playwright-core").Page} page
 * @param {string} text
 * @param {string} verdict
 */
export async function paste(page, text, verdict) {
  await page.getByTestId("input").fill(text);
  await page.waitForFunction(
    v =>
      document.querySelector("[data-testid=verdict]")?.getAttribute("data-verdict") === v &&
      !document.querySelector("[data-testid=rest-coming]"),
    verdict,
  );
}

/**
 * Clicks what offers the file and returns where it was stored.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 * @param {string} dir
 */
export async function download(page, name, dir) {
  const button = page.locator(`[data-testid=download][data-name="${name}"]`).first();
  await reach(button);
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  assert.equal(file.suggestedFilename(), name);
  const path = join(dir, name);
  await file.saveAs(path);
  return path;
}

/**
 * Gives the CA's key and asks for the repair.
 * @param {import("playwright-core").Page} page
 * @param {string} file the key
 */
export async function giveKey(page, file) {
  const field = page.getByTestId("key-input").first();
  await reach(field);
  if (await field.evaluate(e => e instanceof HTMLInputElement && e.type === "file"))
    await field.setInputFiles(file);
  else await field.fill(readFileSync(file, "latin1"));
  const button = page.getByTestId("repair").first();
  await reach(button);
  await button.click();
}

/**
 * Waits until the page has its whole engine and no other: the lean one goes when that has come.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<import("playwright-core").Worker>}
 */
export async function wholeEngine(page) {
  for (let i = 0; i < 600; i++) {
    const [engine, ...others] = page.workers();
    // The lean one may go while it is asked for its name.
    const name = engine && others.length === 0 ? await engine.evaluate(() => self.name).catch(() => "") : "";
    if (name.endsWith(" whole")) return engine;
    await page.waitForTimeout(50);
  }
  throw new Error(`the whole engine does not come to be alone: ${page.workers().length} are there`);
}
