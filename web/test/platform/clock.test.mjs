// A clock before the day of the release is surely wrong; the page says so instead of judging by it in silence. Whatever
// the clock says, certificates are judged for the day that was chosen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { launch, openPage, serve, top } from "../harness.mjs";
import { paste } from "../user.mjs";
import { EXAMPLES } from "../../js/examples.js";

const { released } = JSON.parse(readFileSync(join(top, "web/package.json"), "utf8")).config;

for (const [what, days, said] of /** @type {const} */ ([
  ["a year before the release", -366, true],
  ["a year after it", 366, false],
  ["in the year 2525", 182_000, false],
])) {
  test(`a clock that stands ${what} is ${said ? "noticed" : "believed"}`, { timeout: 90_000 }, async t => {
    const { url } = await serve(t),
      context = await /** @type {import("playwright-core").Browser} */ (await launch(t)).newContext({
        locale: "en-US",
      });
    const now = Date.parse(released) + days * 86_400_000;
    await context.clock.setFixedTime(now);
    const page = await openPage(context, url);
    const notices = await page.locator("#offline .notice").allInnerTexts();
    assert.equal(
      notices.some(text => text.includes(released)),
      said,
      notices.join(" | "),
    );
    // The example ends before 2525; the day that is chosen counts, not the clock.
    const judge = (/** @type {string|undefined} */ time) =>
      page.evaluate(
        async ({ pem, time }) => {
          const { verdict, time: judged } = await /** @type {any} */ (window).x509strict.check(pem, { time });
          return { verdict, year: new Date(judged).getUTCFullYear() };
        },
        { pem: EXAMPLES.clean, time },
      );
    assert.deepEqual(await judge(`${released}T12:00:00Z`), {
      verdict: "accepted",
      year: new Date(released).getUTCFullYear(),
    });
    const own = await judge(undefined);
    assert.equal(own.year, new Date(now).getUTCFullYear(), "without a choice the clock counts");
    if (days > 100_000) {
      assert.equal(own.verdict, "refused");
      await paste(page, EXAMPLES.clean, "refused");
      assert.match(await page.getByTestId("message").first().innerText(), /certificate has expired/);
      await page.locator("#time").fill(released);
      await page.waitForFunction(
        () => document.querySelector("[data-testid=verdict]")?.getAttribute("data-verdict") === "accepted",
      );
    }
  });
}
