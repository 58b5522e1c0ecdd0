// @ts-check
/**
 * A few things by number, of which those that were kept longest ago give way when there are too many or they are too
 * large.
 */

/** @template T */
export class Recent {
  /** @type {Map<number, {thing: T, size: number}>} that which was kept last comes last */
  #kept = new Map();
  #size = 0;

  /**
   * @param {number} most how many
   * @param {number} room how large all may be together
   * @param {(thing: T) => number} measure
   */
  constructor(most, room, measure) {
    this.most = most;
    this.room = room;
    this.measure = measure;
  }

  /**
   * Keeps a thing, in place of what had its number. It stays whatever its size.
   * @param {number} number
   * @param {T} thing
   */
  keep(number, thing) {
    const size = this.measure(thing);
    this.#forget(number);
    this.#kept.set(number, { thing, size });
    this.#size += size;
    for (const other of this.#kept.keys()) {
      if (other === number || (this.#kept.size <= this.most && this.#size <= this.room)) return;
      this.#forget(other);
    }
  }

  /** @param {number} number */
  #forget(number) {
    this.#size -= this.#kept.get(number)?.size ?? 0;
    this.#kept.delete(number);
  }

  /** @param {number} number @returns {T|undefined} */
  get(number) {
    return this.#kept.get(number)?.thing;
  }

  /** @returns {T[]} that which was kept last first */
  newest() {
    return [...this.#kept.values()].map(({ thing }) => thing).reverse();
  }
}
