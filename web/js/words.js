// @ts-check
/** What the page calls things: the verdict in a sentence, clients, roles. */
import { state } from "./store.js";
import { t } from "./i18n.js";

/** @typedef {import("./types.js").Report} Report */

/** @param {Report} report @returns {boolean} whether all that keeps it from being read is a password */
export function locked(report) {
  return (
    report.verdict === "unreadable" &&
    report.locked.length > 0 &&
    !report.notes.some(n => n.severity === "problem")
  );
}

/** @param {string} generation of OpenSSL @returns {string[]} its releases, which decide alike */
export const releases = generation => (generation === "3.5" ? ["3.5", "3.6"] : [generation]);

/** @param {Report} report @returns {boolean} whether there is nothing in it but private keys */
export const keysOnly = report =>
  report.verdict === "unreadable" &&
  report.keys.length > 0 &&
  report.locked.length === 0 &&
  !report.notes.some(n => n.severity === "problem");

/** @param {Report} report @returns {string} the verdict in one sentence */
export function verdictLine(report) {
  const client = clientInSentence(report.client);
  if (report.verdict === "accepted") {
    if (!report.assumed) return t("verdict.accepted", { client });
    return t(report.chains[report.chain]?.leaf === -1 ? "verdict.acceptedCA" : "verdict.acceptedLeaf", {
      client,
    });
  }
  if (report.verdict === "refused") return t("verdict.refused", { client });
  if (report.verdict === "ambiguous") return t("verdict.ambiguous", { client });
  if (report.verdict === "not-checked") return t("verdict.unknown", { client });
  if (report.messages.length)
    return t(report.messages.every(m => m.aside) ? "verdict.messageAside" : "verdict.messageOnly");
  if (report.printed.length) return t("verdict.printed");
  if (report.requests.length) return requestLine(report);
  if (keysOnly(report)) return t("verdict.keysOnly", { n: report.keys.length });
  return t(locked(report) ? "verdict.locked" : "verdict.unreadable");
}

/** @param {Report} report with a certificate request @returns {string} whose it is */
export function requestLine({ requests }) {
  const name = requests[0].name || t("chain.noName");
  return t(requests.length > 1 ? "request.lines" : "request.line", { name, n: requests.length });
}

/**
 * @param {string} id
 * @returns {string} the client's name where it is the subject of a sentence: "Python 3.13", not "Python 3.13 and later"
 */
export function clientInSentence(id) {
  return clientName(id).replace(/( and later| ?及以后)$/, "");
}

/** @param {string} id @returns {string} the client's name for people */
export function clientName(id) {
  const of = (/** @type {{id: string, name: string}[]|undefined} */ list) =>
    list?.find(c => c.id === id)?.name;
  return of(state.catalog?.clients) ?? of(state.report?.clients) ?? id;
}

/**
 * @param {string} source where something was found: "ca.crt line 3", "paste line 1"
 * @returns {string} the same at the start of a sentence; names of files stay as they are
 */
export function atStart(source) {
  if (state.files.some(f => f.name && source.startsWith(f.name))) return source;
  return source.charAt(0).toUpperCase() + source.slice(1);
}

/** @param {string} role @returns {string} */
export function roleName(role) {
  if (role === "leaf" || role === "intermediate" || role === "anchor" || role === "unused")
    return t(`role.${role}`);
  return role;
}

/** @param {string[]} names @returns {string} in quotation marks, for a sentence */
export const quoted = names => names.map(name => `“${name}”`).join(t("word.comma"));
