// @ts-check
/** The repair and the new CA: calls with keys in them. When keys and passwords go is said in secrets.js. */
import { call } from "./engine.js";
import { Failure, asProblem } from "./failure.js";
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

/** The check with the keys given for the repair and their passwords. */
function withKeys() {
  const args = checkArgs(),
    passwords = [secret("key-password"), secret("unlock"), ...(args.passwords ?? [])].filter(Boolean);
  const pasted = secret("key-text").trim();
  const keys = [...state.keys];
  if (pasted !== "") {
    const n = 1 + state.keys.filter(k => k.pasted).length;
    keys.push({ name: t("key.pastedName", { n }), data: new TextEncoder().encode(pasted) });
  }
  return { ...args, passwords: [...new Set(passwords)], keys };
}

/** @typedef {Parameters<Parameters<typeof run>[1]>[0]} How */

/**
 * Asks once more for what is shown, for its words. It holds no secret.
 * @type {((how: How) => Promise<import("./types.js").RepairResult>)|null}
 */
let told = null;

/** @param {import("./protocol.js").RepairOptions} options */
export function repair(options) {
  /** @param {How} how @param {import("./protocol.js").RepairOptions} wishes */
  const ask = async (how, wishes) => {
    const asked = withKeys();
    const result = await call("repair", { ...asked, options: wishes }, how);
    if (result.key && asked.keys.length) throw new Failure(keyProblem(result.key));
    return result;
  };
  const { newSerial, notAfter } = options;
  told = how => ask(how, { newSerial, notAfter });
  return run("repair", how => ask(how, options));
}

/** Has a certificate request signed. @param {import("./protocol.js").Wanted} wanted */
export function signRequest(wanted) {
  told = async how => {
    const result = await call("signRequest", { ...withKeys(), wanted }, how);
    if (!result.key) return result;
    const problem = keyProblem(result.key);
    const kind = /** @type {any} */ (problem.kind.startsWith("password") ? problem.kind : "request-key");
    throw new Failure({ ...problem, kind });
  };
  return run("repair", told);
}

/** The language is another one: what the repair says is said in it. The files stay the very same. */
export async function retell() {
  const { result, problem, busy } = state.repair;
  if (busy || (!result && !problem)) return;
  if (!told || !result) return void (told ? run("repair", told) : set({ repair: idle() }));
  try {
    const { plan, why, proof, request, lang } = await told({
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    if (state.repair.result !== result) return; // another one by now, or gone
    set({ repair: { ...idle(), result: { ...result, plan, why, proof, request, lang } } });
  } catch (thrown) {
    if (state.repair.result === result) set({ repair: { ...idle(), result, problem: asProblem(thrown) } });
  }
}

/**
 * @param {import("./protocol.js").KeyProblem} key
 * @returns {import("./types.js").Problem} whose key was given, and whose is wanted
 */
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
