// @ts-check
/** A question before something that can't be undone. */
import { h } from "../dom.js";
import { t } from "../i18n.js";

/** @param {string} question @param {string} yes the verb of the answer @returns {Promise<boolean>} */
export function confirmed(question, yes) {
  return new Promise(resolve => {
    const dialog = h(
      "dialog",
      { class: "ask", "aria-labelledby": "ask-text" },
      h(
        "form",
        { method: "dialog", class: "stack" },
        h("p", { id: "ask-text" }, question),
        h(
          "div",
          { class: "row" },
          h("button", { class: "button", value: "yes" }, yes),
          h("button", { class: "button plain", value: "no" }, t("word.cancel")),
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
    (document.querySelector("dialog[open]") ?? document.body).append(dialog);
    dialog.showModal();
  });
}
