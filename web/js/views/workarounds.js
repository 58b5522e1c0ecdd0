// @ts-check
/** The change of code for a client that can't wait for the repair, and what it costs. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { copyButton } from "../elements/buttons.js";
import { progressBar } from "../elements/progress.js";

/** @typedef {import("../protocol.js").Snippet} Snippet */

/** @param {Snippet} snippet @param {number} i the first is that of the chosen client */
function shown({ id, title, code, note, loses }, i) {
  return h(
    "details",
    { class: "sub", "data-key": `code ${id}`, open: i === 0 },
    h("summary", null, title),
    h(
      "div",
      { class: "stack tight" },
      loses && h("p", { class: "notice waiting" }, h("strong", null, t("code.loses")), t("word.gap"), loses),
      note && h("p", { class: "note" }, note),
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
