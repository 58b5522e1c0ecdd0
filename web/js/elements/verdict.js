// @ts-check
/**
 * What a client does with a chain: in a word, and as a tag. Of a client that was not reproduced for it nothing is
 * known.
 */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { icon } from "../icons.js";

/**
 * @typedef {object} Look
 * @property {string} tone
 * @property {"check"|"cross"|"neutral"} icon
 * @property {"word.accepts"|"word.refuses"|"word.notChecked"|"word.ambiguous"} word
 * @property {"word.wouldAccept"|"word.wouldRefuse"|"word.notChecked"|"word.ambiguous"} likely of a client that was
 *   never held to the real one
 */

/** @type {Record<string, Look>} */
const KNOWN = {
  accepted: { tone: "accepted", icon: "check", word: "word.accepts", likely: "word.wouldAccept" },
  ambiguous: { tone: "waiting", icon: "neutral", word: "word.ambiguous", likely: "word.ambiguous" },
  "not-checked": { tone: "neutral", icon: "neutral", word: "word.notChecked", likely: "word.notChecked" },
};
/** @type {Look} */
const ELSE = { tone: "refused", icon: "cross", word: "word.refuses", likely: "word.wouldRefuse" };

/** @param {string} verdict of a client @param {boolean} [compared] held to the real client @returns {string} */
export function does(verdict, compared = true) {
  const look = KNOWN[verdict] ?? ELSE;
  return t(compared ? look.word : look.likely);
}

/**
 * @param {string} verdict of a client
 * @param {string} [word] instead of what it does
 * @param {string} [title]
 * @returns {HTMLElement}
 */
export function verdictTag(verdict, word = does(verdict), title) {
  const look = KNOWN[verdict] ?? ELSE;
  return h("span", { class: `tag ${look.tone}`, title }, icon(look.icon), word);
}

/**
 * @param {{verdict: string, compared: boolean}} client
 * @param {string} [title] of one that was not compared
 * @returns {HTMLElement} its tag: in outline, where it was never held to the real one
 */
export function clientTag({ verdict, compared }, title = t("clients.notCompared")) {
  if (compared !== false) return verdictTag(verdict);
  const look = KNOWN[verdict] ?? ELSE;
  return h("span", { class: "tag neutral likely", title }, icon(look.icon), does(verdict, false));
}
