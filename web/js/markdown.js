// @ts-check
/** Text of others inside Markdown: shown as it is, never markup, never somebody called. */

/** Characters that mean something to Markdown, or to a forge's own additions. */
const MARKUP = /[\\`*_{}[\]<>|~#!&]/g;

/** @param {string} text @returns {string} on one line, for a line of Markdown or the cell of a table */
export function plain(text) {
  return text
    .replace(MARKUP, "\\$&")
    .replace(/\s+/g, " ")
    .replace(/@/g, "@\u200b") // else @everyone, @someone and @org/team are told of it
    .replace(/:\/\/|\bwww\./gi, "$&\u200b"); // else an address becomes a link
}

/** @param {string} text @returns {string} as code within a line, whatever it holds */
export function code(text) {
  const line = text.replace(/\s+/g, " "),
    fence = "`".repeat(1 + longestRun(line));
  return `${fence}${line.startsWith("`") || line.endsWith("`") ? ` ${line} ` : line}${fence}`;
}

/** @param {string} text @returns {string} lines of code, whatever they hold */
export function block(text) {
  const fence = "`".repeat(Math.max(3, 1 + longestRun(text)));
  return `${fence}\n${text}\n${fence}`;
}

/** @param {string} text @returns {number} backticks in a row */
const longestRun = text => Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
