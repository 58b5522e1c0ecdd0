// The pictures of README, taken of the real page. They land in web/test/out; with X509STRICT_SCREENSHOTS=1 in .github.
import assert from "node:assert/strict";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { launch, openPage, serve, top } from "../harness.mjs";
import { reach } from "../user.mjs";

const out = join(top, process.env.X509STRICT_SCREENSHOTS === "1" ? ".github" : "web/test/out");

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`the page with a refused chain, ${colorScheme}`, { timeout: 90_000 }, async t => {
    const { url } = await serve(t),
      browser = /** @type {import("playwright-core").Browser} */ (await launch(t));
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      colorScheme,
      locale: "en-US",
    });
    const page = await openPage(context, url);
    const example = page
      .locator("#examples button, #welcome button")
      .filter({ hasText: "Elasticsearch" })
      .first();
    await reach(example);
    await example.click();
    await page.waitForFunction(
      () =>
        document.querySelector("[data-testid=verdict]")?.getAttribute("data-verdict") === "refused" &&
        !document.querySelector("[data-testid=rest-coming]"),
    );
    await page.waitForTimeout(400);
    await page.evaluate(() => scrollTo(0, 0));
    mkdirSync(out, { recursive: true });
    const path = join(out, `refused-${colorScheme}.png`);
    await page.screenshot({ path });
    const { size } = statSync(path);
    assert.ok(size > 20_000 && size < 400_000, `${path} has ${size} bytes`);
  });
}
