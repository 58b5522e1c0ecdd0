// @ts-check
/**
 * The one owner of what must not be found by whoever comes later: keys, passwords, what was made with them, and the
 * memory of the engines that worked with them. SECRETS (occasions.js) says when each goes; drop() is the only way in
 * which one goes. Fields that take a secret are made here.
 */
import { h } from "./dom.js";
import { idle, set, state } from "./store.js";
import { forgetDownloads } from "./download.js";
import { endEngines } from "./engine.js";
import { SECRETS } from "./occasions.js";
import { staying } from "./staying.js";

/** @typedef {"key-text"|"key-password"|"repair-pkcs12"|"unlock"|"kit-key-password"|"kit-pkcs12"} Field */

/** What has been typed into the fields that take a secret. @type {Record<Field, string>} */
const typed = {
  "key-text": "",
  "key-password": "",
  "repair-pkcs12": "",
  unlock: "",
  "kit-key-password": "",
  "kit-pkcs12": "",
};

/** @typedef {import("./occasions.js").Occasion} Occasion */
/** @typedef {keyof typeof SECRETS} Secret */

/**
 * The field of each that was made last: it may be about to be shown.
 * @type {Map<Field, HTMLInputElement|HTMLTextAreaElement>}
 */
const fields = new Map();

/** Work that holds secrets, ended when they go. @type {Set<{with: Secret, ended: AbortController}>} */
const working = new Set();

/**
 * Runs work on secrets: it is told to end when they are dropped.
 * @template T
 * @param {Secret} secret @param {AbortController} ended @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function holding(secret, ended, work) {
  const entry = { with: secret, ended };
  working.add(entry);
  try {
    return await work();
  } finally {
    working.delete(entry);
  }
}

/**
 * A field that takes a secret.
 * @param {Field} name @param {Record<string, any>} [props]
 * @returns {HTMLInputElement|HTMLTextAreaElement}
 */
export function secretField(name, props = {}) {
  const oninput = (/** @type {Event} */ e) =>
    void (typed[name] = /** @type {HTMLInputElement|HTMLTextAreaElement} */ (e.target).value);
  const all = {
    autocomplete: "off",
    "data-key": name,
    ...props,
    value: typed[name],
    "data-secret": name,
    oninput,
  };
  const field =
    name === "key-text"
      ? h("textarea", { spellcheck: "false", autocapitalize: "off", ...all })
      : h("input", { type: "password", ...all });
  fields.set(name, field);
  return field;
}

/** @param {Field} name @returns {string} what has been typed there */
export const secret = name => typed[name];

/**
 * How each secret that is not a field goes; returns whether it was there, where a person would miss it.
 * @type {Record<Exclude<Secret, Field>, () => boolean>}
 */
const dropping = {
  keys() {
    const were = state.keys;
    for (const key of were) key.data.fill(0);
    if (were.length) set({ keys: [], owners: [] });
    return were.length > 0;
  },
  passwords() {
    const were = state.passwords.length > 0;
    if (were) set({ passwords: [] });
    return were;
  },
  repair: () => dropWork("repair"),
  kit: () => dropWork("kit"),
  given() {
    const less = staying();
    if (less) set(less);
    return less !== null;
  },
  downloads() {
    forgetDownloads();
    return false;
  },
  engines() {
    endEngines();
    return false;
  },
};

/** @param {"repair"|"kit"} slot @returns {boolean} */
function dropWork(slot) {
  const { busy, result, problem } = state[slot];
  if (busy || result || problem) set({ [slot]: idle() });
  return busy || result !== null;
}

/** @param {Field} name @returns {boolean} */
function dropField(name) {
  const was = typed[name] !== "";
  typed[name] = "";
  const made = fields.get(name);
  if (made) made.value = "";
  for (const field of document.querySelectorAll(`[data-secret="${name}"]`))
    /** @type {HTMLInputElement} */ (field).value = "";
  return was;
}

/**
 * @param {Occasion} occasion
 * @param {Secret[]} [but] what stays all the same
 * @returns {boolean} whether anything went that a person would miss
 */
export function drop(occasion, but = []) {
  let missed = false;
  for (const [name, goes] of /** @type {[Secret, Occasion[]][]} */ (Object.entries(SECRETS))) {
    if (!goes.includes(occasion) || but.includes(name)) continue;
    for (const work of working) if (work.with === name) work.ended.abort();
    const was =
      name in typed
        ? dropField(/** @type {Field} */ (name))
        : dropping[/** @type {Exclude<Secret, Field>} */ (name)]();
    missed ||= was;
  }
  return missed;
}
