// @ts-check
/**
 * An audit on every core: one engine reads the input and decides who issues whom, and hands on what its rows are judged
 * by; further engines judge, some rows at a time, and so does the first when it is done; this puts the rows back in
 * order. The engines live as long as the audit; the page's own stays free for what the person does meanwhile, and takes
 * over from one that stops.
 */
import { call, startHelper } from "./engine.js";
import { asProblem } from "./failure.js";
import { Queue, Sorter, shares } from "./shares.js";

/** @typedef {import("./protocol.js").AuditRow} AuditRow */
/** @typedef {import("./protocol.js").Calls} Calls */
/** @typedef {import("./protocol.js").Progress} Progress */
/** @typedef {Parameters<Calls["audit"]>[0]} Args */
/** @typedef {ReturnType<Calls["audit"]>} Summary */
/** @typedef {{signal: AbortSignal, onProgress: (p: Progress) => void}} How */

/**
 * The call "audit", divided where that pays.
 * @param {Args} args
 * @param {How} how
 * @returns {Promise<Summary>} rejected with a Failure
 */
export async function audit(args, { signal, onProgress }) {
  const engines = shares(args.inputs, navigator.hardwareConcurrency || 1);
  if (engines === 1) return call("audit", args, { whole: true, signal, onProgress });
  const hands = Array.from({ length: engines }, () => new Hand());
  const end = new AbortController(); // told to stop, or something has failed for good
  const stop = () => {
    end.abort();
    hands.forEach(hand => hand.stop());
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await divided(args, hands, end.signal, onProgress);
  } finally {
    stop();
    signal.removeEventListener("abort", stop);
  }
}

/**
 * @param {Args} args @param {Hand[]} hands @param {AbortSignal} signal @param {How["onProgress"]} onProgress
 * @returns {Promise<Summary>}
 */
async function divided({ inputs, ...asked }, hands, signal, onProgress) {
  /** @type {AuditRow[]} */
  let rows = [];
  const sorter = new Sorter(some => (rows = rows.concat(some)));
  /** @type {Queue<Uint8Array>} */
  const queue = new Queue();
  /** @type {Record<string, number>} */
  const counts = {};
  let total = 0;

  const divide = async () => {
    /** @param {Progress} p */
    const take = p => {
      if (!p.work) return void (p.stage !== "audit" && onProgress(p));
      total = p.total;
      queue.add(p.work, p.first ?? 0); // once more what an engine had handed on before it stopped
    };
    const sum = await hands[0].call(
      "divide",
      { ...asked, inputs },
      { whole: true, signal, onProgress: take },
    );
    queue.end();
    return sum;
  };
  /** @param {Hand} hand */
  const judge = async hand => {
    for (let work; (work = await queue.next());) {
      const said = await hand.call("judge", { ...asked, work }, { whole: true, signal });
      sorter.add(said.rows);
      for (const [name, n] of Object.entries(said.counts)) counts[name] = (counts[name] ?? 0) + n;
      onProgress({ stage: "audit", done: sorter.arrived, total, rows });
      rows = [];
    }
  };
  const reading = divide();
  const [sum] = await Promise.all([
    reading,
    ...hands.map((hand, n) => (n ? judge(hand) : reading.then(() => judge(hand)))),
  ]);
  return { ...sum, counts };
}

/** An engine of an audit: one of its own while that lives, the page's own afterwards. */
class Hand {
  /** @type {ReturnType<typeof startHelper> | null} */
  #helper = startHelper();

  /**
   * @template {"divide" | "judge"} K
   * @param {K} name
   * @param {Parameters<Calls[K]>[0]} args
   * @param {import("./engine.js").How} how
   * @returns {Promise<ReturnType<Calls[K]>>} rejected with a Failure
   */
  async call(name, args, how) {
    if (this.#helper) {
      try {
        return await this.#helper.call(name, args, how);
      } catch (thrown) {
        if (how.signal?.aborted || asProblem(thrown).kind !== "crash") throw thrown;
        this.stop();
      }
    }
    return call(name, args, how);
  }

  stop() {
    this.#helper?.stop();
    this.#helper = null;
  }
}
