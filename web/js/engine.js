// @ts-check
/**
 * Promise client of the engine's worker. Calls made before the engine is ready wait for it; a worker that stops rejects what it was
 * doing with a problem of kind "crash" and is replaced by a new one; a call that does not heed its cancellation is ended the same way.
 */
import { startWorker } from "./platform.js";

/** @typedef {import("./protocol.js").Problem} Problem */
/** @typedef {import("./protocol.js").Progress} Progress */
/** @typedef {import("./protocol.js").Calls} Calls */
/** @typedef {{resolve: (v: any) => void, reject: (p: Failure) => void, onProgress?: (p: Progress) => void, call: string, args: any, sent: boolean, timer?: any}} Pending */

/** What a call is rejected with. */
export class Failure extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.message);
    this.name = "Failure";
    this.problem = problem;
  }
}

/** @param {unknown} thrown @returns {Problem} */
export function asProblem(thrown) {
  if (thrown instanceof Failure) return thrown.problem;
  return { kind: "crash", message: thrown instanceof Error ? thrown.message : String(thrown) };
}

const OBEY = 4000; // milliseconds that a cancelled call has to stop by itself
const RESTARTS = 5; // in a row without one answer; then the engine counts as failed

/** @type {Worker|null} */
let worker = null;
let ready = false, next = 1, restarts = 0;
/** @type {Map<number, Pending>} */
const pending = new Map();
/** @type {(event: {state: "ready", version: string}|{state: "failed"|"crashed", message: string}) => void} */
let tell = () => {};

function start() {
  ready = false;
  try {
    worker = startWorker();
  } catch (thrown) {
    fail(thrown instanceof Error ? thrown.message : String(thrown));
    return;
  }
  const mine = worker;
  worker.addEventListener("message", (event) => {
    if (mine === worker) receive(event.data);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    if (mine === worker) stopped(event.message || "worker error");
  });
}

/** @param {any} data one message of the worker */
function receive(data) {
  if (data.ready) {
    ready = true;
    tell({ state: "ready", version: data.ready.version });
    for (const [id, p] of pending) send(id, p);
    return;
  }
  if (data.failed) return ready ? stopped(data.failed.message) : fail(data.failed.message);
  const p = pending.get(data.id);
  if (!p) return;
  if (data.progress) return p.onProgress?.(data.progress);
  pending.delete(data.id);
  clearTimeout(p.timer);
  restarts = 0;
  if (data.problem) p.reject(new Failure(data.problem));
  else p.resolve(data.ok);
}

/** @param {number} id @param {Pending} p */
function send(id, p) {
  if (p.sent) return;
  p.sent = true;
  worker?.postMessage({ id, call: p.call, args: p.args });
}

/** @param {Problem} problem @param {boolean} all also those not sent yet */
function rejectAll(problem, all) {
  for (const [id, p] of pending) {
    if (!p.sent && !all) continue;
    pending.delete(id);
    clearTimeout(p.timer);
    p.reject(new Failure(problem));
  }
}

/** The engine can't be started. @param {string} message */
function fail(message) {
  worker?.terminate();
  worker = null;
  tell({ state: "failed", message });
  rejectAll({ kind: "crash", message }, true);
}

/** The engine stopped in mid-work: start another one. @param {string} message */
function stopped(message) {
  worker?.terminate();
  worker = null;
  if (++restarts > RESTARTS) return fail(message);
  tell({ state: "crashed", message });
  start();
  rejectAll({ kind: "crash", message }, false);
}

/** Starts the engine. @param {typeof tell} listener told of its states */
export function startEngine(listener) {
  tell = listener;
  start();
}

/** Tries again after a failure. */
export function restartEngine() {
  restarts = 0;
  if (!worker) start();
}

/**
 * @template {keyof Calls} K
 * @param {K} call
 * @param {Parameters<Calls[K]>[0]} args
 * @param {{onProgress?: (p: Progress) => void, signal?: AbortSignal}} [how]
 * @returns {Promise<ReturnType<Calls[K]>>} rejected with a Failure
 */
export function call(call, args, { onProgress, signal } = {}) {
  const id = next++;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Failure({ kind: "cancelled", message: "cancelled" }));
    if (!worker) start();
    /** @type {Pending} */
    const p = { resolve, reject, onProgress, call, args, sent: false };
    pending.set(id, p);
    if (ready) send(id, p);
    signal?.addEventListener("abort", () => {
      if (!pending.has(id)) return;
      if (!p.sent) {
        pending.delete(id);
        return reject(new Failure({ kind: "cancelled", message: "cancelled" }));
      }
      worker?.postMessage({ cancel: id });
      p.timer = setTimeout(() => {
        if (!pending.delete(id)) return;
        reject(new Failure({ kind: "cancelled", message: "cancelled" }));
        worker?.terminate();
        worker = null;
        start();
        rejectAll({ kind: "crash", message: "another piece of work did not stop when told to" }, false);
      }, OBEY);
    }, { once: true });
  });
}
