// @ts-check
/** How an audit is divided (pool.js), and how its rows are put together again. */

/** @typedef {import("./protocol.js").AuditRow} AuditRow */

const MOST = 8; // engines; each reads all of the input, so more would mostly read
const WORTH = 256 * 1024; // bytes of input that keep an engine busy for as long as it takes to start one
// bytes of input in all engines together. One takes some 15 times its input, so this is as much memory as the largest
// input takes in one
const HELD = 64 * 1024 * 1024;

/**
 * @param {import("./protocol.js").Input[]} inputs
 * @param {number} cores of the machine; the page keeps one, or it would be drawn late
 * @returns {number} how many engines an audit is divided among
 */
export function shares(inputs, cores) {
  const size = inputs.reduce((n, i) => n + i.data.length, 0);
  return Math.max(1, Math.min(MOST, Math.floor(cores) - 1, Math.ceil(size / WORTH), Math.floor(HELD / size)));
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
