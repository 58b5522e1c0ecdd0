// @ts-check
/** What a re-issued certificate has that the old one has not, field by field. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { middle } from "../bytes.js";
import { long } from "./details.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Plan} Plan */
/** @typedef {import("../types.js").Change} Change */

const KINDS = /** @type {const} */ ({
  added: "diff.added",
  changed: "diff.changed",
  removed: "diff.removed",
});

/** @param {Report} r @param {Plan} plan @returns {HTMLElement[]} one for each certificate that is re-issued */
export function differences(r, plan) {
  return plan.reissues.map((re, i) =>
    h(
      "details",
      { class: "sub", "data-key": `diff ${i}`, open: i === 0 && plan.reissues.length < 3 },
      h(
        "summary",
        null,
        t("diff.title", { file: re.file }),
        " ",
        h("span", { class: "note value" }, middle(r.certificates[re.certificate]?.name ?? "", 90)),
      ),
      table(
        t("diff.title", { file: re.file }),
        heading(),
        re.changes.filter(c => c.kind !== "kept").map(changed),
      ),
      kept(
        re.changes.filter(c => c.kind === "kept"),
        i,
      ),
    ),
  );
}

/** @param {string} label @param {HTMLElement|null} head @param {HTMLElement[]} rows */
function table(label, head, rows) {
  return h(
    "div",
    { class: "scroll-x", tabindex: 0, role: "region", "aria-label": label },
    h("table", { class: "diff" }, head, h("tbody", null, rows)),
  );
}

function heading() {
  const column = (/** @type {import("../i18n.js").Key} */ key) => h("th", { scope: "col" }, t(key));
  return h("thead", null, h("tr", null, column("diff.field"), column("diff.before"), column("diff.after")));
}

/** @param {Change} c */
function changed(c) {
  const kind = KINDS[/** @type {keyof typeof KINDS} */ (c.kind)] ?? "diff.changed";
  return h(
    "tr",
    { class: c.kind },
    h("th", { scope: "row" }, c.field, h("span", { class: "change" }, t(kind))),
    h("td", { class: "value" }, c.before ? long(c.before) : h("span", { class: "note" }, t("diff.missing"))),
    h(
      "td",
      { class: "value" },
      c.after ? long(c.after) : t("diff.gone"),
      c.why && h("div", { class: "note" }, c.why),
    ),
  );
}

/** @param {Change[]} changes @param {number} i of the certificate */
function kept(changes, i) {
  const row = (/** @type {Change} */ c) =>
    h(
      "tr",
      { class: "kept" },
      h("th", { scope: "row" }, c.field),
      h("td", { class: "value" }, long(c.before)),
    );
  return h(
    "details",
    { class: "sub", "data-key": `kept ${i}` },
    h("summary", null, t("diff.keptAll", { n: changes.length })),
    table(t("diff.kept"), null, changes.map(row)),
  );
}
