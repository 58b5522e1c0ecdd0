// @ts-check
/** One line of an audit's table. */
import { h } from "../dom.js";
import { t, day } from "../i18n.js";
import { ending } from "../auditrows.js";
import { openRow } from "../rows.js";
import { state } from "../store.js";
import { atStart, clientName, roleName } from "../words.js";
import { middle } from "../bytes.js";
import { clientTag, verdictTag } from "../elements/verdict.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../types.js").AuditRow} AuditRow */

/** @param {string} subject as the engine writes it: "C=US, O=Example, CN=host" @returns {string} */
function commonName(subject) {
  return /(?:^|, )CN=((?:\\.|[^,\\])*)/.exec(subject)?.[1] ?? subject;
}

/** @param {string} subject @returns {string} what tells namesakes apart */
function organization(subject) {
  return /(?:^|, )CN=/.test(subject) ? (/(?:^|, )O=((?:\\.|[^,\\])*)/.exec(subject)?.[1] ?? "") : "";
}

/**
 * @param {string} verdict @param {string} id of the client compared with
 * @returns {HTMLElement} its tag: in outline where it was never held to the real one
 */
function otherTag(verdict, id) {
  const compared = state.catalog?.clients.find(c => c.id === id)?.compared !== false;
  if (compared) return verdictTag(verdict, t("audit.otherShort"), clientName(id));
  return clientTag({ verdict, compared }, t("clients.menuApart", { client: clientName(id) }));
}

/** @param {AuditRow} row @param {number} index its place in the list @param {Audit} a @returns {HTMLElement} */
export function line(row, index, a) {
  const other = a.other ? row.clients[a.other] : "";
  return h(
    "div",
    {
      role: "row",
      class: "audit-row",
      "aria-rowindex": index + 2,
      "data-testid": "audit-row",
      "data-verdict": row.verdict,
      "data-code": row.code,
    },
    h(
      "span",
      { role: "cell" },
      h(
        "button",
        {
          type: "button",
          class: "link value",
          "data-key": `row ${row.sha256}`,
          title: `${middle(row.subject, 500)}\n${atStart(row.source)}`,
          onclick: () => openRow(row),
        },
        middle(commonName(row.subject) || atStart(row.source), 120),
        h("span", { class: "note" }, ` ${middle(organization(row.subject), 60)}`),
      ),
    ),
    h("span", { role: "cell", class: "note" }, roleName(row.role)),
    h(
      "span",
      { role: "cell" },
      verdictTag(row.verdict),
      other && other !== row.verdict && otherTag(other, a.other),
    ),
    h("span", { role: "cell", class: "note value", title: row.text }, row.text),
    h("span", { role: "cell", class: `date ${ending(row, Date.now()) ? "soon" : ""}` }, day(row.notAfter)),
  );
}
