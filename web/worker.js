// @ts-check
/**
 * The engine's worker: it fetches the engine's program, compiles it and runs it with Go's loader, nothing else.
 * What is said afterwards (js/protocol.js) is said by the engine. The page starts it from a blob, so that it
 * inherits the page's policy.
 *
 * The work is done here because taking in some megabytes and compiling them would hold the page's thread.
 *
 * In: {start: Program, env: Record<string, string>}, once: the engine and Go's settings.
 * Out: {compiled: WebAssembly.Module} when it was compiled here, for workers that come later; {begun: true} when the
 * module is there, {failed: {message}} when the engine can't start or stops.
 *
 * An engine that was stopped in the middle of something, by a function that it goes without or by whatever else, says
 * nothing more: its memory is in no state to judge from. So the worker closes with its word that it has failed,
 * whatever it was asked meanwhile.
 *
 * @typedef {{module: WebAssembly.Module}|{url: string}|{wasm: ArrayBuffer}} Program compiled already, or where
 *   its bytes are, or these
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

/** @param {string} url @returns {Promise<WebAssembly.Module>} compiled while it arrives, where that can be */
async function arriving(url) {
  const response = await fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url}: the server answered ${response.status}`);
  const type = (response.headers.get("content-type") ?? "").split(";")[0].trim();
  return typeof WebAssembly.compileStreaming === "function" && type === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** @param {Program} program @returns {Promise<WebAssembly.Module>} */
async function compiled(program) {
  if ("module" in program) return program.module;
  const module = await ("url" in program ? arriving(program.url) : WebAssembly.compile(program.wasm));
  postMessage({ compiled: module });
  return module;
}

addEventListener("message", async function start(/** @type {MessageEvent} */ event) {
  if (!event.data?.start) return;
  removeEventListener("message", start);
  try {
    const module = await compiled(event.data.start);
    postMessage({ begun: true });
    const go = new Go();
    go.env = event.data.env;
    await go.run(await WebAssembly.instantiate(module, go.importObject));
    failed("the engine stopped");
  } catch (problem) {
    failed(problem);
  }
});
addEventListener("messageerror", () => failed("this browser can't hand a compiled module to a worker"));
