// @ts-check
/** The repair without a key: openssl.cnf and the script, to read, copy and take along. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { asText, size } from "../bytes.js";
import { copyButton, downloadButton } from "../elements/buttons.js";
import { zipButton } from "./downloads.js";
import { copyable, handOver } from "./handover.js";
import { progressBar } from "../elements/progress.js";
import { problemBox } from "./problem.js";

/** @typedef {import("../types.js").OutFile} OutFile */

const SCRIPTS = /\.(cnf|sh)$/;

/**
 * @param {import("../store.js").State} s
 * @returns {OutFile[]} what can be had without a key, unless the repair has made the same files
 */
export function recipeFiles(s) {
  const made = new Set(s.repair.result?.files.map(f => f.name));
  return (s.recipe.result?.files ?? []).filter(f => !made.has(f.name) && SCRIPTS.test(f.name));
}

/** @param {OutFile} file */
function shown(file) {
  const text = asText(file.data);
  return h(
    "details",
    { class: "sub", "data-key": `recipe ${file.name}` },
    h(
      "summary",
      null,
      h("code", null, file.name),
      h("span", { class: "note" }, ` ${size(file.data.length)}`),
    ),
    h(
      "div",
      { class: "stack tight" },
      text && h("pre", { class: "code", tabindex: 0, "aria-label": file.name }, text),
      h(
        "div",
        { class: "row" },
        text && copyButton(t("copy.short"), () => text, { "data-key": `copy ${file.name}` }),
        downloadButton(file),
      ),
    ),
  );
}

/** @param {import("../store.js").State} s */
export function opensslPanel({ recipe }) {
  if (recipe.problem) return problemBox(recipe.problem);
  if (!recipe.result) return progressBar(s => s.recipe.progress);
  const { files, run, handover } = recipe.result,
    scripts = files.filter(f => SCRIPTS.test(f.name));
  return [
    run && [
      h("p", null, t("openssl.run")),
      copyable(run, t("openssl.run"), "copy run"),
      h("p", { class: "note" }, t("openssl.intro")),
    ],
    h(
      "div",
      { class: "row" },
      files.length > 1 && zipButton(files, "x509strict-openssl.zip"),
      scripts.map(f => downloadButton(f)),
    ),
    files.map(shown),
    handOver(handover, "openssl"),
  ];
}
