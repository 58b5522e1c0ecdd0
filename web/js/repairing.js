// @ts-check
/** The repair and the new CA: calls with keys in them. When keys and passwords go is said in secrets.js. */
import { Failure, call, asProblem } from "./engine.js";
import { state, set, idle } from "./store.js";
import { checkArgs, inputs } from "./asking.js";
import { drop, holding, secret } from "./secrets.js";
import { announce } from "./announce.js";
import { t } from "./i18n.js";

/** @type {AbortController|null} */
let running = null;

/**
 * @param {"repair"|"recipe"|"kit"} slot where the work shows
 * @param {(how: {signal: AbortSignal, onProgress: (p: import("./types.js").Progress) => void}) => Promise<any>} work
 * @returns {Promise<boolean>} whether it was done
 */
async function run(slot, work) {
  const mine = new AbortController();
  if (slot !== "recipe") {
    running?.abort();
    running = mine;
  }
  set({ [slot]: { ...idle(), busy: true } });
  const how = {
    signal: mine.signal,
    onProgress: (/** @type {import("./types.js").Progress} */ progress) => {
      if (mine.signal.aborted || !state[slot].busy) return;
      state[slot].progress = progress; // of the same work: only its bar is drawn anew, and not the panel around it
      set({});
    },
  };
  try {
    const result = await (slot === "recipe" ? work(how) : holding(slot, mine, () => work(how)));
    if (mine.signal.aborted) return false;
    set({ [slot]: { ...idle(), result } });
    if (slot !== "recipe") announce(t(result.proven === false ? "repair.notProven" : "repair.done"));
    return true;
  } catch (thrown) {
    if (mine.signal.aborted) return false; // whoever ended it has cleared its place
    const problem = asProblem(thrown);
    set({ [slot]: { ...idle(), problem: problem.kind === "cancelled" ? null : problem } });
    if (slot !== "recipe" && problem.kind !== "cancelled") announce(t("announce.problem"));
    return false;
  }
}

/** @param {import("./protocol.js").RepairOptions} options */
export function repair(options) {
  return run("repair", async how => {
    const args = checkArgs(),
      passwords = [secret("key-password"), secret("unlock"), ...(args.passwords ?? [])].filter(Boolean);
    const asked = { ...args, passwords: [...new Set(passwords)] };
    const pasted = secret("key-text").trim();
    const keys = [
      ...state.keys,
      ...(pasted === ""
        ? []
        : [
            {
              name: t("key.pastedName", { n: 1 + state.keys.filter(k => k.pasted).length }),
              data: new TextEncoder().encode(pasted),
            },
          ]),
    ];
    const result = await call("repair", { ...asked, keys, options }, how);
    if (result.key && keys.length) throw new Failure(keyProblem(result.key));
    return result;
  });
}

/** @param {import("./protocol.js").KeyProblem} key @returns {import("./types.js").Problem} whose key was given, and whose is wanted */
function keyProblem({ kind, title }) {
  const known = { "password-wrong": "password", damaged: "other-key" }[kind] ?? kind;
  return { kind: /** @type {any} */ (known), title, message: "" };
}

/** Makes openssl.cnf and the script, which need no key. */
export function makeRecipe() {
  const { report } = state;
  if (!report?.plan || report.plan.reissues.length === 0 || state.recipe.busy || state.recipe.result) return;
  run("recipe", how => call("repair", { ...checkArgs(inputs()), keys: [] }, how));
}

/** @param {import("./protocol.js").NewCAArgs} args */
export async function makeKit(args) {
  const locked = Boolean(args.keyPassword || args.pkcs12Password);
  const done = await run("kit", async how => ({
    ...(await call("newCA", { ...args, lang: state.lang, client: state.client }, how)),
    locked,
  }));
  if (done) drop("made");
}

/** Stops the work that runs. */
export function cancelWork() {
  running?.abort();
  for (const slot of /** @type {const} */ (["repair", "kit"])) if (state[slot].busy) set({ [slot]: idle() });
}

/** Reads the code changes for clients that can't wait for the repair. */
export async function loadSnippets() {
  const snippetsFor = snippetsOf(state);
  try {
    const { snippets } = await call("workarounds", { lang: state.lang, report: state.report ?? undefined });
    set({ snippets, snippetsFor });
  } catch (thrown) {
    set({ problem: asProblem(thrown), snippetsFor });
  }
}

/** @param {import("./store.js").State} s @returns {string} what the code changes depend on */
export const snippetsOf = s => JSON.stringify([s.report?.client, s.report?.as, s.report?.target]);
