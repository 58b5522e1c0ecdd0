// @ts-check
/** Many certificates: one row each, arriving while they are judged. */
import { asProblem } from "./failure.js";
import { idle, state, set } from "./store.js";
import { announce, focusVerdict } from "./announce.js";
import { number, t } from "./i18n.js";
import { checkArgs } from "./asking.js";
import { keepMany } from "./past.js";
import { audit } from "./pool.js";
import { planFleet, stopFleet } from "./fleets.js";
import { count, noTally, searched } from "./auditrows.js";

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

/** @type {AbortController|null} */
let running = null;

/** @param {Partial<Audit>} patch */
export function setAudit(patch) {
  if (state.audit) set({ audit: { ...state.audit, ...patch } });
}

/** @param {import("./store.js").State} s @returns {import("./types.js").Progress|null} of the audit that runs */
export const auditProgress = ({ audit, progress }) =>
  audit?.total ? { stage: "audit", done: audit.done, total: audit.total } : progress;

/**
 * @param {string} other the client to compare with @returns {string[]} ids of the clients that somebody wants to hear
 * beside the chosen one: one's own, and that one
 */
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

/** @param {Audit|null} was the one before @returns {Audit} nothing judged yet, and looked at in the same way */
function fresh(was) {
  const other = was?.other ?? "";
  return {
    rows: [],
    tally: noTally(),
    revision: 0,
    done: 0,
    total: 0,
    running: true,
    stopped: false,
    search: was?.search ?? "",
    filter: was?.filter ?? "all",
    other,
    asked: wanted(other),
    sort: was?.sort ?? "verdict",
    descending: was?.descending ?? true,
  };
}

/**
 * Takes rows as they come, and shows them a few times a second. @param {Audit} begun @param {() => boolean} current
 * whether it is still the one that runs @returns {(progress: import("./protocol.js").Progress) => void}
 */
function taking({ rows, tally }, current) {
  let drawn = 0;
  return progress => {
    if (!current()) return;
    for (const row of progress.rows ?? []) {
      rows.push(row);
      count(tally, row);
      searched(row); // now, a few at a time, and not all with the first letter of a search
    }
    if (performance.now() - drawn < DRAWN && rows.length > 64) return;
    drawn = performance.now();
    setAudit({ revision: rows.length, done: progress.done, total: progress.total });
  };
}

/** All rows are there. @param {Audit} begun @param {number} total @param {import("./types.js").Input[]} given */
function ended({ rows }, total, given) {
  set({ busy: false });
  if (rows.length === 0) return;
  setAudit({ running: false, revision: rows.length, done: total, total });
  const refused = rows.filter(r => r.verdict === "refused").length;
  announce(t("audit.done", { n: number(rows.length), refused: number(refused) }));
  planFleet();
  keepMany(given, rows.length);
}

/** Not all rows came: what did stays. @param {Audit} begun @param {unknown} thrown @param {boolean} current */
function broken({ rows }, thrown, current) {
  const problem = asProblem(thrown);
  if (problem.kind === "cancelled") {
    if (state.audit?.rows !== rows) return; // another has taken its place
    setAudit({ running: false, stopped: true, revision: rows.length });
    set({ busy: false });
  } else if (current) {
    running = null;
    setAudit({ running: false, stopped: true });
    set({ busy: false, problem });
  }
}

/**
 * @param {import("./types.js").Input[]} given @param {boolean} [focus]
 * @returns {Promise<number|null>} how many certificates there were; null when it did not end
 */
export async function runAudit(given, focus = false) {
  stopAudit();
  const mine = (running = new AbortController());
  const current = () => mine === running;
  const begun = fresh(state.audit);
  set({
    view: "audit",
    busy: true,
    progress: null,
    problem: null,
    report: null,
    fromAudit: false,
    audit: begun,
  });
  if (focus) focusVerdict();
  try {
    const end = await audit(
      { ...checkArgs(given), clients: begun.asked },
      { signal: mine.signal, onProgress: taking(begun, current) },
    );
    if (!current()) return null;
    running = null;
    ended(begun, end.total, given);
    return begun.rows.length;
  } catch (thrown) {
    broken(begun, thrown, current());
    return null;
  }
}
