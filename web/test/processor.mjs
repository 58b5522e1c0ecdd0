// The processor's time that a page takes: unlike the clock's, it is the same whoever else uses the machine.

/**
 * Traces Chromium while work runs.
 * @param {import("playwright-core").Browser} browser @param {import("playwright-core").Page} page @param {() =>
 *   Promise<void>} work
 * @returns {Promise<{page: number[], engines: number[]}>} milliseconds of the processor, of each task of the page's
 *   thread and of its workers'
 */
export async function processorTime(browser, page, work) {
  await browser.startTracing(page, {
    categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"],
  });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const place = (/** @type {any} */ e) => `${e.pid} ${e.tid}`;
  const named = (/** @type {RegExp} */ name) =>
    new Set(
      traceEvents
        .filter((/** @type {any} */ e) => e.name === "thread_name" && name.test(e.args.name))
        .map(place),
    );
  const tasks = (/** @type {Set<string>} */ threads) =>
    traceEvents
      .filter(
        (/** @type {any} */ e) =>
          e.ph === "X" && e.name === "ThreadControllerImpl::RunTask" && e.tdur > 0 && threads.has(place(e)),
      )
      .map((/** @type {any} */ e) => e.tdur / 1000);
  return { page: tasks(named(/^CrRendererMain$/)), engines: tasks(named(/^DedicatedWorker/)) };
}
