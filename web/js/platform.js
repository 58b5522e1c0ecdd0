// @ts-check
/**
 * What the page has from the browser it runs in: the engine's worker, the offline copy, the page's version.
 * Served and single-file page differ here and nowhere else.
 */
import { VERSION, RELEASED, WORKER, ENGINES, ENGINE_SHA256, COPY } from "./build.js";
import { gunzip } from "./inflate.js";

export { VERSION, RELEASED, ENGINE_SHA256, COPY };

/** Whether this page holds everything in one file. */
export const singleFile = COPY === null;

/** @type {{createScriptURL: (url: string) => any}} */
const trusted = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("x509strict", {
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
  const binary = atob(text), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** @typedef {"lean"|"whole"} Kind the engine that only judges, or the one that does everything */

/** @param {Kind} kind @returns {Promise<Response>} the engine's wasm */
async function engineResponse(kind) {
  if (ENGINES) {
    const response = await fetch(ENGINES[kind], { credentials: "same-origin" });
    if (!response.ok) throw new Error(`${ENGINES[kind]}: the server answered ${response.status}`);
    return response;
  }
  const headers = { "content-type": "application/wasm" };
  if (typeof DecompressionStream === "undefined") {
    return new Response(/** @type {any} */ (gunzip(carried())), { headers });
  }
  return new Response(new Blob([carried()]).stream().pipeThrough(new DecompressionStream("gzip")), { headers });
}

/** @param {Kind} kind @returns {Promise<WebAssembly.Module>} the engine, compiled while it arrives where the browser and the server allow it */
async function compile(kind) {
  const response = await engineResponse(kind);
  const type = response.headers.get("content-type") ?? "";
  if (typeof WebAssembly.compileStreaming === "function" && type.split(";")[0].trim() === "application/wasm") {
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
 * once, so a second worker or one that replaces a crashed one starts at once. The single file has the whole engine only.
 * @param {Kind} kind
 * @returns {Worker}
 */
export function startWorker(kind) {
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  const worker = new Worker(trusted.createScriptURL(url), { name: `x509strict ${kind}` });
  const which = ENGINES ? kind : "whole";
  const module = compiled.get(which) ?? compile(which);
  compiled.set(which, module);
  module.then(
    (module) => worker.postMessage({ start: module }),
    (problem) => {
      compiled.delete(which);
      const message = problem instanceof Error ? problem.message : String(problem);
      worker.dispatchEvent(new MessageEvent("message", { data: { failed: { message } } }));
    },
  ).finally(() => URL.revokeObjectURL(url));
  return worker;
}

/**
 * How far the page is from working without a network.
 * @typedef {object} Offline
 * @property {"none"|"keeping"|"ready"|"update"|"failed"} state none: this browser or address can't (why says it);
 *   keeping: being stored; ready: works offline; update: a newer version is stored whole and waits; failed: why
 * @property {string} [why]
 * @property {() => void} [apply] with update: switches to the newer version, the page loads anew
 */

/**
 * Keeps the whole version for offline use (sw.js) and tells of it.
 * @param {(state: Offline) => void} tell called at once and on every change
 */
export async function keepOffline(tell) {
  let last = "";
  const say = (/** @type {Offline} */ offline) => {
    if (offline.state !== last) tell(offline);
    last = offline.state;
  };
  if (singleFile) return say({ state: "none", why: "single-file" });
  if (!("serviceWorker" in navigator)) return say({ state: "none", why: isSecureContext ? "browser" : "insecure" });
  try {
    const registration = await navigator.serviceWorker.register(trusted.createScriptURL("sw.js"), { updateViaCache: "none" });
    const watch = () => {
      const { installing, waiting, active } = registration;
      if (waiting && active) {
        say({
          state: "update",
          apply() {
            navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
            waiting.postMessage({ activate: true });
          },
        });
      } else {
        say({ state: active ? "ready" : "keeping" });
      }
      const next = installing ?? (active ? null : waiting);
      next?.addEventListener("statechange", () => {
        if (next.state === "redundant" && !registration.active) say({ state: "failed", why: "some files could not be stored" });
        else watch();
      }, { once: true });
    };
    registration.addEventListener("updatefound", watch);
    watch();
  } catch (problem) {
    say({ state: "failed", why: problem instanceof Error ? problem.message : String(problem) });
  }
}
