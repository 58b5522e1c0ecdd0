// @ts-check
/** Two reports side by side: what differs between them. */
import { h } from "../dom.js";
import { t, moment } from "../i18n.js";
import { middle } from "../bytes.js";
import { clientName, verdictLine } from "../words.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Certificate} Certificate */

/** @param {Certificate} c @returns {Record<string, string>} what is compared, by the name shown */
function fields(c) {
  /** @type {Record<string, string>} */
  const out = {
    [t("field.issuer")]: c.issuer,
    [t("field.serial")]: c.serial,
    [t("field.notBefore")]: moment(c.notBefore),
    [t("field.notAfter")]: moment(c.notAfter),
    [t("field.key")]: c.key,
    [t("field.signature")]: c.signature,
  };
  for (const e of c.extensions)
    out[e.name] = (e.critical ? `${t("details.critical")}: ` : "") + e.value.join("; ");
  return out;
}

const SHOWN = 240; // characters of a value; the rest is in its title

/** @param {string} value */
function cell(value) {
  return h(
    "td",
    { class: "value", title: value.length > SHOWN ? value : null },
    middle(value, SHOWN) || t("word.none"),
  );
}

/** @param {string} what @param {string} a @param {string} b */
function row(what, a, b) {
  return h("tr", { class: a === b ? "kept" : "changed" }, h("th", { scope: "row" }, what), cell(a), cell(b));
}

/** @param {Report} a @param {Report} b @returns {HTMLElement} */
export function comparison(a, b) {
  const rows = [
    row(t("compare.time"), moment(a.time), moment(b.time)),
    row(t("compare.verdict"), verdictLine(a), verdictLine(b)),
    row(
      t("compare.client"),
      `${clientName(a.client)}, OpenSSL ${a.openssl}`,
      `${clientName(b.client)}, OpenSSL ${b.openssl}`,
    ),
    row(
      t("compare.events"),
      a.events.map(e => `${e.code} ${e.text}`).join("; "),
      b.events.map(e => `${e.code} ${e.text}`).join("; "),
    ),
  ];
  const left = new Map(a.certificates.map(c => [c.sha256, c]));
  const right = new Map(b.certificates.map(c => [c.sha256, c]));
  const goneA = a.certificates.filter(c => !right.has(c.sha256)),
    newB = b.certificates.filter(c => !left.has(c.sha256));
  for (const c of goneA) {
    const twin = newB.find(d => d.subject === c.subject);
    if (!twin) {
      rows.push(row(t("compare.certificate"), c.name, ""));
      continue;
    }
    newB.splice(newB.indexOf(twin), 1);
    const was = fields(c),
      is = fields(twin);
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)]))
      if (was[name] !== is[name])
        rows.push(row(`${middle(c.name, 90)}: ${name}`, was[name] ?? "", is[name] ?? ""));
  }
  for (const c of newB) rows.push(row(t("compare.certificate"), "", c.name));
  if (goneA.length === 0 && right.size === left.size)
    rows.push(row(t("compare.certificates"), t("compare.same"), t("compare.same")));
  return h(
    "div",
    {
      class: "scroll-x",
      tabindex: 0,
      role: "region",
      "aria-label": t("compare.title"),
      "data-testid": "comparison",
    },
    h(
      "table",
      { class: "diff" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("th", { scope: "col" }, t("compare.what")),
          h("th", { scope: "col" }, t("compare.first")),
          h("th", { scope: "col" }, t("compare.second")),
        ),
      ),
      h("tbody", null, rows),
    ),
  );
}
