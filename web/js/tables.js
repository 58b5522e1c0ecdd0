// @ts-check
/** An audit as a file: CSV for spreadsheets, JSON for programs, Markdown for people. */
import { t, day } from "./i18n.js";
import { clientName, roleName } from "./words.js";
import { plain } from "./markdown.js";
import { does } from "./elements/verdict.js";

/** @typedef {import("./types.js").AuditRow} AuditRow */

/** @param {string} value @returns {string} quoted, and never taken for a formula by a spreadsheet */
function cell(value) {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * What a kind of file consists of.
 * @typedef {object} Shape
 * @property {string} type
 * @property {string} head
 * @property {(row: AuditRow) => string} line
 * @property {string} between two lines
 * @property {string} foot
 */

/** @returns {Shape} */
const json = () => ({
  type: "application/json",
  head: "[\n",
  line: row => JSON.stringify(row),
  between: ",\n",
  foot: "\n]\n",
});

/** @param {{id: string}[]} asked @returns {Shape} */
function csv(asked) {
  const own = ["subject", "source", "role", "verdict", "code", "error", "rule", "notAfter", "sha256"];
  return {
    type: "text/csv",
    head: `\ufeff${[...own, ...asked.map(c => c.id)].join(",")}\r\n`,
    line: row =>
      [
        row.subject,
        row.source,
        row.role,
        row.verdict,
        row.code ? String(row.code) : "",
        row.text,
        row.rule,
        row.notAfter,
        row.sha256,
        ...asked.map(c => row.clients[c.id] ?? ""),
      ]
        .map(cell)
        .join(",") + "\r\n",
    between: "",
    foot: "",
  };
}

/** @param {{id: string}[]} asked @returns {Shape} */
function markdown(asked) {
  const heads = [t("audit.subject"), t("audit.role"), t("audit.verdict"), t("audit.error"), t("audit.until")];
  return {
    type: "text/markdown",
    head: `| ${heads.join(" | ")} |\n|---|---|---|---|---|\n`,
    line: row =>
      `| ${plain(row.subject)} | ${roleName(row.role)} | ${does(row.verdict)} | ${plain(row.text)} | ${day(row.notAfter)} |\n`,
    between: "",
    foot: `\n${asked.length ? t("tables.clients", { names: asked.map(c => clientName(c.id)).join(", ") }) : ""}\n`,
  };
}

const SLICE = 250; // rows between two turns of the browser: their text takes a few milliseconds

/**
 * @param {"csv"|"json"|"md"} kind
 * @param {AuditRow[]} rows
 * @param {{id: string, name: string}[]} clients
 * @returns {Promise<Blob>}
 */
export async function exportTable(kind, rows, clients) {
  const asked = clients.filter(c => rows.some(row => c.id in row.clients));
  const shape = kind === "json" ? json() : kind === "csv" ? csv(asked) : markdown(asked);
  /** @type {BlobPart[]} */
  const parts = [shape.head];
  for (let i = 0; i < rows.length; i += SLICE) {
    if (i > 0) {
      parts.push(shape.between);
      await new Promise(next => setTimeout(next));
    }
    const lines = rows.slice(i, i + SLICE).map(shape.line);
    // handed over now, so that the last turn has nothing left to copy
    parts.push(new Blob([lines.join(shape.between)]));
  }
  parts.push(shape.foot);
  return new Blob(parts, { type: shape.type });
}
