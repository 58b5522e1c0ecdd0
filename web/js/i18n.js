// @ts-check
/** Texts in the language chosen. Catalogues are strings/en.js and strings/zh.js; both hold the same keys. */
import { filled } from "./filling.js";
import { en } from "./strings/en.js";
import { zh } from "./strings/zh.js";
import { state } from "./store.js";

/** @typedef {keyof typeof en} Key */
/** @type {Record<"en"|"zh", Record<Key, string>>} */
const catalogues = { en, zh };

/**
 * @param {Key} key
 * @param {Record<string, string|number>} [values] for {name} in the text; "{n|one|many}" chooses by number
 * @returns {string}
 */
export const t = (key, values = {}) => filled(catalogues[state.lang][key], values, state.lang);

/** @returns {"en"|"zh"} what the browser asks for */
export function browserLanguage() {
  for (const wanted of navigator.languages ?? [navigator.language]) {
    if (/^zh\b/i.test(wanted)) return "zh";
    if (/^en\b/i.test(wanted)) return "en";
  }
  return "en";
}

/** @param {string} code @returns {"en"|"zh"|null} */
export function asLanguage(code) {
  return /^zh\b/i.test(code) ? "zh" : /^en\b/i.test(code) ? "en" : null;
}

/** @param {string} page of the site, beside this one @returns {string} the same in the language of this one */
function inLanguage(page) {
  const [name, ...folders] = page.split("/").reverse();
  const folder = folders.filter(f => f !== "zh").reverse();
  return [...folder, ...(state.lang === "zh" ? ["zh"] : []), name].join("/");
}

/** Fills the texts of index.html: data-t="key" for content, data-t-ATTRIBUTE="key" for attributes. */
export function translatePage() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  document.title = t("page.title");
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = t(/** @type {Key} */ (element.getAttribute("data-t")));
  }
  for (const link of document.querySelectorAll("a[data-page]"))
    link.setAttribute("href", inLanguage(link.getAttribute("href") ?? ""));
  for (const attribute of ["placeholder", "aria-label", "title"]) {
    for (const element of document.querySelectorAll(`[data-t-${attribute}]`)) {
      element.setAttribute(attribute, t(/** @type {Key} */ (element.getAttribute(`data-t-${attribute}`))));
    }
  }
}

/** Made once: the first of a page takes longer than a verdict's drawing. @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {number} n @returns {string} with the language's grouping */
export function number(n) {
  let format = formats.get(state.lang);
  if (!format) formats.set(state.lang, (format = new Intl.NumberFormat(state.lang)));
  return format.format(n);
}

/** @param {string} rfc3339 @returns {string} the day, "2028-11-21"; the text itself when it is none */
export function day(rfc3339) {
  return /^\d{4}-\d\d-\d\d/.test(rfc3339) ? rfc3339.slice(0, 10) : rfc3339;
}

/** @param {string} rfc3339 @returns {string} the moment, "2028-11-21 09:30 UTC" */
export function moment(rfc3339) {
  const m = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(rfc3339);
  return m ? `${m[1]} ${m[2]} UTC` : rfc3339;
}
