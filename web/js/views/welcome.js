// @ts-check
/** Before the first paste: the question this page answers, and examples to try. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { exampleButtons } from "./given.js";
import { set } from "../store.js";

/** @returns {import("../dom.js").Children} */
export function welcome() {
  return h(
    "section",
    { class: "welcome stack" },
    h("h1", null, t("welcome.question")),
    h("p", null, t("welcome.answer")),
    h(
      "pre",
      { class: "code", "aria-label": t("welcome.errorLabel") },
      "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED]\ncertificate verify failed: CA cert does not include key usage extension",
    ),
    h(
      "ul",
      { class: "promises" },
      /** @type {const} */ (["welcome.one", "welcome.two", "welcome.three"]).map(key =>
        h("li", null, t(key)),
      ),
    ),
    h(
      "div",
      { class: "stack tight" },
      h("h2", null, t("welcome.try")),
      h("div", { class: "row" }, exampleButtons()),
    ),
    h(
      "p",
      { class: "row" },
      h("span", { class: "note" }, t("welcome.none")),
      h(
        "button",
        { type: "button", class: "link", "data-testid": "new-ca", onclick: () => set({ kitOpen: true }) },
        t("welcome.newCA"),
      ),
    ),
  );
}
