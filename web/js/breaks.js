// @ts-check
/**
 * Where a line may break in what machines write: after a byte of a key identifier and never inside one, never in a
 * date, never between the hyphen of an option and its name, and in a long piece of code after what joins its words.
 */

const DATE = /(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])/;
const BYTES = /(?<![\dA-Za-z:])[\dA-Fa-f]{2}(?::[\dA-Fa-f]{2}){3,}(?![\dA-Za-z:])/;
const HEX = /(?<![\dA-Za-z])(?:[\da-f]{2}){20,64}(?![\dA-Za-z])/;
const OPTION = /(?<=[\s（；，、：])-{1,2}[A-Za-z][\w-]*/;
const PIECES = new RegExp(`(${DATE.source}|${OPTION.source})|(${BYTES.source}|${HEX.source})`, "g");

/**
 * @param {string} text
 * @param {(whole: string) => Node} unbroken makes the element that keeps a piece together
 * @param {() => Node} chance makes the place where a line may break
 * @returns {(string|Node)[]} the pieces; the text alone where there is nothing to keep
 */
export function pieces(text, unbroken, chance) {
  if (text.length < 40 && !/[-:]/.test(text)) return [text]; // most texts: nothing in them to look for
  const out = [];
  let at = 0;
  for (const m of text.matchAll(PIECES)) {
    if (m.index > at) out.push(text.slice(at, m.index));
    at = m.index + m[0].length;
    if (m[1]) {
      out.push(unbroken(m[1]));
      continue;
    }
    for (const byte of m[2].match(/[\dA-Fa-f]{2}:?/g) ?? []) out.push(byte, chance());
    out.pop();
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}

/**
 * @param {string} text of an element that holds code
 * @param {() => Node} chance makes the place where a line may break
 * @returns {(string|Node)[]} the text with such places in its long words: after a slash, bracket, comma or equals sign
 */
export function joints(text, chance) {
  return text.split(/(\S{24,})/).flatMap((part, i) => {
    if (i % 2 === 0) return part ? [part] : [];
    return part
      .split(/(?<=[\w:/][/(,=])(?=[^/(),=])/)
      .flatMap((piece, k) => (k ? [chance(), piece] : [piece]));
  });
}
