// @ts-check
/** "My clients": those that the person runs, chosen once and remembered, as ids. */
import { state, set } from "./store.js";
import { preference, remember } from "./preferences.js";

/** @typedef {import("./types.js").ClientVerdict} ClientVerdict */

/** @returns {string[]} as remembered; ids of clients that are gone do no harm */
export const rememberedClients = () =>
  preference("clients")
    .split(" ")
    .filter(id => id !== "");

/** @param {string} id @param {boolean} on */
export function runs(id, on) {
  const mine = state.mine.filter(x => x !== id);
  if (on) mine.push(id);
  remember("clients", mine.join(" "));
  set({ mine, everyClient: mine.length === 0 ? false : state.everyClient });
}

/**
 * @param {ClientVerdict[]} clients
 * @param {string[]} mine
 * @returns {{mine: boolean, list: ClientVerdict[]}} those that count: mine, when any was chosen that is among them
 */
export function counted(clients, mine) {
  const list = clients.filter(c => mine.includes(c.id));
  return list.length > 0 ? { mine: true, list } : { mine: false, list: clients };
}

/**
 * @param {ClientVerdict[]} clients
 * @returns {{refuse: number, judged: number, unknown: number, apart: number}} of those held to the real client;
 *   apart: the others
 */
export function tally(clients) {
  const held = clients.filter(c => c.compared !== false),
    judged = held.filter(c => c.verdict !== "not-checked");
  return {
    refuse: judged.filter(c => c.verdict === "refused").length,
    judged: judged.length,
    unknown: held.length - judged.length,
    apart: clients.length - held.length,
  };
}
