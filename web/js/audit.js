// @ts-check
/** Many certificates: one row each, arriving while they are judged. */
import { asProblem } from "./engine.js";
import { idle, state, set } from "./store.js";
import { announce, focusVerdict } from "./announce.js";
import { number, t } from "./i18n.js";
import { checkArgs } from "./asking.js";
import { keepMany } from "./past.js";
import { audit } from "./pool.js";
import { planFleet, stopFleet } from "./fleets.js";

/** @typedef {import("./types.js").AuditRow} AuditRow */
/** @typedef {{accepted: number, refused: number, ending: number, errors: Map<string, number>}} Tally */
/** @typedef {"subject"|"role"|"verdict"|"text"|"notAfter"} Column */
/**
 * @typedef {object} Audit
 * @property {AuditRow[]} rows grows in place while running
 * @property {number} revision changes with rows
 * @property {Tally} tally
 * @property {number} done
 * @property {number} total 0 while unknown
 * @property {boolean} running
 * @property {boolean} stopped by the person
 * @property {string} search
 * @property {"all"|"accepted"|"refused"|"expiring"} filter
 * @property {string} other a second client to compare with; "" for none
 * @property {string[]} asked ids of the clients that were asked beside the chosen one
 * @property {Column} sort
 * @property {boolean} descending
 */

export const MANY = 12; // more certificates than this make a table instead of a report
const DRAWN = 200; // milliseconds between two drawings of an audit that runs
export const SOON = 90 * 86400e3; // milliseconds before its end at which a certificate counts as ending soon

/** @type {AbortController|null} */
let running = null;

/** @param {Partial<Audit>} patch */
export function setAudit(patch) {
  if (state.audit) set({ audit: { ...state.audit, ...patch } });
}

/** @param {import("./store.js").State} s @returns {import("./types.js").Progress|null} of the audit that runs */
export const auditProgress = ({ audit, progress }) =>
  audit?.total ? { stage: "audit", done: audit.done, total: audit.total } : progress;

/** @param {string} other @returns {string[]} ids of the clients that somebody wants to hear beside the chosen one: one's own, and the one to compare with */
const wanted = other =>
  (state.catalog?.clients ?? [])
    .map(c => c.id)
    .filter(id => id !== state.client && (id === other || state.mine.includes(id)));

/** Ends the audit that runs, if one does. What has arrived stays. */
export function stopAudit() {
  running?.abort();
  running = null;
  stopFleet();
  if (state.fleet.result || state.fleet.problem) set({ fleet: idle() });
}

/**
 * @param {import("./types.js").Input[]} given @param {boolean} [focus]
 * @returns {Promise<number|null>} how many certificates there were; null when it did not end
 */
export async function runAudit(given, focus = false) {
  stopAudit();
  const mine = (running = new AbortController());
  const was = state.audit;
  /** @type {AuditRow[]} */
  const rows = [];
  const tally = { accepted: 0, refused: 0, ending: 0, errors: new Map() };
  const other = was?.other ?? "",
    asked = wanted(other);
  let drawn = 0;
  set({
    view: "audit",
    busy: true,
    progress: null,
    problem: null,
    report: null,
    fromAudit: false,
    audit: {
      rows,
      tally,
      revision: 0,
      done: 0,
      total: 0,
      running: true,
      stopped: false,
      search: was?.search ?? "",
      filter: was?.filter ?? "all",
      other,
      asked,
      sort: was?.sort ?? "verdict",
      descending: was?.descending ?? true,
    },
  });
  if (focus) focusVerdict();
  try {
    const end = await audit(
      { ...checkArgs(given), clients: asked },
      {
        signal: mine.signal,
        onProgress(progress) {
          if (mine !== running) return;
          for (const row of progress.rows ?? []) {
            rows.push(row);
            count(tally, row);
            searched(row); // now, a few at a time, and not all with the first letter of a search
          }
          if (performance.now() - drawn < DRAWN && rows.length > 64) return;
          drawn = performance.now();
          setAudit({ revision: rows.length, done: progress.done, total: progress.total });
        },
      },
    );
    if (mine !== running) return null;
    running = null;
    set({ busy: false });
    if (rows.length === 0) return 0;
    setAudit({ running: false, revision: rows.length, done: end.total, total: end.total });
    announce(
      t("audit.done", {
        n: number(rows.length),
        refused: number(rows.filter(r => r.verdict === "refused").length),
      }),
    );
    planFleet();
    keepMany(given, rows.length);
    return rows.length;
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (mine !== running && problem.kind !== "cancelled") return null;
    if (problem.kind === "cancelled") {
      if (state.audit?.rows === rows) {
        setAudit({ running: false, stopped: true, revision: rows.length });
        set({ busy: false });
      }
      return null;
    }
    running = null;
    setAudit({ running: false, stopped: true });
    set({ busy: false, problem });
    return null;
  }
}

/** @param {Tally} tally @param {AuditRow} row */
function count(tally, row) {
  if (row.verdict === "accepted") tally.accepted++;
  else tally.refused++;
  if (row.text) tally.errors.set(row.text, (tally.errors.get(row.text) ?? 0) + 1);
  if (ending(row, Date.now())) tally.ending++;
}

/** What a search looks at, made once for each row. @type {WeakMap<AuditRow, string>} */
const texts = new WeakMap();

/** @param {AuditRow} row @returns {string} in lower case; of the place only the file */
function searched(row) {
  let text = texts.get(row);
  if (text === undefined)
    texts.set(
      row,
      (text =
        `${row.subject} ${row.source.replace(/ \S+ \d+ ?\S*$/, "")} ${row.text} ${row.rule}`.toLowerCase()),
    );
  return text;
}

/** All rows in order, as they were sorted last: searching and filtering leave the order alone. @type {{of: any[], rows: AuditRow[]}} */
let sorted = { of: [], rows: [] };

/** @param {Audit} audit @returns {AuditRow[]} all of them, in order */
function inOrder({ rows, sort, descending }) {
  const of = [rows, rows.length, sort, descending];
  if (of.every((value, i) => value === sorted.of[i])) return sorted.rows;
  const up = descending ? -1 : 1;
  const keyed = rows.map(row => ({ row, key: row[sort].toLowerCase() }));
  keyed.sort((a, b) => (a.key < b.key ? -up : a.key > b.key ? up : a.row.index - b.row.index));
  sorted = { of, rows: keyed.map(k => k.row) };
  return sorted.rows;
}

/** @param {Audit} audit @returns {AuditRow[]} the rows to show, in order */
export function visibleRows(audit, now = Date.now()) {
  const words = audit.search.toLowerCase().split(/\s+/).filter(Boolean),
    all = inOrder(audit);
  if (words.length === 0 && audit.filter === "all") return all;
  return all.filter(row => {
    if (
      audit.filter === "expiring" ? !ending(row, now) : audit.filter !== "all" && row.verdict !== audit.filter
    )
      return false;
    return words.every(
      word =>
        searched(row).includes(word) || (word.length > 7 && row.sha256.includes(word.replace(/:/g, ""))),
    );
  });
}

/** @param {AuditRow} row @param {number} now @returns {boolean} has ended or ends within SOON */
export function ending(row, now) {
  const end = Date.parse(row.notAfter);
  return !Number.isNaN(end) && end - now < SOON;
}
