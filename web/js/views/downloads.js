// @ts-check
/** Files that were made: one button each, and all of them together. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { size } from "../bytes.js";
import { zip } from "../zip.js";
import { downloadButton } from "../elements/buttons.js";

/** @typedef {import("../types.js").OutFile} OutFile */

/** In which order files are listed: what clients are given first, then containers, then keys, then the rest. */
const ORDER = [/\.(crt|pem)$/, /\.(p12|pfx|jks)$/, /\.key$/];

/** @param {OutFile} file @returns {number} */
function rank({ name }) {
  const at = ORDER.findIndex(kind => kind.test(name));
  return at < 0 ? ORDER.length : at;
}

/** @param {OutFile[]} files @param {string} name of the archive that holds all of them */
export function downloads(files, name) {
  const archive = files.find(f => f.name.endsWith(".zip"));
  const sorted = [...files].sort((a, b) => rank(a) - rank(b));
  return h(
    "div",
    { class: "stack tight downloads" },
    h("ul", { class: "file-list" }, sorted.map(line)),
    !archive && files.length > 1 && h("div", { class: "row" }, zipButton(sorted, name)),
  );
}

/** @param {OutFile} file */
function line(file) {
  return h(
    "li",
    { class: "row spread" },
    h(
      "span",
      null,
      h("code", { class: "value" }, file.name),
      h("span", { class: "note" }, ` ${size(file.data.length)}`),
    ),
    downloadButton(file, { label: t("download.file", { name: file.name }) }),
  );
}

/** @param {OutFile[]} files @param {string} name */
export function zipButton(files, name) {
  const blob = zip(files);
  return downloadButton(
    { name, type: "application/zip", data: blob },
    { label: t("download.zip", { n: files.length, size: size(blob.size) }), class: "button" },
  );
}
