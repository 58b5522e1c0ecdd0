// @ts-check
/**
 * The engine's worker, and its first start. In the served page this is a script of its own, no module, that is run
 * before the page is read on: a worker comes only as fast as the page's thread has time for it, and reading the page
 * and running its script take all of that. So the engine is compiled meanwhile. Served and single-file page differ here
 * in where the engine comes from, and nowhere else.
 */
import { WORKER, ENGINES } from "./build.js";
import { LEAN_ENV } from "./lean.js";

/** @typedef {"lean"|"whole"} Kind the engine for the first verdict of a visit, or the one that does everything */

/** Lets the page's own scripts through and no other. @type {{createScriptURL: (url: string) => any}} */
export const trusted = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("x509strict", {
  createScriptURL(/** @type {string} */ url) {
    if (url.startsWith("blob:") || url === "sw.js") return url;
    throw new TypeError("x509strict: no script may come from " + url);
  },
}) ?? { createScriptURL: (/** @type {string} */ url) => url };

/** @returns {Uint8Array<ArrayBuffer>} the gzip of the engine that the single file carries */
function carried() {
  const text = document.getElementById("engine")?.textContent?.trim();
  if (!text) throw new Error("this file is damaged: the engine is missing from it");
  const decode = /** @type {any} */ (Uint8Array).fromBase64;
  if (decode) return decode.call(Uint8Array, text);
  const binary = atob(text),
    bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Whether workers fetch their program; where one could not, the page does. */
let byWorkers = true;

/** @param {Kind} which @returns {import("../worker.js").Program|Promise<import("../worker.js").Program>} */
function program(which) {
  if (typeof WebAssembly === "undefined") throw new Error("this browser has no WebAssembly");
  if (!ENGINES) return unpacked().then(wasm => ({ wasm }));
  const url = new URL(ENGINES[which], location.href).href;
  return byWorkers ? { url } : fetched(url).then(wasm => ({ wasm }));
}

/** @returns {Promise<ArrayBuffer>} the single file's engine: in WebKit a worker of a file can't read its own blobs */
async function unpacked() {
  // Chrome 80, Firefox 113, Safari 16.4. The page's colours want more than that: light-dark(), of Chrome 123, Firefox
  // 120, Safari 17.5.
  if (typeof DecompressionStream === "undefined") throw new Error("this browser has no DecompressionStream");
  return new Response(
    new Blob([carried()]).stream().pipeThrough(new DecompressionStream("gzip")),
  ).arrayBuffer();
}

/** @param {string} url @returns {Promise<ArrayBuffer>} */
async function fetched(url) {
  const response = await fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url}: the server answered ${response.status}`);
  return response.arrayBuffer();
}

/**
 * What workers have compiled or are compiling, for those that come later.
 * @type {Map<Kind, Promise<WebAssembly.Module>>}
 */
const modules = new Map();

/** What else goes when a worker goes. @type {WeakMap<Worker, (why: string) => void>} */
const ends = new WeakMap();

/** @param {Kind} kind */
const part = kind => (ENGINES ? kind : "whole");

/** Lets go of what is still on its way, so that the next start asks for it anew. @param {Kind} kind */
export function forget(kind) {
  modules.delete(part(kind));
}

/** Ends a worker that startWorker gave. @param {Worker} worker */
export function endWorker(worker) {
  worker.terminate();
  ends.get(worker)?.("the worker that compiled the engine was ended");
}

/**
 * Starts an engine: a worker that says {ready} or {failed} first (js/protocol.js). Each engine is fetched and compiled
 * once, by the first worker that wants it, so a second worker or one that replaces a crashed one starts at once. The
 * single file has the whole engine only.
 * @param {Kind} kind
 * @returns {Worker}
 */
export function startWorker(kind) {
  return kind === "lean" && early ? early.taken() : newWorker(kind);
}

/** @param {Kind} kind @returns {Worker} */
function newWorker(kind) {
  const which = part(kind),
    known = modules.get(which),
    start = known?.then(module => ({ module })) ?? program(which),
    env = which === "lean" ? LEAN_ENV : {};
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  const worker = new Worker(trusted.createScriptURL(url), { name: `x509strict ${kind}` });
  const revoke = () => URL.revokeObjectURL(url);
  worker.addEventListener("message", revoke, { once: true });
  ends.set(worker, revoke);
  if (!known) modules.set(which, compiledBy(worker, which));
  const send = (/** @type {import("../worker.js").Program} */ start) => {
    worker.postMessage({ start, env }, "wasm" in start ? [start.wasm] : []);
  };
  if (start instanceof Promise) start.then(send, problem => failed(worker, problem));
  else send(start);
  return worker;
}

/** Says in a worker's place that it can't start. @param {Worker} worker @param {unknown} problem */
function failed(worker, problem) {
  const message = problem instanceof Error ? problem.message : String(problem);
  worker.dispatchEvent(new MessageEvent("message", { data: { failed: { message } } }));
}

/**
 * @param {Worker} worker one that will compile @param {Kind} which
 * @returns {Promise<WebAssembly.Module>} rejected, and no longer offered to others, when the worker ends before that
 */
function compiledBy(worker, which) {
  const module = new Promise((resolve, reject) => {
    let there = false;
    const gone = (/** @type {string} */ why) => {
      if (there) return;
      if (modules.get(which) === module) modules.delete(which);
      reject(new Error(why));
    };
    worker.addEventListener("message", ({ data }) => {
      if (data.compiled) {
        there = true;
        resolve(data.compiled);
      }
      if (data.failed && !there) {
        byWorkers = false;
        gone(data.failed.message);
      }
    });
    worker.addEventListener("error", event => gone(event.message || "worker error"));
    const before = ends.get(worker);
    ends.set(worker, why => (before?.(why), gone(why)));
  });
  module.catch(() => {}); // the worker has said it itself; whoever else waits for the module hears it too
  return module;
}

/**
 * A worker that is started before anybody listens to it: what it says meanwhile is kept and said again when it is
 * taken.
 */
class Early {
  constructor() {
    this.worker = newWorker("lean");
    /** @type {any[]} */
    this.said = [];
    this.keep = (/** @type {MessageEvent} */ event) => void this.said.push(event.data);
    this.fail = (/** @type {ErrorEvent} */ event) =>
      void this.said.push({ failed: { message: event.message || "worker error" } });
    this.worker.addEventListener("message", this.keep);
    this.worker.addEventListener("error", this.fail);
  }

  /** @returns {Worker} the worker; its words come after whoever takes it has begun to listen */
  taken() {
    early = null;
    const { worker, said } = this;
    worker.removeEventListener("message", this.keep);
    worker.removeEventListener("error", this.fail);
    queueMicrotask(() => {
      for (const data of said) worker.dispatchEvent(new MessageEvent("message", { data }));
    });
    return worker;
  }
}

/** @returns {Early|null} null when the browser can't start one: whoever asks for a worker is told why */
function begin() {
  try {
    return new Early();
  } catch (thrown) {
    return null; // asked for again by startWorker, which says what is wrong
  }
}

let early = begin();
