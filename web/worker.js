// @ts-check
/**
 * The engine's worker: Go's loader and the compiled module it is handed, nothing else. What is said afterwards
 * (js/protocol.js) is said by the engine. The page starts it from a blob, so that it inherits the page's policy.
 *
 * In: {start: WebAssembly.Module, env: Record<string, string>}, once: the engine and Go's settings.
 * Out: {begun: true} when that has come, {failed: {message}} when the engine can't start or stops.
 *
 * An engine that was stopped in the middle of something, by a function that it goes without or by whatever else, says
 * nothing more: its memory is in no state to judge from. So the worker closes with its word that it has failed,
 * whatever it was asked meanwhile.
 */
import "wasm_exec.js";

/** @param {unknown} problem */
const failed = problem => {
  postMessage({ failed: { message: problem instanceof Error ? problem.message : String(problem) } });
  close();
};

addEventListener("error", event => {
  event.preventDefault();
  failed(event.message);
});

addEventListener("message", async function start(/** @type {MessageEvent} */ event) {
  if (!event.data?.start) return;
  removeEventListener("message", start);
  postMessage({ begun: true });
  try {
    const go = new Go();
    go.env = event.data.env;
    await go.run(
      await WebAssembly.instantiate(/** @type {WebAssembly.Module} */ (event.data.start), go.importObject),
    );
    failed("the engine stopped");
  } catch (problem) {
    failed(problem);
  }
});
addEventListener("messageerror", () => failed("this browser can't hand a compiled module to a worker"));
