// @ts-check
/** The repair and the new CA: calls with keys in them. Keys and passwords stay in memory and are dropped when their panel closes. */
import { Failure, call, asProblem } from "./engine.js";
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
    const result = await work({
      signal: mine.signal,
      onProgress: progress => state[slot].busy && set({ [slot]: { ...state[slot], progress } }),
    });
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
  return run("repair", async how => {
    const args = checkArgs(),
      result = await call("repair", { ...args, keys: state.keys, options }, how);
    if (!result.proven && state.keys.length) await explainKeys(args, how);
    return result;
  });
}

/**
 * A key was given and yet nothing could be signed: finds out what is wrong with it.
 * @param {import("./protocol.js").CheckArgs} args @param {{signal: AbortSignal}} how
 */
async function explainKeys(args, how) {
  const { locked, keys } = await call("check", { ...args, inputs: [...args.inputs, ...state.keys] }, how);
  const given = new Set(state.keys.map(k => k.name));
  const shut = locked.filter((/** @type {{source: string}} */ l) =>
    [...given].some(name => l.source.startsWith(name)),
  );
  if (shut.length)
    throw new Failure({
      kind: "password",
      message: t(args.passwords?.length ? "key.shut" : "key.wantsPassword", { source: shut[0].source }),
    });
  const other = keys.filter((/** @type {{matches: number[]}} */ k) => k.matches.length === 0);
  if (keys.length === 0)
    throw new Failure({ kind: /** @type {any} */ ("other-key"), message: t("key.none") });
  if (other.length === keys.length)
    throw new Failure({
      kind: /** @type {any} */ ("other-key"),
      message: t("key.other", { kind: other[0].kind, source: other[0].source }),
    });
}

/** Makes openssl.cnf and the script, which need no key. */
export function makeRecipe() {
  const { report } = state;
  if (!report?.plan || report.plan.reissues.length === 0 || state.recipe.busy || state.recipe.result) return;
  run("recipe", how => call("repair", { ...checkArgs(inputs()), keys: [] }, how));
}

/** @param {import("./protocol.js").NewCAArgs} args */
export function makeKit(args) {
  return run("kit", how => call("newCA", { ...args, lang: state.lang }, how));
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
