// A report on paper: fingerprints are on it, headings stay with what they head, and no page is blank.
import assert from "node:assert/strict";
import test from "node:test";
import { constants, inflateSync } from "node:zlib";
import { EXAMPLES } from "../../js/examples.js";
import { open, useSite, verdict } from "./site.mjs";

useSite();

/**
 * @param {Buffer} pdf of Chromium
 * @returns {number[]} for each page, how many bytes of text operators it draws: none on a blank page
 */
function drawn(pdf) {
  const text = pdf.toString("latin1"),
    at = (/** @type {string} */ id) => text.indexOf(`\n${id} 0 obj`);
  return [...text.matchAll(/\/Type ?\/Page\b(?!s)[\s\S]*?\/Contents (\d+) 0 R/g)].map(([, id]) => {
    const begin = text.indexOf("stream", at(id)),
      start = begin + (text[begin + 6] === "\r" ? 8 : 7),
      packed = pdf.subarray(start, text.indexOf("endstream", start));
    const shown = inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
    return [...shown.matchAll(/BT[\s\S]*?ET/g)].reduce((sum, m) => sum + m[0].length, 0);
  });
}

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
  const data = await page.pdf({ format: "A4" });
  const pdf = data.toString("latin1");
  for (const [i, size] of drawn(data).entries()) assert.ok(size > 400, `page ${i + 1} draws ${size} bytes`);
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
