// @ts-check
/**
 * Writes a ZIP archive of stored files (APPNOTE.TXT 4.3): small, and the same bytes for the same files. Own code, 0.9
 * kB minified: fflate's zipSync is 8.9.
 */

const CRC = new Uint32Array(256).map((_, n) => {
  for (let i = 0; i < 8; i++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

/** @param {Uint8Array} data @returns {number} CRC-32 */
export function crc32(data) {
  let c = 0xffffffff;
  for (const byte of data) c = CRC[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** @param {[number, number][]} fields value and width in bytes, little endian */
function bytes(fields) {
  const out = new Uint8Array(fields.reduce((n, [, width]) => n + width, 0));
  let at = 0;
  for (const [value, width] of fields) for (let i = 0; i < width; i++) out[at++] = (value >>> (8 * i)) & 0xff;
  return out;
}

const STAMP = 0x21; // 1980-01-01, the earliest that the format can say: the archive then depends on its files alone
const UTF8 = 0x800; // general purpose bit 11: names are UTF-8

/** @param {{name: string, data: Uint8Array}[]} files @returns {Blob} */
export function zip(files) {
  /** @type {Uint8Array<any>[]} */
  const parts = [],
    directory = [];
  let at = 0;
  for (const { name, data } of files) {
    const label = new TextEncoder().encode(name),
      sum = crc32(data);
    /** @type {[number, number][]} */
    const shared = [
      [20, 2],
      [UTF8, 2],
      [0, 2],
      [0, 2],
      [STAMP, 2],
      [sum, 4],
      [data.length, 4],
      [data.length, 4],
      [label.length, 2],
      [0, 2],
    ];
    const mode = /\.(sh|key|p12|pfx|jks)$/.test(name)
      ? name.endsWith(".sh")
        ? 0o100755
        : 0o100600
      : 0o100644;
    const head = bytes([[0x04034b50, 4], ...shared]);
    parts.push(head, label, data);
    directory.push(
      bytes([
        [0x02014b50, 4],
        [(3 << 8) | 20, 2],
        ...shared,
        [0, 2],
        [0, 2],
        [0, 2],
        [mode * 65536, 4],
        [at, 4],
      ]),
      label,
    );
    at += head.length + label.length + data.length;
  }
  const length = directory.reduce((n, part) => n + part.length, 0);
  const end = bytes([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [length, 4],
    [at, 4],
    [0, 2],
  ]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}
