// @ts-check
/** Hands a file to the person. */
import { h } from "./dom.js";

/** @param {string} name @param {Blob|string|Uint8Array} data @param {string} [type] */
export function download(name, data, type = "application/octet-stream") {
  const blob = data instanceof Blob ? data : new Blob([/** @type {any} */ (data)], { type });
  const url = URL.createObjectURL(blob);
  const anchor = h("a", { href: url, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
