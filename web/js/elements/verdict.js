// @ts-check
/** What a client does with a chain: in a word, and as a tag. Of a client that was not reproduced for it nothing is known. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { icon } from "../icons.js";

/** @typedef {{tone: string, icon: "check"|"cross"|"neutral", word: "word.accepts"|"word.refuses"|"word.notChecked"|"word.ambiguous"}} Look */

/** @type {Record<string, Look>} */
const KNOWN = {
  accepted: { tone: "accepted", icon: "check", word: "word.accepts" },
  ambiguous: { tone: "waiting", icon: "neutral", word: "word.ambiguous" },
  "not-checked": { tone: "neutral", icon: "neutral", word: "word.notChecked" },
};
/** @type {Look} */
const ELSE = { tone: "refused", icon: "cross", word: "word.refuses" };

/** @param {string} verdict of a client @returns {string} */
export const does = verdict => t((KNOWN[verdict] ?? ELSE).word);

/** @param {string} verdict of a client @param {string} [word] instead of what it does @param {string} [title] @returns {HTMLElement} */
export function verdictTag(verdict, word = does(verdict), title) {
  const look = KNOWN[verdict] ?? ELSE;
  return h("span", { class: `tag ${look.tone}`, title }, icon(look.icon), word);
}
