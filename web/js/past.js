// @ts-check
/** The history: kept by the engine's worker in IndexedDB, certificates and verdicts only. */
import { call } from "./engine.js";
import { asProblem } from "./failure.js";
import { state, set } from "./store.js";
import { remember } from "./preferences.js";
import { t } from "./i18n.js";
import { checkArgs } from "./asking.js";

/** @typedef {import("./types.js").Report} Report */

const QUIET = 1500; // milliseconds that a report has to stand before it is kept: half-typed input is not worth keeping
const KEPT_MANY = 1000; // certificates; larger heaps are for export, not for the browser's storage

const REFUSED_TOLD = 8; // entries of a file whose refusal is explained one by one

/** Why an entry was not taken in. @type {Record<string, import("./i18n.js").Key>} */
const WHY = {
  "not-an-entry": "history.why.notAnEntry",
  "no-time": "history.why.noTime",
  future: "history.why.future",
  "no-certificate": "history.why.noCertificate",
  host: "history.why.host",
  full: "history.why.full",
  "not-judged": "history.why.notJudged",
};

/** @type {any} */
let timer = null;
let told = false; // that the browser refuses to keep anything: said once, and in the history itself

/** @param {string} message what the browser said @returns {string} what it means, where that is known */
function storageWords(message) {
  if (/VersionError|less than the existing version|higher version|newer version/i.test(message))
    return t("storage.newer");
  if (/Quota|disk|space/i.test(message)) return `${t("storage.full")} (${message})`;
  if (/SecurityError|denied|insecure|InvalidState|mutation operation|no IndexedDB/i.test(message))
    return `${t("storage.denied")} (${message})`;
  return message;
}

/** Keeps a report, soon. @param {Report} report */
export function keep(report) {
  clearTimeout(timer);
  if (!state.keepHistory || report.certificates.length === 0) return;
  timer = setTimeout(put, QUIET, report);
}

/** @param {Report} report */
async function put(report) {
  try {
    await call("historyPut", { report });
    if (state.historyProblem) set({ historyProblem: "" });
    if (state.historyOpen) await loadHistory();
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (problem.kind !== "storage") return; // a crash is told of where it is seen first
    const why = storageWords(problem.message);
    set({ historyProblem: why, ...(told ? {} : { notice: t("history.notKept", { why }) }) });
    told = true;
  }
}

/** Keeps what an audit was made of, as one entry. @param {import("./types.js").Input[]} given @param {number} count */
export async function keepMany(given, count) {
  if (!state.keepHistory || count > KEPT_MANY) return;
  try {
    const report = await call("check", checkArgs(given));
    if (report.certificates.length) await put(report);
  } catch (thrown) {
    set({ notice: t("history.notKept", { why: asProblem(thrown).message }) });
  }
}

/** Reads the list anew. */
export async function loadHistory() {
  try {
    const list = await call("historyList", {});
    set({ history: { ...list, why: list.why && storageWords(list.why) } });
  } catch (thrown) {
    set({ history: { available: false, why: storageWords(asProblem(thrown).message), entries: [] } });
  }
}

/** @param {number} id @returns {Promise<{inputs: import("./types.js").Input[], report: Report}>} */
export function entry(id) {
  return call("historyGet", { id });
}

/** @param {number} id */
export async function forget(id) {
  await change("historyDelete", { id });
}

/** Deletes every entry. */
export async function forgetAll() {
  await change("historyClear", {});
}

/** @param {"historyDelete"|"historyClear"} what @param {any} args */
async function change(what, args) {
  try {
    await call(what, args);
  } catch (thrown) {
    set({ problem: asProblem(thrown) });
  }
  await loadHistory();
}

/** @param {boolean} on */
export function keepHistory(on) {
  clearTimeout(timer);
  remember("history", on ? "on" : "off");
  set({ keepHistory: on });
}

/** @param {string} json @returns {Promise<string>} what became of its entries, in words */
export async function importHistory(json) {
  const { added, known, refused } = await call("historyImport", { json });
  await loadHistory();
  const told = refused.slice(0, REFUSED_TOLD).map(r =>
    t("history.refusedEntry", {
      entry: r.entry,
      why: t(WHY[r.why] ?? "history.why.notJudged"),
      text: r.text && `: ${r.text}`,
    }),
  );
  return [
    t("history.imported", { n: added }),
    known > 0 && t("history.known", { n: known }),
    refused.length > 0 && t("history.refusedMany", { n: refused.length }),
    ...told,
    refused.length > told.length && t("history.refusedMore", { n: refused.length - told.length }),
  ]
    .filter(Boolean)
    .join("\n");
}

/** @returns {Promise<string>} */
export async function exportHistory() {
  return (await call("historyExport", {})).json;
}
