// @ts-check
/** The change of code for a client that can't wait for the repair, and what it costs. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { copyButton } from "../elements/buttons.js";
import { progressBar } from "../elements/progress.js";

/** @typedef {import("../protocol.js").Snippet} Snippet */

/** @param {Snippet} snippet */
function shown({ id, title, code, loses }) {
  return h(
    "details",
    { class: "sub", "data-key": `code ${id}` },
    h("summary", null, title),
    h(
      "div",
      { class: "stack tight" },
      loses && h("p", { class: "notice waiting" }, h("strong", null, t("code.loses")), " ", loses),
      h("pre", { class: "code", tabindex: 0, "aria-label": title }, code),
      h(
        "div",
        { class: "row" },
        copyButton(t("copy.short"), () => code, { "data-key": `copy code ${id}` }),
      ),
    ),
  );
}

/** @param {import("../store.js").State} s */
export function codePanel(s) {
  if (!s.snippets) return progressBar();
  return [h("p", null, t("code.intro")), s.snippets.map(shown)];
}
