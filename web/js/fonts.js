// @ts-check
/**
 * Looks up the fonts of a verdict while nobody waits for it: a browser asks another process for each, once a size and
 * weight, and laying out the first report would wait for all of them one by one.
 */
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { whenIdle } from "./quiet.js";

/** What a report's text is set in, beside what stands on the page before it: weight, size, family. */
const FONTS = [
  ["700", "var(--step-2)", "var(--font)"],
  ["600", "var(--step-0)", "var(--mono)"],
  ["600", "var(--step-0)", "var(--font)"],
  ["400", "0.75rem", "var(--mono)"],
  ["600", "var(--step--1)", "var(--font)"],
  ["400", "var(--step-picture)", "var(--font)"],
  ["600", "var(--step-picture)", "var(--font)"],
  ["600", "0.75rem", "var(--font)"],
  ["700", "var(--step-0)", "var(--font)"],
  ["400", "calc(0.92 * var(--step--1))", "var(--mono)"],
  ["500", "var(--step--1)", "var(--font)"],
  ["400", "var(--step--1)", "var(--mono)"],
];

/** Looks them up, one in each idle moment. */
export function lookUpFonts() {
  const place = h("div", { class: "specimen", "aria-hidden": "true" });
  const left = [...FONTS];
  const next = () => {
    const font = left.shift();
    if (!font) return place.remove();
    const [weight, size, family] = font;
    place.style.font = `${weight} ${size} ${family}`;
    place.textContent = t("page.tagline");
    if (!place.isConnected) document.body.append(place);
    place.getBoundingClientRect(); // lays it out
    whenIdle(next);
  };
  whenIdle(next);
}
