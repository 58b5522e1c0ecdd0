// @ts-check
/** What re-issuing CAs would mend of the table, and making them with the keys given. */
import { call } from "./engine.js";
import { asProblem } from "./failure.js";
import { checkArgs, inputs } from "./asking.js";
import { drop, holding, secret } from "./secrets.js";
import { idle, set, state } from "./store.js";
import { announce } from "./announce.js";
import { t } from "./i18n.js";

/** @typedef {import("./types.js").AuditRow} AuditRow */

/** @type {AbortController|null} */
let running = null;

/** Ends what runs: the engine is wanted for something else, or the table is another one. */
export function stopFleet() {
  running?.abort();
  running = null;
  if (state.fleet.busy) set({ fleet: idle() });
}

/**
 * @param {AuditRow[]} rows
 * @returns {boolean} whether a CA may be what they are refused for: the first error of one is above the leaf
 */
const above = rows => rows.some(row => row.verdict === "refused" && (row.depth > 0 || row.role !== "leaf"));

/** @param {import("./types.js").Input[]} keys @param {string[]} clients */
async function ask(keys, clients) {
  running?.abort();
  const mine = (running = new AbortController());
  const rows = (state.audit?.rows ?? []).filter(r => r.verdict === "refused").map(r => r.index);
  const before = state.fleet.result;
  set({ fleet: { ...idle(), busy: true, result: before } });
  const args = checkArgs(inputs()),
    passwords = [secret("key-password"), ...(args.passwords ?? [])].filter(Boolean);
  try {
    const result = await call(
      "fleet",
      { ...args, passwords, keys, rows, clients },
      {
        signal: mine.signal,
        onProgress(progress) {
          if (mine !== running) return;
          state.fleet.progress = progress; // of the same work: only its bar is drawn anew
          set({});
        },
      },
    );
    if (mine !== running) return;
    set({ fleet: { ...idle(), result } });
    if (keys.length) announce(t(result.why ? "announce.problem" : "repair.done"));
  } catch (thrown) {
    if (mine !== running) return;
    const problem = asProblem(thrown);
    set({ fleet: { ...idle(), result: before, problem: problem.kind === "cancelled" ? null : problem } });
  }
}

/** Finds out, once the table has ended, what one CA would mend of it. */
export function planFleet() {
  const rows = state.audit?.rows ?? [];
  if (!state.audit?.running && !state.fleet.busy && !state.fleet.result && above(rows)) ask([], []);
}

/** Makes the CAs whose keys are given. */
export function makeFleet() {
  const clients = (state.catalog?.clients ?? []).filter(c => c.compared).map(c => c.id);
  const mine = new AbortController();
  mine.signal.addEventListener("abort", stopFleet);
  return holding("keys", mine, () => ask(state.keys, clients));
}

/** The keys go, and what was made stays: it holds certificates only. */
export const forgetKeys = () => drop("repair");
