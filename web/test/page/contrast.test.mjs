// Every pair of tokens that stands as text on ground has a contrast of at least 4.5 : 1, in both themes (WCAG 2.2,
// 1.4.3).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { top } from "../harness.mjs";

const css = readFileSync(join(top, "web/css/tokens.css"), "utf8");
const tokens = Object.fromEntries(
  [...css.matchAll(/--([\w-]+):\s*((?:[^;()]|\([^()]*(?:\([^()]*\)[^()]*)*\))*);/g)].map(m => [
    m[1],
    m[2].trim(),
  ]),
);

/**
 * @param {string} value
 * @param {"light"|"dark"} theme
 * @returns {[number, number, number]} lightness 0..1, chroma, hue in degrees
 */
function resolve(value, theme) {
  const pair = /^light-dark\((.+?\)), ?(.+)\)$/.exec(value);
  if (pair) return resolve(pair[theme === "light" ? 1 : 2], theme);
  const name = /^var\(--([\w-]+)\)$/.exec(value);
  if (name) return resolve(tokens[name[1]], theme);
  const color = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/.exec(value);
  assert.ok(color, `not a color: ${value}`);
  return [Number(color[1]) / 100, Number(color[2]), Number(color[3])];
}

/**
 * @param {[number, number, number]} lch
 * @returns {number} relative luminance, colors outside of sRGB clipped as browsers do at worst
 */
function luminance([l, c, h]) {
  const a = c * Math.cos((h * Math.PI) / 180),
    b = c * Math.sin((h * Math.PI) / 180);
  const l3 = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    m3 = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    s3 = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (/** @type {number} */ x) => Math.min(1, Math.max(0, x));
  const red = clip(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
    green = clip(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3);
  const blue = clip(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grounds = ["page", "card", "inset"],
  washes = ["refused", "waiting", "accepted"];
const pairs = [
  ...["text", "text-soft", "text-faint", "accent", "refused", "waiting", "accepted"].flatMap(text =>
    grounds.map(ground => [text, ground]),
  ),
  ...washes.flatMap(wash => [wash, "text", "text-soft", "accent"].map(text => [text, `${wash}-wash`])),
  ["on-accent", "accent"],
  ["text", "accent-wash"],
  ["text-soft", "accent-wash"],
  ["accent", "accent-wash"],
];

for (const theme of /** @type {const} */ (["light", "dark"])) {
  test(`contrast, ${theme}`, () => {
    for (const [text, ground] of pairs) {
      const [high, low] = [
        luminance(resolve(tokens[text], theme)),
        luminance(resolve(tokens[ground], theme)),
      ].sort((a, b) => b - a);
      const ratio = (high + 0.05) / (low + 0.05);
      assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
  test(`edges of controls, ${theme}`, () => {
    for (const ground of grounds) {
      const [high, low] = [
        luminance(resolve(tokens["line-strong"], theme)),
        luminance(resolve(tokens[ground], theme)),
      ].sort((a, b) => b - a);
      assert.ok((high + 0.05) / (low + 0.05) >= 3, `line-strong on ${ground}`);
    }
  });
}
