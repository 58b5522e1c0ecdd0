// A report on paper: fingerprints are on it, headings stay with what they head, and no page is blank.
import assert from "node:assert/strict";
import test from "node:test";
import { EXAMPLES } from "../../js/examples.js";
import { open, useSite, verdict } from "./site.mjs";

useSite();

test("a printed report", async t => {
  const page = await open(t);
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await verdict(page, "refused");
  await page.locator('[data-testid=client-row][data-client="go"]').waitFor();
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("#result").innerText();
  assert.equal(
    text.match(/SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}/g)?.length,
    2,
    "a fingerprint for each certificate",
  );
  const breaks = await page.evaluate(() =>
    [...document.querySelectorAll("#result h1, #result h2, #result h3")]
      .filter(e => e.checkVisibility())
      .map(e => [
        e.textContent,
        getComputedStyle(e).breakAfter,
        getComputedStyle(/** @type {Element} */ (e.parentElement)).display,
      ])
      .filter(([, after, display]) => after !== "avoid" || display === "grid"),
  );
  assert.deepEqual(breaks, [], "headings that may stand alone at the end of a page");
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  const pages = pdf.match(/\/Type ?\/Page\b(?!s)/g)?.length ?? 0;
  await page.setViewportSize({ width: 718, height: 1000 }); // A4 within its margins
  const full = await page.evaluate(() => document.documentElement.scrollHeight / 1046);
  assert.ok(pages >= 2 && pages <= Math.ceil(full) + 1, `${pages} pages for what fills ${full.toFixed(1)}`);
  assert.equal(
    await page.locator(".finding-body").last().isVisible(),
    true,
    "what a finding says is folded away",
  );
});
