// @ts-check
/** Bytes and their text forms. */

/** @param {string} base64 @returns {Uint8Array<ArrayBuffer>} */
export function fromBase64(base64) {
  const binary = atob(base64),
    bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** @param {Uint8Array} bytes @returns {string} */
export function toBase64(bytes) {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

/** @param {string} base64 of one certificate @returns {string} PEM (RFC 7468) */
export function pem(base64) {
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join("\n")}\n-----END CERTIFICATE-----\n`;
}

/** @param {Uint8Array} bytes @returns {string} the text, or "" when these bytes are not plain text */
export function asText(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /[\0-\x08\x0e-\x1f]/.test(text) ? "" : text;
  } catch {
    return ""; // not UTF-8: a binary file
  }
}

/**
 * @param {string} text of somebody else
 * @returns {string} with what can't be seen, or turns the direction of writing, spelled out
 */
export const visible = text =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, c => `\\u{${c.codePointAt(0)?.toString(16)}}`);

/** @param {string} text @param {number} most @returns {string} shortened in the middle */
export function middle(text, most) {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - (most - 1 - head)).join("")}`;
}

/**
 * @param {string} text
 * @param {number} most
 * @returns {[string, number]} its start, and how many characters are left out
 */
export function start(text, most) {
  if (text.length <= most) return [text, 0];
  const shown = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
  return [shown, text.length - shown.length];
}

/** @param {string} hex lower case, no colons @returns {string} "AE:32:…" */
export function colons(hex) {
  return (hex.toUpperCase().match(/../g) ?? []).join(":");
}

/** @param {number} bytes @returns {string} */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
