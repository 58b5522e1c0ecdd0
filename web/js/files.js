// @ts-check
/** Reads what was dropped or chosen: files, and folders with everything in them. */
import { LIMIT } from "./asking.js";
import { visible } from "./bytes.js";

const FILES = 20_000; // more files than this in one drop is a mistake, such as a whole disk

/** @typedef {import("./types.js").Input} Input */
/** @typedef {{inputs: Input[], skipped: string[], tooLarge: boolean}} Read */

/** @param {Iterable<{file: File, path: string}>} files @returns {Promise<Read>} */
async function readAll(files) {
  /** @type {Read} */
  const read = { inputs: [], skipped: [], tooLarge: false };
  let total = 0;
  for (const { file, path } of files) {
    const name = visible(path);
    total += file.size;
    if (total > LIMIT) return { ...read, tooLarge: true };
    try {
      read.inputs.push({ name, data: new Uint8Array(await file.arrayBuffer()) });
    } catch (thrown) {
      read.skipped.push(name); // a folder given as a file, or a file that vanished: said to the person
    }
  }
  return read;
}

/** @param {FileList|File[]} list @returns {Promise<Read>} */
export function readList(list) {
  return readAll(Array.from(list, file => ({ file, path: file.webkitRelativePath || file.name })));
}

/**
 * @param {DataTransfer} transfer of a drop event; must be read before the event ends, which this does
 * @returns {Promise<Read>}
 */
export async function readDrop(transfer) {
  const entries = [...transfer.items]
    .map(item => item.webkitGetAsEntry?.())
    .filter(e => e !== null && e !== undefined);
  if (entries.length === 0) return readList([...transfer.files]);
  /** @type {{file: File, path: string}[]} */
  const files = [];
  for (const one of entries) await walk(one, files);
  return readAll(files);
}

/** @param {FileSystemEntry} entry @param {{file: File, path: string}[]} files */
async function walk(entry, files) {
  if (files.length >= FILES) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) =>
      /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject),
    );
    files.push({ file, path });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const one of some) await walk(one, files);
  }
}
