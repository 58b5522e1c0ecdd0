// @ts-check
/** An audit above its table: counts, filters, search, order, comparison, files; and the ways to the table and back. */
import { h, svg } from "../dom.js";
import { t, number } from "../i18n.js";
import { setAudit } from "../audit.js";
import { visibleRows } from "../auditrows.js";
import { COLUMNS, sortBy } from "./audittable.js";
import { clientMenu } from "./clientmenu.js";
import { backToTable } from "../rows.js";
import { state, set } from "../store.js";
import { icon } from "../icons.js";
import { inputs } from "../asking.js";
import { list } from "../checking.js";
import { clientInSentence } from "../words.js";
import { exportTable } from "../tables.js";
import { download } from "../download.js";

/** @typedef {import("../audit.js").Audit} Audit */

/** @param {import("../audit.js").Tally} n */
function chart(n) {
  const errors = [...n.errors].sort((x, y) => y[1] - x[1]).slice(0, 6);
  const total = Math.max(n.accepted + n.refused, 1);
  return h(
    "figure",
    { class: "chart" },
    svg(
      "svg",
      {
        width: "100%",
        height: 12,
        role: "img",
        "aria-label": t("audit.chart", { accepted: number(n.accepted), refused: number(n.refused) }),
      },
      svg("rect", { class: "refused", x: 0, width: `${(100 * n.refused) / total}%`, height: 12 }),
      svg("rect", {
        class: "accepted",
        x: `${(100 * n.refused) / total}%`,
        width: `${(100 * n.accepted) / total}%`,
        height: 12,
      }),
    ),
    errors.length > 0 &&
      h(
        "ul",
        { class: "bars", "aria-label": t("audit.errors") },
        errors.map(([text, count]) =>
          h(
            "li",
            null,
            h(
              "button",
              {
                type: "button",
                class: "link",
                "data-key": `error ${text}`,
                onclick: () => setAudit({ search: text }),
              },
              text,
            ),
            svg(
              "svg",
              { height: 8, width: "100%", "aria-hidden": "true" },
              svg("rect", { class: "refused", width: `${(100 * count) / errors[0][1]}%`, height: 8, rx: 2 }),
            ),
            h("span", { class: "count" }, number(count)),
          ),
        ),
      ),
  );
}

/** What changes while rows arrive. @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function auditLive(s) {
  const a = s.audit;
  if (!a) return null;
  const n = a.tally,
    client = clientInSentence(s.client);
  const chip = (/** @type {Audit["filter"]} */ id, /** @type {string} */ label) =>
    h(
      "button",
      {
        type: "button",
        class: "chip",
        "data-key": `filter ${id}`,
        "aria-pressed": String(a.filter === id),
        onclick: () => setAudit({ filter: id }),
      },
      label,
    );
  return h(
    "div",
    { class: "stack", "data-testid": "audit" },
    h(
      "h1",
      null,
      a.running
        ? t("audit.running", { client })
        : t("audit.title", { client, refused: number(n.refused), n: number(a.rows.length) }),
    ),
    a.stopped &&
      h(
        "p",
        { class: "notice waiting row spread" },
        h("span", null, t("audit.stopped", { n: number(a.rows.length) })),
        h("button", { type: "button", class: "link", onclick: () => list(inputs()) }, t("audit.again")),
      ),
    chart(n),
    h(
      "div",
      { class: "row" },
      chip("all", t("audit.all", { n: number(a.rows.length) })),
      chip("refused", t("audit.refused", { n: number(n.refused) })),
      chip("accepted", t("audit.accepted", { n: number(n.accepted) })),
      chip("expiring", t("audit.ending", { n: number(n.ending) })),
    ),
  );
}

/**
 * Search, comparison, order and export.
 * @param {import("../store.js").State} s
 * @returns {import("../dom.js").Children}
 */
export function auditTools(s) {
  const a = s.audit;
  if (!a) return null;
  return [
    h(
      "div",
      { class: "fields audit-tools" },
      h(
        "label",
        { class: "field" },
        t("audit.search"),
        h("input", {
          type: "text",
          value: a.search,
          "data-key": "audit-search",
          oninput: (/** @type {Event} */ e) =>
            setAudit({ search: /** @type {HTMLInputElement} */ (e.target).value }),
        }),
      ),
      h(
        "label",
        { class: "field" },
        t("audit.compare"),
        h(
          "select",
          {
            "data-key": "audit-other",
            onchange: (/** @type {Event} */ e) =>
              compareWith(/** @type {HTMLSelectElement} */ (e.target).value),
          },
          h("option", { value: "" }, t("audit.noCompare")),
          clientMenu(s, a.other, s.client),
        ),
      ),
      h(
        "label",
        { class: "field" },
        t("audit.sort"),
        h(
          "select",
          {
            "data-key": "audit-sort",
            onchange: (/** @type {Event} */ e) =>
              sortBy(/** @type {any} */ (/** @type {HTMLSelectElement} */ (e.target).value)),
          },
          COLUMNS.map(([id, key]) => h("option", { value: id, selected: id === a.sort }, t(key))),
        ),
      ),
    ),
    h(
      "div",
      { class: "row audit-tools" },
      /** @type {const} */ (["csv", "json", "md"]).map(kind =>
        h(
          "button",
          {
            type: "button",
            class: "button plain",
            "data-key": `export ${kind}`,
            "data-testid": "download",
            "data-name": `audit.${kind}`,
            disabled: a.rows.length === 0,
            onclick: async () => {
              if (!state.audit) return;
              const rows = visibleRows(state.audit);
              download(`audit.${kind}`, await exportTable(kind, rows, state.catalog?.clients ?? []));
            },
          },
          icon("down"),
          t(`audit.export.${kind}`),
        ),
      ),
    ),
  ];
}

/** Compares with another client: one that nobody has asked yet is asked now. @param {string} id "" for none */
function compareWith(id) {
  setAudit({ other: id });
  if (id !== "" && state.audit && !state.audit.asked.includes(id)) list(inputs());
}

/** The way back from one row. @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function backBar(s) {
  if (!s.fromAudit) return null;
  return h(
    "p",
    { class: "row" },
    h(
      "button",
      { type: "button", class: "button plain", "data-key": "back", onclick: backToTable },
      t("audit.back"),
    ),
  );
}

/**
 * Offers the table for a heap that still fits into a report.
 * @param {import("../store.js").State} s @returns {import("../dom.js").Children}
 */
export function tableOffer(s) {
  if (s.fromAudit || !s.report || s.report.certificates.length < 3) return null;
  return h(
    "p",
    { class: "row" },
    h(
      "button",
      {
        type: "button",
        class: "link",
        "data-key": "as-table",
        onclick: () => {
          set({ chain: null });
          list(inputs(), true);
        },
      },
      t("audit.offer", { n: s.report.certificates.length }),
    ),
  );
}
