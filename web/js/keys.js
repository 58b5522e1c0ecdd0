// @ts-check
/**
 * Private keys for the repair: taken out of what is pasted, and told whose they are. They lie in state.keys, which
 * secrets.js empties.
 */
import { call } from "./engine.js";
import { state, set } from "./store.js";
import { checkArgs } from "./asking.js";
import { secret } from "./secrets.js";
import { t } from "./i18n.js";

const BLOCK =
  /-----BEGIN ((?:ENCRYPTED |RSA |EC |DSA )?PRIVATE KEY)-----[\s\S]*?-----END \1-----[ \t]*(?:\r?\n)?/g;

/** Takes whole private keys in PEM out of a text. @param {string} text @returns {{text: string, keys: string[]}} */
export function apart(text) {
  /** @type {string[]} */
  const keys = [];
  if (!text.includes("PRIVATE KEY")) return { text, keys };
  return { text: text.replace(BLOCK, block => (keys.push(block), "")), keys };
}

/** Keys that were pasted with other things, or alone: for the repair. @param {string[]} pasted */
export function takeKeys(pasted) {
  const had = state.keys.filter(k => k.pasted),
    texts = new Set(had.map(k => new TextDecoder().decode(k.data).trim()));
  const more = [...new Set(pasted.map(text => text.trim()))].filter(text => !texts.has(text));
  if (more.length === 0) return;
  const inputs = more.map((text, i) => ({
    name: t("key.pastedName", { n: had.length + i + 1 }),
    data: new TextEncoder().encode(`${text}\n`),
    pasted: true,
  }));
  set({ keys: [...state.keys, ...inputs], tab: "key" });
  identify();
}

/** Finds out whose the keys at hand are. */
export async function identify() {
  const { keys } = state;
  if (keys.length === 0) return set({ owners: [] });
  const args = checkArgs(),
    passwords = [secret("key-password"), secret("unlock"), ...(args.passwords ?? [])].filter(Boolean);
  try {
    const report = await call(
      "check",
      { ...args, passwords, inputs: [...args.inputs, ...keys] },
      { whole: true },
    );
    if (state.keys !== keys) return; // others by now, or gone
    set({ owners: keys.map(key => ownerOf(report, key.name)) });
  } catch (thrown) {
    if (state.keys === keys) set({ owners: [] }); // the repair says what is wrong
  }
}

/** @param {import("./types.js").Report} report @param {string} name of a file @returns {import("./store.js").Owner} */
function ownerOf(report, name) {
  const here = (/** @type {{source: string}} */ x) => x.source === name || x.source.startsWith(`${name} `);
  const found = report.keys.filter(here);
  return {
    kind: found.map(k => k.kind).join(t("word.comma")),
    names: [...new Set(found.flatMap(k => k.matches.map(i => report.certificates[i].name)))],
    locked: report.locked.some(here),
    none: found.length === 0,
  };
}
