// @ts-check
/** Values in the holes of a text, spaced as its language spaces them. */

/**
 * @param {string} text with {name} for a value; "{n|one|many}" chooses by number
 * @param {Record<string, string|number>} values
 * @param {"en"|"zh"} lang of the text
 * @returns {string}
 */
export function filled(text, values, lang) {
  return text
    .replace(/\{(\w+)\|((?:[^|{}]|\{\w+\})*)\|((?:[^|{}]|\{\w+\})*)\}/g, (_, name, one, many) =>
      Number(values[name]) === 1 ? one : many,
    )
    .replace(/\{(\w+)\}( ?)/g, (whole, name, gap, at, all) => {
      if (!(name in values)) return whole;
      const value = isolated(String(values[name]));
      return lang === "zh" && spared(value, all.slice(at + whole.length)) ? value : value + gap;
    });
}

/**
 * @param {string} left @param {string} right
 * @returns {boolean} whether Chinese sets no space between the two: a full-width mark brings its own, and Han stands by
 *   Han
 */
const spared = (left, right) =>
  /[）”。]$/.test(left) || (/\p{Script=Han}$/u.test(left) && /^\p{Script=Han}/u.test(right));

/**
 * @param {string} text
 * @returns {string} kept from reordering what stands around it, where it holds right-to-left letters
 */
export function isolated(text) {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text;
}
