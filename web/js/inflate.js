// @ts-check
/**
 * Gzip's decompression for browsers without DecompressionStream (RFC 1951 and RFC 1952). Only the single file's own
 * engine passes through it, so it is written for being short; it still refuses anything that is not whole.
 */

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** @typedef {{counts: Uint16Array, symbols: Uint16Array}} Code a canonical Huffman code: how many of each length, symbols in order */

/** @param {ArrayLike<number>} lengths bits of each symbol's code, 0 for none @returns {Code} */
function code(lengths) {
  const counts = new Uint16Array(16),
    next = new Uint16Array(16),
    symbols = new Uint16Array(lengths.length);
  for (let i = 0; i < lengths.length; i++) counts[lengths[i]]++;
  counts[0] = 0;
  for (let bits = 1; bits < 16; bits++) next[bits] = next[bits - 1] + counts[bits - 1];
  for (let i = 0; i < lengths.length; i++) if (lengths[i]) symbols[next[lengths[i]]++] = i;
  return { counts, symbols };
}

/** Reads bits from the low end of each byte. */
class Bits {
  /** @param {Uint8Array} bytes @param {number} at first byte */
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
    this.held = 0;
    this.count = 0;
  }

  /** @param {number} n 0 to 15 bits @returns {number} */
  take(n) {
    while (this.count < n) {
      if (this.at >= this.bytes.length) throw new Error(`inflate: the data ends at byte ${this.at}`);
      this.held |= this.bytes[this.at++] << this.count;
      this.count += 8;
    }
    const value = this.held & ((1 << n) - 1);
    this.held >>>= n;
    this.count -= n;
    return value;
  }

  /** @param {Code} huffman @returns {number} the next symbol */
  symbol(huffman) {
    let value = 0,
      first = 0,
      index = 0;
    for (let bits = 1; bits < 16; bits++) {
      value |= this.take(1);
      const count = huffman.counts[bits];
      if (value - first < count) return huffman.symbols[index + value - first];
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    throw new Error(`inflate: no such code before byte ${this.at}`);
  }
}

/** @param {Bits} bits @returns {[Code, Code]} the codes that a dynamic block carries */
function dynamicCodes(bits) {
  const literals = bits.take(5) + 257,
    distances = bits.take(5) + 1,
    given = bits.take(4) + 4;
  const first = new Uint8Array(19);
  for (let i = 0; i < given; i++) first[CODE_ORDER[i]] = bits.take(3);
  const lengthCode = code(first),
    lengths = new Uint8Array(literals + distances);
  for (let i = 0; i < lengths.length;) {
    const symbol = bits.symbol(lengthCode);
    if (symbol < 16) {
      lengths[i++] = symbol;
      continue;
    }
    const value = symbol === 16 ? lengths[i - 1] : 0;
    const end = i + (symbol === 18 ? 11 + bits.take(7) : 3 + bits.take(symbol === 16 ? 2 : 3));
    if (end > lengths.length || (symbol === 16 && i === 0))
      throw new Error("inflate: a code length repeats past its table");
    while (i < end) lengths[i++] = value;
  }
  return [code(lengths.subarray(0, literals)), code(lengths.subarray(literals))];
}

/** @returns {[Code, Code]} the codes of RFC 1951 section 3.2.6 */
function fixedCodes() {
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
  return [code(lengths), code(new Uint8Array(30).fill(5))];
}

/**
 * @param {Uint8Array} gzip one gzip member without extra fields, name or comment (what web/cmd/build writes)
 * @returns {Uint8Array} what it holds
 */
export function gunzip(gzip) {
  if (gzip.length < 18 || gzip[0] !== 0x1f || gzip[1] !== 0x8b || gzip[2] !== 8 || gzip[3] !== 0) {
    throw new Error("inflate: not a plain gzip member");
  }
  const trailer = new DataView(gzip.buffer, gzip.byteOffset + gzip.length - 8, 8);
  const out = new Uint8Array(trailer.getUint32(4, true));
  const bits = new Bits(gzip.subarray(0, gzip.length - 8), 10);
  let length = 0;
  const room = (/** @type {number} */ n) => {
    if (length + n > out.length) throw new Error(`inflate: more than the ${out.length} bytes announced`);
  };
  for (let last = 0; !last;) {
    last = bits.take(1);
    const kind = bits.take(2);
    if (kind === 3) throw new Error(`inflate: unknown kind of block before byte ${bits.at}`);
    if (kind === 0) {
      bits.held = bits.count = 0;
      const n = bits.take(8) | (bits.take(8) << 8),
        check = bits.take(8) | (bits.take(8) << 8);
      if ((n ^ check) !== 0xffff) throw new Error(`inflate: damaged stored block before byte ${bits.at}`);
      room(n);
      if (bits.at + n > bits.bytes.length)
        throw new Error(`inflate: the data ends at byte ${bits.bytes.length}`);
      out.set(bits.bytes.subarray(bits.at, bits.at + n), length);
      bits.at += n;
      length += n;
      continue;
    }
    const [literals, distances] = kind === 1 ? fixedCodes() : dynamicCodes(bits);
    for (let symbol = bits.symbol(literals); symbol !== 256; symbol = bits.symbol(literals)) {
      if (symbol < 256) {
        room(1);
        out[length++] = symbol;
        continue;
      }
      symbol -= 257;
      if (symbol > 28) throw new Error(`inflate: unknown length before byte ${bits.at}`);
      const n = LENGTH_BASE[symbol] + bits.take(LENGTH_EXTRA[symbol]);
      const far = bits.symbol(distances);
      if (far > 29) throw new Error(`inflate: unknown distance before byte ${bits.at}`);
      const back = DISTANCE_BASE[far] + bits.take(DISTANCE_EXTRA[far]);
      if (back > length) throw new Error(`inflate: a distance reaches before the start at byte ${bits.at}`);
      room(n);
      for (let i = 0; i < n; i++, length++) out[length] = out[length - back];
    }
  }
  if (length !== out.length)
    throw new Error(`inflate: ${length} bytes instead of the ${out.length} announced`);
  return out;
}
