// @ts-check
/**
 * What was given, kept so that Back and a reload find it again: in memory for Back, in sessionStorage for the tab. What
 * may hold a key is reduced to its certificates and to the error messages that were recognised before it is kept.
 */
import { Recent } from "./recent.js";
import { state } from "./store.js";
import { entered } from "./staying.js";
import { fromBase64, toBase64 } from "./bytes.js";

/** @typedef {import("./types.js").Input} Input */
/**
 * @typedef {{given: number, text: string, files: Input[], client: string, ownClient: boolean, host: string,
 *   ownHost: boolean,
 *   openssl: string, time: string, as: State["as"]}} Given
 */
/** @typedef {import("./store.js").State} State */

const SLOT = "x509strict.given"; // of sessionStorage
const SMALL = 2 * 1024 * 1024; // bytes that are kept of one input: browsers take some five million characters a site
const MOST = 100; // inputs that Back finds again in a tab that is never closed,
const ROOM = 32 * 1024 * 1024; // and bytes of them

/** @type {Recent<Given>} by number of the input */
const kept = new Recent(MOST, ROOM, is => is.files.reduce((n, f) => n + f.data.length, is.text.length));

/** @returns {Given|null} what is given now, as it may be kept; null when it is nothing, or too much */
function now() {
  const now = entered(SMALL);
  if (!now || (now.text.trim() === "" && now.files.length === 0)) return null;
  const { given, client, ownClient, openssl, time, as, report } = state;
  const told = state.ownHost ? "" : (report?.fromMessage.host ?? ""); // the message that says so may be gone
  const by = state.ownClient ? "" : (report?.fromMessage.client ?? "");
  return {
    given,
    ...now,
    client: by || client,
    ownClient: ownClient || by !== "",
    host: state.host || told,
    ownHost: state.ownHost || told !== "",
    openssl,
    time,
    as,
  };
}

/** Keeps what is given now, for Back. */
export function keepGiven() {
  const is = now();
  if (is) kept.keep(is.given, is);
}

/** @param {number} given @returns {Given|undefined} */
export const given = given => kept.get(given);

/** What is written for the tab: the newest first, as far as there is room. @returns {string} */
function written() {
  /** @type {any[]} */
  const list = [];
  let room = SMALL * 1.4;
  for (const { files, ...rest } of kept.newest()) {
    const entry = { ...rest, files: files.map(f => ({ name: f.name, data: toBase64(f.data) })) };
    room -= JSON.stringify(entry).length;
    if (room < 0) break;
    list.push(entry);
  }
  const here = list.some(entry => entry.given === state.given);
  const nothing = state.text.trim() === "" && state.files.length === 0;
  return JSON.stringify({
    list,
    current: here ? state.given : 0,
    last: state.given,
    less: !here && !nothing,
  });
}

/** Writes what may be kept for the tab. Once the page is hidden or left: nothing else is sure to come after. */
export function keepForTab() {
  keepGiven();
  try {
    sessionStorage.setItem(SLOT, written());
  } catch (refused) {
    forgetTab(); // no room, or no storage at all: a reload begins anew, and the history says what the browser refuses
  }
}

function forgetTab() {
  try {
    sessionStorage.removeItem(SLOT);
  } catch {
    return; // there is no storage: nothing was kept
  }
}

/** @returns {{list: any[], current: number, last: number, less: boolean}|null} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(SLOT) ?? "null");
  } catch {
    return null; // no storage, or not what we wrote
  }
}

/**
 * Reads what the tab kept. @returns {{current: Given|null, last: number, less: boolean}} what was given when the page
 * was left; the highest number of an input; less: there was more than is kept
 */
export function fromTab() {
  const found = read();
  if (!found || !Array.isArray(found.list)) return { current: null, last: 0, less: false };
  for (const entry of found.list.reverse())
    kept.keep(entry.given, {
      ...entry,
      files: entry.files.map((/** @type {any} */ f) => ({ name: f.name, data: fromBase64(f.data) })),
    });
  return { current: kept.get(found.current) ?? null, last: found.last, less: found.less };
}
