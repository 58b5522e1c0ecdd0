// @ts-check
/** The rows of an audit: counted as they come, searched, filtered and put in order. */

/** @typedef {import("./audit.js").Audit} Audit */
/** @typedef {import("./audit.js").Tally} Tally */
/** @typedef {import("./types.js").AuditRow} AuditRow */

const SOON = 90 * 86400e3; // milliseconds before its end at which a certificate counts as ending soon

/** @returns {Tally} of no row */
export const noTally = () => ({ accepted: 0, refused: 0, ending: 0, errors: new Map() });

/** @param {Tally} tally grows by one row @param {AuditRow} row */
export function count(tally, row) {
  if (row.verdict === "accepted") tally.accepted++;
  else tally.refused++;
  if (row.text) tally.errors.set(row.text, (tally.errors.get(row.text) ?? 0) + 1);
  if (ending(row, Date.now())) tally.ending++;
}

/** What a search looks at, made once for each row. @type {WeakMap<AuditRow, string>} */
const texts = new WeakMap();

/** @param {AuditRow} row @returns {string} in lower case; of the place only the file */
export function searched(row) {
  let text = texts.get(row);
  if (text === undefined)
    texts.set(
      row,
      (text =
        `${row.subject} ${row.source.replace(/ \S+ \d+ ?\S*$/, "")} ${row.text} ${row.rule}`.toLowerCase()),
    );
  return text;
}

/**
 * All rows in order, as they were sorted last: searching and filtering leave the order alone.
 * @type {{of: any[], rows: AuditRow[]}}
 */
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
