// @ts-check
/** How far a piece of work is, and the button that ends it: the same button all the while, or a click would miss it. */
import { h } from "../dom.js";
import { listen, state } from "../store.js";
import { t } from "../i18n.js";

/** @typedef {import("../types.js").Progress} Progress */
/** @typedef {import("../i18n.js").Key} Key */
/** @typedef {(s: import("../store.js").State) => Progress|null} Of where the progress stands in the state */

/**
 * Bars that are on the page or about to be, and what draws each anew.
 * @type {Map<HTMLElement, {draw: () => void, shown: boolean}>}
 */
const bars = new Map();

listen(() => () => {
  for (const [element, bar] of bars) {
    if (element.isConnected) {
      bar.shown = true;
      bar.draw();
    } else if (bar.shown) bars.delete(element);
  }
});

/** @param {Of} [of] none: nothing is known but that it is worked @param {() => void} [cancel] @returns {HTMLElement} */
export function progressBar(of = () => null, cancel) {
  const text = h("span", { class: "note" }),
    bar = h("progress");
  const whole = h(
    "div",
    { class: "progress stack tight", "data-testid": "progress" },
    h(
      "div",
      { class: "row spread" },
      text,
      cancel &&
        h(
          "button",
          { type: "button", class: "link", "data-key": "cancel", onclick: cancel },
          t("word.cancel"),
        ),
    ),
    bar,
  );
  const draw = () => {
    const p = of(state),
      stage = p ? stageName(p.stage) : t("progress.working");
    const known = p !== null && p.total > 1; // of a single piece is nothing to count: it is being worked at
    const said = known ? t("progress.of", { stage, done: p.done, total: p.total }) : stage;
    if (text.textContent !== said) text.textContent = said;
    bar.setAttribute("aria-label", stage);
    if (known) Object.assign(bar, { max: p.total, value: p.done });
    else bar.removeAttribute("value");
  };
  draw();
  bars.set(whole, { draw, shown: false });
  return whole;
}

const STAGES = /** @type {Record<string, Key>} */ ({
  read: "progress.read",
  verify: "progress.verify",
  explain: "progress.explain",
  plan: "progress.plan",
  issue: "progress.issue",
  keys: "progress.keys",
  prove: "progress.prove",
  audit: "progress.audit",
});

/** @param {string} stage @returns {string} */
function stageName(stage) {
  return STAGES[stage] ? t(STAGES[stage]) : t("progress.working");
}
