// @ts-check
/** The table of an audit: as many rows as there are certificates, of which only those in view are in the document. */
import { h, svg } from "../dom.js";
import { t, day, number } from "../i18n.js";
import { ending, setAudit, visibleRows } from "../audit.js";
import { clientMenu } from "./clientmenu.js";
import { backToTable, openRow } from "../rows.js";
import { state, set } from "../store.js";
import { icon } from "../icons.js";
import { inputs } from "../asking.js";
import { list } from "../checking.js";
import { clientInSentence, clientName, roleName } from "../words.js";
import { exportTable } from "../tables.js";
import { download } from "../download.js";
import { middle } from "../bytes.js";
import { clientTag, verdictTag } from "../elements/verdict.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../types.js").AuditRow} AuditRow */

const ROW = 44; // pixels; every row is one line, so that a place in the list is a place on the screen
const SPARE = 8; // rows kept beyond each edge
const PRINTED = 2000; // rows that are put on paper; whoever needs more takes a file
/** @type {[import("../audit.js").Column, import("../i18n.js").Key][]} */
const COLUMNS = [
  ["subject", "audit.subject"],
  ["role", "audit.role"],
  ["verdict", "audit.verdict"],
  ["text", "audit.error"],
  ["notAfter", "audit.until"],
];

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

/** Search, comparison, order and export. @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
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

/** @param {import("../audit.js").Column} column */
function sortBy(column) {
  const a = state.audit;
  if (a) setAudit({ sort: column, descending: a.sort === column ? !a.descending : column === "verdict" });
}

/** @param {string} subject as the engine writes it: "C=US, O=Example, CN=host" @returns {string} */
function commonName(subject) {
  return /(?:^|, )CN=((?:\\.|[^,\\])*)/.exec(subject)?.[1] ?? subject;
}

/** @param {string} subject @returns {string} what tells namesakes apart */
function organization(subject) {
  return /(?:^|, )CN=/.test(subject) ? (/(?:^|, )O=((?:\\.|[^,\\])*)/.exec(subject)?.[1] ?? "") : "";
}

/** Compares with another client: one that nobody has asked yet is asked now. @param {string} id "" for none */
function compareWith(id) {
  setAudit({ other: id });
  if (id !== "" && state.audit && !state.audit.asked.includes(id)) list(inputs());
}

/** @param {string} verdict @param {string} id of the client compared with @returns {HTMLElement} its tag: in outline where it was never held to the real one */
function otherTag(verdict, id) {
  const compared = state.catalog?.clients.find(c => c.id === id)?.compared !== false;
  if (compared) return verdictTag(verdict, t("audit.otherShort"), clientName(id));
  return clientTag({ verdict, compared }, t("clients.menuApart", { client: clientName(id) }));
}

/** @param {AuditRow} row @param {number} index @param {Audit} a */
function line(row, index, a) {
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
          title: `${middle(row.subject, 500)}\n${row.source}`,
          onclick: () => openRow(row),
        },
        middle(commonName(row.subject) || row.source, 120),
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

/** Builds the table once; it follows the state by itself. @param {HTMLElement} place @param {(listener: () => void) => void} listen */
export function auditTable(place, listen) {
  const body = h("div", { class: "audit-body", role: "rowgroup" }),
    room = h("div", { class: "audit-room" });
  const head = h("div", { class: "audit-row audit-columns", role: "row", "aria-rowindex": 1 });
  const scroller = h(
    "div",
    { class: "audit-scroll", tabindex: 0, role: "region" },
    h("div", { role: "table", class: "audit-table" }, h("div", { role: "rowgroup" }, head), room),
  );
  room.append(body);
  /** @type {AuditRow[]} */
  let rows = [];
  /** @type {Audit|null} */
  let drawn = null;
  /** The lines in the document, by their place in the list, and what each was made of. @type {Map<number, {of: any[], element: HTMLElement}>} */
  let lines = new Map();
  let paper = false;
  const draw = () => {
    const a = state.audit;
    if (!a) return;
    const from = paper ? 0 : Math.max(0, Math.floor((scroller.scrollTop - ROW) / ROW) - SPARE);
    const to = Math.min(
      rows.length,
      paper ? PRINTED : from + Math.ceil(scroller.clientHeight / ROW) + 2 * SPARE,
    );
    const focused = document.activeElement?.getAttribute("data-key");
    room.style.blockSize = `${rows.length * ROW}px`;
    body.style.insetBlockStart = `${from * ROW}px`;
    // What is there already stays: while rows arrive the first of them seldom change, and a new line costs its layout.
    const kept = lines;
    lines = new Map(
      rows.slice(from, to).map((row, i) => {
        const of = [row, a.other, state.lang],
          was = kept.get(from + i);
        return [
          from + i,
          was?.of.every((value, n) => value === of[n]) ? was : { of, element: line(row, from + i, a) },
        ];
      }),
    );
    const wanted = new Set([...lines.values()].map(l => l.element));
    for (const element of [...body.children])
      if (!wanted.has(/** @type {HTMLElement} */ (element))) element.remove();
    let next = body.firstElementChild;
    for (const element of wanted) {
      if (element === next) next = next.nextElementSibling;
      else body.insertBefore(element, next);
    }
    if (focused?.startsWith("row ") && document.activeElement?.getAttribute("data-key") !== focused)
      /** @type {HTMLElement|null} */ (body.querySelector(`[data-key="${focused}"]`))?.focus({
        preventScroll: true,
      });
  };
  let asked = false;
  scroller.addEventListener(
    "scroll",
    () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        draw();
      });
    },
    { passive: true },
  );
  let sorted = 0,
    language = "";
  const update = () => {
    const a = state.audit;
    place.hidden = state.view !== "audit" || !a;
    if (!a || place.hidden || a === drawn) return;
    const same =
      drawn &&
      a.running &&
      drawn.rows === a.rows &&
      drawn.sort === a.sort &&
      drawn.search === a.search &&
      drawn.filter === a.filter &&
      language === state.lang;
    if (same && performance.now() - sorted < 250) return; // while rows pour in, the order is made anew a few times a second
    drawn = a;
    language = state.lang;
    const began = performance.now();
    rows = visibleRows(a);
    sorted = performance.now() + (performance.now() - began) * 10;
    scroller.setAttribute("aria-label", t("audit.table"));
    scroller.firstElementChild?.setAttribute("aria-rowcount", String(rows.length + 1));
    if (!same)
      head.replaceChildren(
        ...COLUMNS.map(([id, key]) =>
          h(
            "span",
            {
              role: "columnheader",
              "aria-sort": a.sort === id ? (a.descending ? "descending" : "ascending") : null,
            },
            h(
              "button",
              { type: "button", class: "link", onclick: () => sortBy(id) },
              t(key),
              a.sort === id ? (a.descending ? " ↓" : " ↑") : "",
            ),
          ),
        ),
      );
    draw();
  };
  place.append(scroller);
  listen(update);
  addEventListener("resize", draw);
  for (const [event, is] of /** @type {[string, boolean][]} */ ([
    ["beforeprint", true],
    ["afterprint", false],
  ]))
    addEventListener(event, () => {
      paper = is;
      if (!place.hidden) draw();
    });
  update();
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

/** Offers the table for a heap that still fits into a report. @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
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
