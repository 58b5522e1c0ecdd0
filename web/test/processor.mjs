// The processor's time that a page takes, and how it is divided. What it is in milliseconds is the machine's as much as
// the page's, so ./build.sh bench prints that; a test asks whether work comes in pieces, which every machine answers
// alike.
import { EXAMPLES } from "../js/examples.js";

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

/** @param {number[]} all */
export const sum = all => all.reduce((a, b) => a + b, 0);

/** @param {number[]} all none: 0 */
export const longest = all => all.reduce((a, b) => Math.max(a, b), 0);

/**
 * Pastes certificates one after the other and waits for each verdict and what comes after it.
 * @param {import("playwright-core").Browser} browser @param {import("playwright-core").Page} page with its whole engine
 * @param {number} rounds
 */
export const pastes = (browser, page, rounds) =>
  processorTime(browser, page, () =>
    page.evaluate(
      async ({ all, rounds }) => {
        const box = /** @type {HTMLTextAreaElement} */ (document.getElementById("input"));
        for (let round = 0; round < rounds; round++) {
          const shown = new Promise(done => {
            const look = new MutationObserver(() => {
              if (!document.querySelector("[data-testid=verdict]")) return;
              look.disconnect();
              done(undefined);
            });
            look.observe(/** @type {Node} */ (document.getElementById("verdict")), { childList: true });
          });
          box.value = all[round % all.length];
          box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
          await shown;
          await new Promise(done => setTimeout(done, 400));
        }
      },
      { all: [EXAMPLES.elasticsearch, EXAMPLES.clean, EXAMPLES["easy-rsa"]], rounds },
    ),
  );
