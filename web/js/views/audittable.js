// @ts-check
/** The table of an audit: as many rows as there are certificates, of which only those in view are in the document. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { setAudit } from "../audit.js";
import { visibleRows } from "../auditrows.js";
import { state } from "../store.js";
import { line } from "./auditrow.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../types.js").AuditRow} AuditRow */
/**
 * @typedef {object} Table
 * @property {HTMLElement} scroller what is scrolled, with all the others in it
 * @property {HTMLElement} head the columns' names
 * @property {HTMLElement} room as high as all rows
 * @property {HTMLElement} body the lines in the document, at their place in the room
 * @property {AuditRow[]} rows all that are shown, in order
 * @property {Map<number, Line>} lines those in the document, by their place in the list
 * @property {boolean} paper it is being printed
 */
/** @typedef {{of: any[], element: HTMLElement}} Line of: what it was made of */

const ROW = 44; // pixels; every row is one line, so that a place in the list is a place on the screen
const SPARE = 8; // rows kept beyond each edge
const PRINTED = 2000; // rows that are put on paper; whoever needs more takes a file
const SORTED = 250; // milliseconds, at least, between two times that the order is made anew while rows pour in
/** @type {[import("../audit.js").Column, import("../i18n.js").Key][]} */
export const COLUMNS = [
  ["subject", "audit.subject"],
  ["role", "audit.role"],
  ["verdict", "audit.verdict"],
  ["text", "audit.error"],
  ["notAfter", "audit.until"],
];

/** Sorts by a column; the other way round when it is that already. @param {import("../audit.js").Column} column */
export function sortBy(column) {
  const a = state.audit;
  if (a) setAudit({ sort: column, descending: a.sort === column ? !a.descending : column === "verdict" });
}

/** @returns {Table} with no row yet */
function frame() {
  const body = h("div", { class: "audit-body", role: "rowgroup" });
  const room = h("div", { class: "audit-room" }, body);
  const head = h("div", { class: "audit-row audit-columns", role: "row", "aria-rowindex": 1 });
  const scroller = h(
    "div",
    { class: "audit-scroll", tabindex: 0, role: "region" },
    h("div", { role: "table", class: "audit-table" }, h("div", { role: "rowgroup" }, head), room),
  );
  return { scroller, head, room, body, rows: [], lines: new Map(), paper: false };
}

/** @param {Audit} a @returns {HTMLElement[]} the columns' names, each of which sorts */
const columns = a =>
  COLUMNS.map(([id, key]) =>
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
  );

/** @param {Table} table @returns {[from: number, to: number]} the rows to have in the document */
function inView({ scroller, rows, paper }) {
  if (paper) return [0, Math.min(rows.length, PRINTED)];
  const from = Math.max(0, Math.floor((scroller.scrollTop - ROW) / ROW) - SPARE);
  return [from, Math.min(rows.length, from + Math.ceil(scroller.clientHeight / ROW) + 2 * SPARE)];
}

/**
 * The lines for some rows. Those that are there already stay: while rows arrive the first of them seldom change, and a
 * new line costs its layout. @param {Table} table @param {Audit} a @param {number} from @param {number} to @returns
 * {Map<number, Line>}
 */
function linesFor({ rows, lines }, a, from, to) {
  /** @type {Map<number, Line>} */
  const made = new Map();
  for (let at = from; at < to; at++) {
    const of = [rows[at], a.other, state.lang],
      was = lines.get(at);
    const same = was?.of.every((value, n) => value === of[n]);
    made.set(at, was && same ? was : { of, element: line(rows[at], at, a) });
  }
  return made;
}

/**
 * Makes these the children of a place, in this order, and moves none that stands right.
 * @param {HTMLElement} place
 * @param {Set<Element>} wanted
 */
function replace(place, wanted) {
  for (const element of [...place.children]) if (!wanted.has(element)) element.remove();
  let next = place.firstElementChild;
  for (const element of wanted) {
    if (element === next) next = next.nextElementSibling;
    else place.insertBefore(element, next);
  }
}

/** @returns {string} the name of what has the focus; "" for none */
const focused = () => document.activeElement?.getAttribute("data-key") ?? "";

/** Puts the rows in view into the document. @param {Table} table */
function draw(table) {
  const a = state.audit;
  if (!a) return;
  const [from, to] = inView(table);
  const key = focused();
  table.room.style.blockSize = `${table.rows.length * ROW}px`;
  table.body.style.insetBlockStart = `${from * ROW}px`;
  table.lines = linesFor(table, a, from, to);
  replace(table.body, new Set([...table.lines.values()].map(l => l.element)));
  if (!key.startsWith("row ") || focused() === key) return;
  /** @type {HTMLElement|null} */ (table.body.querySelector(`[data-key="${key}"]`))?.focus({
    preventScroll: true,
  });
}

/** Draws what is scrolled to, once a frame. @param {Table} table */
function followScroll(table) {
  let asked = false;
  const drawNow = () => {
    asked = false;
    draw(table);
  };
  const ask = () => {
    if (!asked) requestAnimationFrame(drawNow);
    asked = true;
  };
  table.scroller.addEventListener("scroll", ask, { passive: true });
}

/** Draws all rows for paper, and those in view after it. @param {Table} table @param {HTMLElement} place */
function followPrinting(table, place) {
  const print = (/** @type {boolean} */ is) => {
    table.paper = is;
    if (!place.hidden) draw(table);
  };
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
}

/**
 * @param {Audit|null} was
 * @param {Audit} a
 * @returns {boolean} the same rows in the same order, but for those that came meanwhile
 */
const growing = (was, a) =>
  was !== null &&
  a.running &&
  was.rows === a.rows &&
  was.sort === a.sort &&
  was.search === a.search &&
  was.filter === a.filter;

/** @param {Table} table @param {HTMLElement} place @returns {() => void} makes the table what the state says */
function following(table, place) {
  /** @type {Audit|null} */
  let drawn = null;
  let language = "",
    next = 0; // when the order may be made anew
  return () => {
    const a = state.audit;
    place.hidden = state.view !== "audit" || !a;
    if (!a || place.hidden || a === drawn) return;
    const same = growing(drawn, a) && language === state.lang;
    const began = performance.now();
    if (same && began < next) return;
    drawn = a;
    language = state.lang;
    table.rows = visibleRows(a);
    const now = performance.now();
    next = now + (now - began) * 10 + SORTED;
    table.scroller.setAttribute("aria-label", t("audit.table"));
    table.scroller.firstElementChild?.setAttribute("aria-rowcount", String(table.rows.length + 1));
    if (!same) table.head.replaceChildren(...columns(a));
    draw(table);
  };
}

/**
 * Builds the table once; it follows the state by itself.
 * @param {HTMLElement} place
 * @param {(listener: () => void) => void} listen
 */
export function auditTable(place, listen) {
  const table = frame();
  const update = following(table, place);
  place.append(table.scroller);
  followScroll(table);
  followPrinting(table, place);
  addEventListener("resize", () => draw(table));
  listen(update);
  update();
}
