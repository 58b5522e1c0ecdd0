// @ts-check
/**
 * Language, theme, the history switch and the ids of the clients that one runs, kept in localStorage where the browser
 * allows it. Nothing else is ever put there.
 */

const PREFIX = "x509strict.";

/** @param {"lang"|"theme"|"history"|"clients"} name @returns {string} "" when unset or refused */
export function preference(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return ""; // storage is refused: the page then asks the browser each time
  }
}

/**
 * @param {"lang"|"theme"|"history"|"clients"} name
 * @param {string} value
 * @returns {boolean} whether it will be remembered
 */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}
