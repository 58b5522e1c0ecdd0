// A clock before the day of the release is surely wrong; the page says so instead of judging by it in silence.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { launch, openPage, serve, top } from "../harness.mjs";

const { released } = JSON.parse(readFileSync(join(top, "web/package.json"), "utf8")).config;

for (const [what, day, said] of /** @type {const} */ ([["a year before the release", -366, true], ["a year after it", 366, false]])) {
  test(`a clock that stands ${what} is ${said ? "noticed" : "believed"}`, { timeout: 90_000 }, async (t) => {
    const { url } = await serve(t), context = await /** @type {import("playwright-core").Browser} */ (await launch(t)).newContext({ locale: "en-US" });
    await context.clock.setFixedTime(Date.parse(released) + day * 86_400_000);
    const page = await openPage(context, url);
    const notices = await page.locator("#offline .notice").allInnerTexts();
    assert.equal(notices.some((text) => text.includes(released)), said, notices.join(" | "));
  });
}
