// @ts-check
/** The repair and the new CA: calls with keys in them. Keys and passwords stay in memory and are dropped when their panel closes. */
import { call, asProblem } from "./engine.js";
import { state, set, idle } from "./store.js";
import { checkArgs, inputs } from "./checking.js";
import { announce } from "./announce.js";
import { t } from "./i18n.js";

/** @type {AbortController|null} */
let running = null;

/**
 * @param {"repair"|"recipe"|"kit"} slot where the work shows
 * @param {(how: {signal: AbortSignal, onProgress: (p: import("./types.js").Progress) => void}) => Promise<any>} work
 */
async function run(slot, work) {
  const mine = new AbortController();
  if (slot !== "recipe") {
    running?.abort();
    running = mine;
  }
  set({ [slot]: { ...idle(), busy: true } });
  try {
    const result = await work({ signal: mine.signal, onProgress: (progress) => state[slot].busy && set({ [slot]: { ...state[slot], progress } }) });
    if (mine.signal.aborted) return;
    set({ [slot]: { ...idle(), result } });
    if (slot !== "recipe") announce(t(result.proven === false ? "repair.notProven" : "repair.done"));
  } catch (thrown) {
    const problem = asProblem(thrown);
    set({ [slot]: { ...idle(), problem: problem.kind === "cancelled" ? null : problem } });
    if (slot !== "recipe" && problem.kind !== "cancelled") announce(t("announce.problem"));
  }
}

/** @param {import("./protocol.js").RepairOptions} options */
export function repair(options) {
  return run("repair", (how) => call("repair", { ...checkArgs(), keys: state.keys, options }, how));
}

/** Makes openssl.cnf and the script, which need no key. */
export function makeRecipe() {
  const { report } = state;
  if (!report?.plan || report.plan.reissues.length === 0 || state.recipe.busy || state.recipe.result) return;
  run("recipe", (how) => call("repair", { ...checkArgs(inputs()), keys: [] }, how));
}

/** @param {import("./protocol.js").NewCAArgs} args */
export function makeKit(args) {
  return run("kit", (how) => call("newCA", { ...args, lang: state.lang }, how));
}

/** Stops the work that runs. */
export function cancelWork() {
  running?.abort();
}

/** Leaving the repair: keys, passwords and everything made from them go. */
export function dropKeys() {
  running?.abort();
  for (const key of state.keys) key.data.fill(0);
  set({ keys: [], passwords: [], repair: idle() });
}

/** Reads the code changes for clients that can't wait for the repair. */
export async function loadSnippets() {
  try {
    const { snippets } = await call("workarounds", { lang: state.lang, report: state.report ?? undefined });
    set({ snippets });
  } catch (thrown) {
    set({ problem: asProblem(thrown) });
  }
}
