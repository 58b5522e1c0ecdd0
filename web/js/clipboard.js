// @ts-check
/** Copies text, also where the clipboard API does not exist (plain http) or is refused. */
import { h } from "./dom.js";

/** @param {string} text @returns {Promise<boolean>} false when the browser refuses both ways */
export async function copy(text) {
  if (navigator.clipboard?.writeText) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      return copySelection(text); // the older way may still be allowed
    }
  }
  return copySelection(text);
}

/** @param {string} text @returns {boolean} */
function copySelection(text) {
  const before = document.activeElement;
  const host = document.querySelector("dialog[open]") ?? document.body;
  const box = h("textarea", { value: text, readOnly: true, class: "visually-hidden", "aria-hidden": "true" });
  host.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
