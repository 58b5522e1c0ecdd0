// @ts-check
/**
 * Promise client of the engine. Calls made before the engine is ready wait for it; a worker that stops rejects what it
 * was doing with a problem of kind "crash" and is replaced by a new one; a call that does not heed its cancellation is
 * ended the same way (attended.js).
 *
 * A build may come in two parts: a lean engine for the first verdict of a visit, and the whole one, which does
 * everything. The lean one says so when it is ready ({ready: {whole: false}}); the whole one is then started as soon as
 * there is quiet, or when a call needs it, and when it is ready the lean one goes. What the lean one does not answer,
 * for whatever reason, the whole one is asked. Where there is one engine only, it does everything.
 */
import { Engine, another } from "./attended.js";
import { Failure, asProblem } from "./failure.js";
import { t } from "./i18n.js";
import { whenIdle } from "./quiet.js";

/** @typedef {import("./protocol.js").Progress} Progress */
/** @typedef {import("./protocol.js").Calls} Calls */
/** @typedef {import("./attended.js").Event} Event */

/** Milliseconds from the whole engine's start to its practice: whoever pastes at once shall not meet both. */
const LATER = 2000;

/** @type {Engine} */
let first;
/** @type {Engine|null} */
let second = null;
/** Engines beside the two, for work that is divided. @type {Set<Engine>} */
const helpers = new Set();
/** @type {(event: Event) => void} */
let listener = () => {};
/** @type {() => {call: string, args: any}} */
let practice;

/** @type {import("./attended.js").Others} */
const others = {
  whole: wholeEngine,
  came: () => second?.ready === true,
  needless: engine => engine !== first && !first.retired,
  practice: () => practice(),
};

/** @returns {Engine} the engine that does everything */
function wholeEngine() {
  if (first.whole) return first;
  second ??= new Engine("whole", others, event => {
    listener(event.state === "ready" ? { state: "whole" } : event);
    if (event.state !== "ready") return;
    if (first.pending.size === 0) first.retire();
    setTimeout(() => second && quiet(second, () => second?.warm()), LATER);
  });
  return second;
}

/**
 * Starts the engine.
 * @param {(event: Event) => void} tell told of its states
 * @param {() => {call: string, args: any}} warmUp a call that engines are warmed up with while nobody wants anything
 */
export function startEngine(tell, warmUp) {
  listener = tell;
  practice = warmUp;
  first = new Engine("lean", others, event => {
    tell(event);
    if (event.state !== "ready") return;
    if (first.whole) tell({ state: "whole" });
    quiet(first, () => {
      first.warm();
      if (!first.whole) wholeEngine().start();
    });
  });
  first.start();
}

/** Runs work when an engine has answered what it was asked so far. @param {Engine} engine @param {() => void} work */
function quiet(engine, work) {
  if (engine.pending.size === 0) whenIdle(work, { timeout: 1000 });
  else setTimeout(quiet, 50, engine, work);
}

/** Ends every engine, and with them whatever their memory holds; who waits for one is told that it was cancelled. */
export function endEngines() {
  for (const engine of [first, second, ...helpers]) engine?.end();
}

/** Starts them again: the lean one, which fetches the whole one when it is ready. */
export const startAgain = () => first.start();

/** Gives up on engines that have not been heard for a while. */
export function restartSilent() {
  for (const engine of [first, second, ...helpers]) {
    if (!engine?.slow) continue;
    if (engine.ready) engine.stopped(t("slow.restarted"));
    else engine.again();
  }
}

/** Tries again after a failure. */
export function restartEngine() {
  for (const engine of [first, second]) {
    if (!engine) continue;
    engine.restarts = 0;
    engine.start();
  }
}

/**
 * @typedef {{onProgress?: (p: Progress) => void, onFirst?: (report: any) => any, signal?: AbortSignal,
 *   whole?: boolean}} How
 */

/**
 * @template {keyof Calls} K
 * @param {K} call
 * @param {Parameters<Calls[K]>[0]} args
 * @param {How} [how] onFirst: for a check, told its report without other clients, makers and plan as soon as that is
 *   known, at most once; the rest begins when what it returns has come. whole: ask the engine that does everything
 * @returns {Promise<ReturnType<Calls[K]>>} rejected with a Failure
 */
export async function call(call, args, how = {}) {
  if (call !== "check") return ask(call, args, how);
  const free = second?.ready && second.pending.size === 0;
  const lean = how.onFirst && !how.whole && !first.retired && first.whole !== true && !free;
  if (!lean) return ask(call, args, { ...how, whole: true });
  try {
    const answer = await ask(call, args, how);
    if (first.whole) return answer;
    await how.onFirst?.(answer);
    how = { ...how, onFirst: undefined };
  } catch (thrown) {
    const { kind } = asProblem(thrown);
    // usage: a client that only the whole engine knows
    if (first.whole || (kind !== "further" && kind !== "usage")) throw thrown;
  }
  return ask(call, args, { ...how, whole: true });
}

/**
 * @param {string} call
 * @param {any} args
 * @param {How} how
 * @param {Engine} [helper] which to ask, instead of the two
 * @returns {Promise<any>}
 */
async function ask(call, args, { onProgress, onFirst, signal, whole = false }, helper) {
  const id = another();
  /** @type {any} */
  let told; // what its first part is shown by
  const answer = await new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Failure({ kind: "cancelled", message: "cancelled" }));
    (helper ?? (whole && first.whole === false ? wholeEngine() : first)).add(id, {
      resolve,
      reject,
      onProgress,
      onFirst: onFirst && (report => (told = onFirst(report))),
      call,
      args,
      whole,
      sent: false,
    });
    signal?.addEventListener("abort", () => helper?.cancel(id) || first.cancel(id) || second?.cancel(id), {
      once: true,
    });
  });
  await told; // or the whole report would be drawn in place of the verdict that was about to be shown
  return answer;
}

/**
 * Another engine that does everything, started when it is asked and ended by stop(). The page is told only when it is
 * silent: whoever asks it hears of everything else, and asks elsewhere.
 */
export function startHelper() {
  const engine = new Engine(
    "whole",
    others,
    event => (event.state === "slow" || event.state === "heard") && listener(event),
  );
  helpers.add(engine);
  return {
    /** @type {typeof call} */
    call: (call, args, how = {}) => ask(call, args, how, engine),
    stop() {
      helpers.delete(engine);
      engine.end();
    },
  };
}
