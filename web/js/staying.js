// @ts-check
/**
 * What of the input may stay when the page is left or other input comes: certificates, and the error messages that were
 * recognised. All else could be a key.
 */
import { state } from "./store.js";
import { pem } from "./bytes.js";

/** @typedef {import("./types.js").Input} Input */

const CERTIFICATES = /-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE)-----[A-Za-z0-9+/=\s]+-----END \1-----/g;
const LOOKED_AT = 16 * 1024 * 1024; // bytes: the page is being left, and the browser waits for this

/** @param {string} text @returns {string} its certificates in PEM; the text itself when there is nothing else in it */
function certificatesOf(text) {
  const blocks = text.match(CERTIFICATES) ?? [];
  return text.replace(CERTIFICATES, "").trim() === "" ? text : blocks.map(block => `${block}\n`).join("");
}

/**
 * @param {string} text
 * @param {Input[]} files
 * @returns {{text: string, files: Input[], whole: boolean}} whole: nothing had to go
 */
function reduced(text, files) {
  const stays = { text: certificatesOf(text), files: /** @type {Input[]} */ ([]), whole: true };
  if (stays.text !== text) stays.whole = false;
  let size = 0;
  for (const file of files) {
    size += file.data.length;
    const was = size > LOOKED_AT ? "" : new TextDecoder("latin1").decode(file.data),
      is = certificatesOf(was);
    if (is !== "" && is === was) stays.files.push(file);
    else stays.whole = false;
    if (is !== "" && is !== was) stays.files.push({ name: file.name, data: new TextEncoder().encode(is) });
  }
  return stays;
}

/** @returns {string} what the report shown was made of, as far as it may stay */
function reported() {
  const { report } = state;
  return [
    ...(report?.messages.map(m => `${m.text}\n`) ?? []),
    ...(report?.certificates.map(c => pem(c.der)) ?? []),
  ].join("");
}

/**
 * @param {number} most bytes
 * @returns {{text: string, files: Input[]}|null} what is given, a table rather than its row, as far as it may be kept;
 *   null when it is more
 */
export function entered(most) {
  const { text, files } = state.heap ?? state;
  if (files.reduce((n, f) => n + f.data.length, text.length) > most) return null;
  const given = reduced(text, files);
  if (given.whole || state.heap || !state.report) return { text: given.text, files: given.files };
  return { text: reported(), files: [] };
}

/**
 * @returns {Partial<import("./store.js").State>|null} the change that leaves certificates only; null when there is
 *   nothing else
 */
export function staying() {
  const { text, files, heap } = state;
  const given = reduced(text, files),
    table = heap && reduced(heap.text, heap.files);
  if (given.whole && (table?.whole ?? true)) return null;
  // Of a table nothing but the files themselves is left: a report holds its certificates whatever form they came in.
  const fromReport = state.view === "report" && !given.whole;
  return {
    ...(fromReport ? { text: reported(), files: [] } : { text: given.text, files: given.files }),
    ...(table ? { heap: { text: table.text, files: table.files } } : {}),
  };
}
