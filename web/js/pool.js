// @ts-check
/**
 * An audit on every core: further engines each judge a share of the rows, and this puts the rows back in order. They
 * live as long as the audit; the page's own engine stays free for what the person does meanwhile, and takes over the
 * share of one that stops.
 */
import { call, startHelper } from "./engine.js";
import { asProblem } from "./failure.js";
import { Sorter, shares } from "./shares.js";

/** @typedef {import("./protocol.js").AuditRow} AuditRow */
/** @typedef {Parameters<import("./protocol.js").Calls["audit"]>[0]} Args */
/** @typedef {ReturnType<import("./protocol.js").Calls["audit"]>} Summary */
/** @typedef {{signal: AbortSignal, onProgress: (p: import("./protocol.js").Progress) => void}} How */

/**
 * The call "audit", divided where that pays.
 * @param {Args} args
 * @param {How} how
 * @returns {Promise<Summary>} rejected with a Failure
 */
export async function audit(args, { signal, onProgress }) {
  const of = shares(args.inputs, navigator.hardwareConcurrency || 1);
  if (of === 1) return call("audit", args, { whole: true, signal, onProgress });
  /** @type {AuditRow[]} */
  let rows = [];
  const sorter = new Sorter(some => (rows = rows.concat(some)));
  /** @type {Set<ReturnType<typeof startHelper>>} */
  const helpers = new Set();
  const end = new AbortController(); // told to stop, or one share has failed for good
  const stop = () => {
    end.abort();
    helpers.forEach(helper => helper.stop());
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  const share = async (/** @type {number} */ part) => {
    const mine = { ...args, part, of };
    const progress = (/** @type {import("./protocol.js").Progress} */ p) => {
      if (p.rows) sorter.add(p.rows);
      if (sorter.arrived === 0 && p.stage !== "audit") return void (part === 0 && onProgress(p)); // all of them read the same
      onProgress({ stage: "audit", done: sorter.arrived, total: p.stage === "audit" ? p.total : 0, rows });
      rows = [];
    };
    const helper = startHelper();
    helpers.add(helper);
    try {
      return await helper.call("audit", mine, { whole: true, signal: end.signal, onProgress: progress });
    } catch (thrown) {
      if (end.signal.aborted || asProblem(thrown).kind !== "crash") throw thrown;
      return await call("audit", mine, { whole: true, signal: end.signal, onProgress: progress });
    } finally {
      helper.stop();
      helpers.delete(helper);
    }
  };
  try {
    const sums = await Promise.all(Array.from({ length: of }, (_, part) => share(part)));
    /** @type {Record<string, number>} */
    const counts = {};
    for (const sum of sums)
      for (const [name, n] of Object.entries(sum.counts)) counts[name] = (counts[name] ?? 0) + n;
    return { ...sums[0], counts };
  } finally {
    stop();
    signal.removeEventListener("abort", stop);
  }
}
