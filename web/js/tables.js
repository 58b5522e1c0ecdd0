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

/** @param {"csv"|"json"|"md"} kind @param {AuditRow[]} rows @param {{id: string, name: string}[]} clients @returns {Blob} */
export function exportTable(kind, rows, clients) {
  const asked = clients.filter(c => rows.some(row => c.id in row.clients));
  /** @type {string[]} */
  const parts = [];
  if (kind === "json") {
    parts.push("[\n");
    for (let i = 0; i < rows.length; i += 500)
      parts.push(
        rows
          .slice(i, i + 500)
          .map(row => JSON.stringify(row))
          .join(",\n"),
        i + 500 < rows.length ? ",\n" : "\n",
      );
    parts.push("]\n");
    return new Blob(parts, { type: "application/json" });
  }
  if (kind === "csv") {
    parts.push(
      "\ufeff",
      [
        "subject",
        "source",
        "role",
        "verdict",
        "code",
        "error",
        "rule",
        "notAfter",
        "sha256",
        ...asked.map(c => c.id),
      ].join(","),
      "\r\n",
    );
    for (const row of rows)
      parts.push(
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
          .join(","),
        "\r\n",
      );
    return new Blob(parts, { type: "text/csv" });
  }
  parts.push(
    `| ${t("audit.subject")} | ${t("audit.role")} | ${t("audit.verdict")} | ${t("audit.error")} | ${t("audit.until")} |\n|---|---|---|---|---|\n`,
  );
  for (const row of rows)
    parts.push(
      `| ${plain(row.subject)} | ${roleName(row.role)} | ${does(row.verdict)} | ${plain(row.text)} | ${day(row.notAfter)} |\n`,
    );
  parts.push(
    `\n${asked.length ? t("tables.clients", { names: asked.map(c => clientName(c.id)).join(", ") }) : ""}\n`,
  );
  return new Blob(parts, { type: "text/markdown" });
}
