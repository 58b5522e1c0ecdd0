// @ts-check
/**
 * The engine's worker, and its first start. In the served page this is a script of its own that is loaded and run
 * before all others, so that the engine is compiled while the rest of the page is read. Served and single-file page
 * differ here in where the engine comes from, and nowhere else.
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

/** @param {Kind} kind @returns {Promise<Response>} the engine's wasm */
async function engineResponse(kind) {
  if (ENGINES) {
    const response = await fetch(ENGINES[kind], { credentials: "same-origin" });
    if (!response.ok) throw new Error(`${ENGINES[kind]}: the server answered ${response.status}`);
    return response;
  }
  const headers = { "content-type": "application/wasm" };
  // Chrome 80, Firefox 113, Safari 16.4. The page's colours want more than that: light-dark(), of Chrome 123, Firefox
  // 120, Safari 17.5.
  if (typeof DecompressionStream === "undefined") throw new Error("this browser has no DecompressionStream");
  return new Response(new Blob([carried()]).stream().pipeThrough(new DecompressionStream("gzip")), {
    headers,
  });
}

/**
 * @param {Kind} kind
 * @returns {Promise<WebAssembly.Module>} the engine, compiled while it arrives where the browser and the server allow
 *   it
 */
async function compile(kind) {
  const response = await engineResponse(kind);
  const type = response.headers.get("content-type") ?? "";
  if (
    typeof WebAssembly.compileStreaming === "function" &&
    type.split(";")[0].trim() === "application/wasm"
  ) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

/** @type {Map<Kind, Promise<WebAssembly.Module>>} */
const compiled = new Map();

/** Lets go of what is still on its way, so that the next start asks for it anew. @param {Kind} kind */
export function forget(kind) {
  compiled.delete(ENGINES ? kind : "whole");
}

/**
 * Starts an engine: a worker that says {ready} or {failed} first (js/protocol.js). Each engine is fetched and compiled
 * once, so a second worker or one that replaces a crashed one starts at once. The single file has the whole engine
 * only.
 * @param {Kind} kind
 * @returns {Worker}
 */
export function startWorker(kind) {
  return kind === "lean" && early ? early.taken() : newWorker(kind);
}

/** @param {Kind} kind @returns {Worker} */
function newWorker(kind) {
  const which = ENGINES ? kind : "whole";
  const module = compiled.get(which) ?? compile(which);
  compiled.set(which, module);
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  const worker = new Worker(trusted.createScriptURL(url), { name: `x509strict ${kind}` });
  module
    .then(
      module => worker.postMessage({ start: module, env: which === "lean" ? LEAN_ENV : {} }),
      problem => {
        if (compiled.get(which) === module) compiled.delete(which);
        const message = problem instanceof Error ? problem.message : String(problem);
        worker.dispatchEvent(new MessageEvent("message", { data: { failed: { message } } }));
      },
    )
    .finally(() => URL.revokeObjectURL(url));
  return worker;
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
