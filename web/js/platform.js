// @ts-check
/**
 * What the page knows of itself: its version, whether it is the single file, and how far it is from working offline.
 */
import { VERSION, RELEASED, ENGINE_SHA256, COPY } from "./build.js";
import { trusted } from "./boot.js";

export { VERSION, RELEASED, ENGINE_SHA256, COPY };

/** Whether this page holds everything in one file. */
export const singleFile = COPY === null;

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
  if (!("serviceWorker" in navigator))
    return say({ state: "none", why: isSecureContext ? "browser" : "insecure" });
  try {
    const registration = await navigator.serviceWorker.register(trusted.createScriptURL("sw.js"), {
      updateViaCache: "none",
    });
    // another tab has switched to a newer version: what is loaded here goes on working, and is the old one
    let passed = false;
    const watch = () => {
      if (passed) return;
      const { installing, waiting, active } = registration;
      if (waiting && active) {
        say({
          state: "update",
          apply() {
            navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
              once: true,
            });
            waiting.postMessage({ activate: true });
          },
        });
      } else {
        say({ state: active ? "ready" : "keeping" });
      }
      const next = installing ?? (active ? null : waiting);
      next?.addEventListener(
        "statechange",
        () => {
          if (next.state === "redundant" && !registration.active)
            say({ state: "failed", why: "some files could not be stored" });
          else watch();
        },
        { once: true },
      );
    };
    registration.addEventListener("updatefound", watch);
    watch();
    const keeper = navigator.serviceWorker.controller;
    keeper?.postMessage({ tidy: true });
    if (keeper)
      navigator.serviceWorker.addEventListener("controllerchange", () => {
        passed = true;
        last = "";
        say({ state: "update", apply: () => location.reload() });
      });
  } catch (problem) {
    say({ state: "failed", why: problem instanceof Error ? problem.message : String(problem) });
  }
}
