// @ts-check
/** Repairs that issue nothing: what to take out of the CA file or put into it, with the file ready to use. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { downloadButton } from "../elements/buttons.js";
import { verdictTag } from "../elements/verdict.js";
import { clientName } from "../words.js";

/** @typedef {import("../types.js").Plan} Plan */
/** @typedef {import("../types.js").Trust} Trust */

/** @param {Plan} plan @returns {import("../dom.js").Children} */
export function trusting({ trust }) {
  if (trust.length === 0) return null;
  return h(
    "section",
    { class: "stack tight", "aria-labelledby": "trusting-title", "data-trusting": trust.length },
    h("h3", { id: "trusting-title" }, t("trusting.title")),
    trust.map(one),
  );
}

/** @param {Trust} trust @param {number} i */
function one({ kind, title, why, files, proof }, i) {
  return h(
    "div",
    { class: "notice neutral stack tight", "data-trust": kind },
    h("p", null, h("strong", null, title)),
    h("p", { class: "note" }, why),
    h(
      "div",
      { class: "row" },
      files.map(f => downloadButton({ name: f.name, type: "application/x-pem-file", data: f.pem })),
    ),
    h(
      "details",
      { class: "sub", "data-key": `trust ${i}` },
      h("summary", null, t("trusting.proof")),
      h(
        "ul",
        { class: "stack tight" },
        proof.map(p => h("li", { class: "row spread" }, clientName(p.client), verdictTag(p.verdict))),
      ),
    ),
  );
}
