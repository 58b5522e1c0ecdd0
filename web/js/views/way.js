// @ts-check
/** From the verdict to the repair: the one thing to do, and a button that leads there. */
import { h } from "../dom.js";
import { t } from "../i18n.js";

/** @typedef {import("../types.js").Report} Report */

/** The one thing to do, and the way to it. @param {Report} r @returns {import("../dom.js").Children} */
export function way(r) {
  const first = r.plan?.primary;
  if (!first) return null;
  return h(
    "div",
    { class: "way", "data-testid": "way" },
    h("p", { class: "value" }, h("strong", null, first.title)),
    h(
      "button",
      {
        type: "button",
        class: "button",
        "data-key": "to-repair",
        "data-testid": "to-repair",
        onclick: toRepair,
      },
      t("verdict.toRepair"),
    ),
  );
}

/** To the repair, with the focus: the next key press goes on from there. */
function toRepair() {
  const heading = document.querySelector("#repair h2");
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}
