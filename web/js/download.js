// @ts-check
/** Hands a file to the person. */
import { h } from "./dom.js";

/** Addresses of files that were handed over a moment ago. @type {Set<string>} */
const addresses = new Set();

/** @param {string} address */
function revoke(address) {
  addresses.delete(address);
  URL.revokeObjectURL(address);
}

/** Makes every address void that has been handed out. */
export const forgetDownloads = () => addresses.forEach(revoke);

/** @param {string} name @param {Blob|string|Uint8Array} data @param {string} [type] */
export function download(name, data, type = "application/octet-stream") {
  const blob = data instanceof Blob ? data : new Blob([/** @type {any} */ (data)], { type });
  const url = URL.createObjectURL(blob);
  addresses.add(url);
  const anchor = h("a", { href: url, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(revoke, 60_000, url);
}
