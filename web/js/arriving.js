// @ts-check
/** Prefilled links: what stands in the address's fragment is judged at once, and taken out of the address bar. */
import { call, asProblem } from "./engine.js";
import { set, state } from "./store.js";
import { asLanguage } from "./i18n.js";
import { begin, check } from "./checking.js";
import { boxOrFiles } from "./past.js";

const KNOWN = /(^|&)(cert|pem|der)=/;

/** @returns {boolean} whether the address carries something to judge */
export const linked = () => KNOWN.test(location.hash.slice(1));

/** @param {(lang: "en"|"zh") => void} speak @returns {Promise<boolean>} whether there was a link to follow */
export async function followLink(speak) {
  const fragment = location.hash.slice(1);
  const asked = new URLSearchParams(fragment);
  const lang = asLanguage(asked.get("lang") ?? "");
  if (lang) speak(lang);
  if (!KNOWN.test(fragment)) {
    if (lang) clean();
    return false;
  }
  clean();
  begin({ busy: true });
  try {
    const { inputs, host, client } = await call("decodeLink", { fragment });
    set({ ...boxOrFiles(inputs), host, ...(client ? { client } : {}) });
    /** @type {HTMLInputElement} */ (document.getElementById("host")).value = state.host;
    await check(true);
  } catch (thrown) {
    set({ busy: false, problem: asProblem(thrown) });
  }
  return true;
}

/** Takes the fragment out of the address bar and the browser's history, without loading anything. */
function clean() {
  try {
    globalThis.history.replaceState(null, "", location.pathname + location.search);
  } catch (refused) {
    location.hash = ""; // a document that may not change its address: at least the certificate goes
  }
}
