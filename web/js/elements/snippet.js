// @ts-check
/** A line for a shell or a piece of code, with its button. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { copyButton } from "./buttons.js";

/** @param {string} code @param {string} label @param {string} key */
export function snippet(code, label, key) {
  return h(
    "div",
    { class: "stack tight" },
    h("pre", { class: "code", tabindex: 0, "aria-label": label }, code),
    h(
      "div",
      { class: "row" },
      copyButton(t("copy.short"), () => code, { "data-key": key }),
    ),
  );
}
