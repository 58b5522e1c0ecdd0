// @ts-check
/** How an audit is divided (pool.js), and how its rows are put together again. */

/** @typedef {import("./protocol.js").AuditRow} AuditRow */

const MOST = 8; // engines; one reads and decides for all of them, so more would mostly wait for work
const WORTH = 256 * 1024; // bytes of input that keep an engine busy for as long as it takes to start one

/**
 * @param {import("./protocol.js").Input[]} inputs
 * @param {number} cores of the machine; the page keeps one, or it would be drawn late
 * @returns {number} how many engines an audit is divided among
 */
export function shares(inputs, cores) {
  const size = inputs.reduce((n, i) => n + i.data.length, 0);
  return Math.max(1, Math.min(MOST, Math.floor(cores) - 1, Math.ceil(size / WORTH)));
}

/** Rows from several sources, handed on in their order. */
export class Sorter {
  /** @param {(rows: AuditRow[]) => void} emit */
  constructor(emit) {
    this.emit = emit;
    this.next = 0; // index of the row to hand on next
    this.arrived = 0;
    /** @type {Map<number, AuditRow[]>} by the index of their first */
    this.held = new Map();
  }

  /** @param {AuditRow[]} rows consecutive ones; those that came before are left out */
  add(rows) {
    if (rows.length === 0 || rows[0].index < this.next || this.held.has(rows[0].index)) return;
    this.held.set(rows[0].index, rows);
    this.arrived += rows.length;
    for (let some; (some = this.held.get(this.next));) {
      this.held.delete(this.next);
      this.next += some.length;
      this.emit(some);
    }
  }
}

/**
 * What waits for somebody to do it, in order.
 * @template T
 */
export class Queue {
  constructor() {
    /** @type {T[]} */
    this.waiting = [];
    /** @type {((one: T | null) => void)[]} */
    this.hands = []; // who waits for something to do
    this.ended = false;
    this.last = -1;
  }

  /** @param {T} one @param {number} place that rises from one to the next; what came before is left out */
  add(one, place) {
    if (place <= this.last) return;
    this.last = place;
    const hand = this.hands.shift();
    if (hand) hand(one);
    else this.waiting.push(one);
  }

  /** Nothing comes any more. */
  end() {
    this.ended = true;
    this.hands.splice(0).forEach(hand => hand(null));
  }

  /** @returns {Promise<T | null>} the next; null when there is none and none will come */
  async next() {
    if (this.waiting.length > 0) return /** @type {T} */ (this.waiting.shift());
    return this.ended ? null : new Promise(done => this.hands.push(done));
  }
}
