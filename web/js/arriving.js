// @ts-check
/**
 * What is put into the box for a person: by a link, whose fragment is judged at once and taken out of the address bar,
 * or from the history.
 */
import { call } from "./engine.js";
import { asProblem } from "./failure.js";
import { DEFAULT_CLIENT, DEFAULT_OPENSSL } from "./defaults.js";
import { clientInSentence } from "./words.js";
import { set, state } from "./store.js";
import { asLanguage, moment, t } from "./i18n.js";
import { begin, check } from "./checking.js";
import { entry } from "./past.js";
import { asText, middle, pem, toBase64, visible } from "./bytes.js";

const GENERATION = /^(1\.1\.1|3\.0|3\.5|4\.0)$/;

/** @param {string|null} as @returns {"server"|"client"|""} */
const direction = as => (as === "server" || as === "client" ? as : "");

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
    const openssl = asked.get("openssl") ?? "";
    set({
      ...boxOrFiles(inputs),
      host,
      ownHost: true,
      as: direction(asked.get("as")),
      openssl: GENERATION.test(openssl) ? openssl : DEFAULT_OPENSSL,
      ...(await clientAsked(client || (asked.get("client") ?? ""))),
      ownClient: asked.has("client"),
    });
    /** @type {HTMLInputElement} */ (document.getElementById("host")).value = state.host;
    await check(true);
  } catch (thrown) {
    set({ busy: false, problem: asProblem(thrown) });
  }
  return true;
}

/**
 * @param {string} client as a link or an old entry names it; "" for none
 * @returns {Promise<{client?: string, notice?: string}>} the choice; the default one, and why, where no such client is
 *   known
 */
async function clientAsked(client) {
  if (client === "") return {};
  const known = async (/** @type {boolean} */ whole) =>
    (await call("catalog", { lang: state.lang }, { whole })).clients;
  const is = (/** @type {{id: string}} */ c) => c.id === client;
  // The engine that comes first does not know all of them.
  if ((await known(false)).some(is) || (await known(true)).some(is)) return { client };
  const instead = clientInSentence(DEFAULT_CLIENT);
  return {
    client: DEFAULT_CLIENT,
    notice: t("link.client", { client: middle(visible(client), 60), instead }),
  };
}

/** Takes the fragment out of the address bar and the browser's history, without loading anything. */
function clean() {
  try {
    globalThis.history.replaceState(null, "", location.pathname + location.search);
  } catch (refused) {
    location.hash = ""; // a document that may not change its address: at least the certificate goes
  }
}

/** Puts an entry back into the box and judges it anew. @param {import("./types.js").HistoryEntry} old */
export async function reopen(old) {
  try {
    const { inputs, report } = await entry(old.id);
    begin({
      ...boxOrFiles(inputs),
      openssl: report.openssl,
      host: report.host,
      as: report.asBy === "user" ? direction(report.as) : "",
      historyOpen: false,
      notice: t("history.reopened", { time: moment(old.time) }),
      ...(await clientAsked(report.client)),
    });
    await check(true);
  } catch (thrown) {
    set({ problem: asProblem(thrown), historyOpen: false });
  }
}

/**
 * @param {import("./types.js").Input[]} inputs
 * @returns {{text: string, files: import("./types.js").Input[]}} text where it can be shown as text
 */
function boxOrFiles(inputs) {
  if (inputs.length === 0 || inputs.length > 12) return { text: "", files: inputs };
  const texts = inputs.map(({ data }) => asText(data) || pem(toBase64(data)));
  return { text: texts.join(""), files: [] };
}
