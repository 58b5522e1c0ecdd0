// @ts-check
/**
 * The engine's worker: it fetches or unpacks the engine's program, compiles it and runs it with Go's loader, nothing
 * else. What is said afterwards (js/protocol.js) is said by the engine. The page starts it from a blob, so that it
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
 * @typedef {{module: WebAssembly.Module}|{url: string}|{wasm: ArrayBuffer}|{gzip: Uint8Array<ArrayBuffer>}}
 *   Program compiled already, or its bytes, or where they are
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

/** @param {Exclude<Program, {module: WebAssembly.Module}>} from @returns {Promise<Response>} the program's bytes */
async function bytes(from) {
  const headers = { "content-type": "application/wasm" };
  if ("wasm" in from) return new Response(from.wasm, { headers });
  if ("url" in from) {
    const response = await fetch(from.url, { credentials: "same-origin" });
    if (!response.ok) throw new Error(`${from.url}: the server answered ${response.status}`);
    return response;
  }
  // Chrome 80, Firefox 113, Safari 16.4. The page's colours want more than that: light-dark(), of Chrome 123, Firefox
  // 120, Safari 17.5.
  if (typeof DecompressionStream === "undefined") throw new Error("this browser has no DecompressionStream");
  return new Response(new Blob([from.gzip]).stream().pipeThrough(new DecompressionStream("gzip")), {
    headers,
  });
}

/** @param {Program} program @returns {Promise<WebAssembly.Module>} compiled while it arrives, where that can be */
async function compiled(program) {
  if ("module" in program) return program.module;
  const response = await bytes(program);
  const type = (response.headers.get("content-type") ?? "").split(";")[0].trim();
  const module =
    typeof WebAssembly.compileStreaming === "function" && type === "application/wasm"
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
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
