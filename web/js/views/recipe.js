// @ts-check
/** The repair without a key: openssl.cnf and the script, to read, copy and take along. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { asText, size } from "../bytes.js";
import { copyButton, downloadButton } from "../elements/buttons.js";
import { zipButton } from "./downloads.js";
import { progressBar } from "../elements/progress.js";
import { problemBox } from "./problem.js";

/** @typedef {import("../types.js").OutFile} OutFile */

const SCRIPTS = /\.(cnf|sh)$/;

/** @param {import("../store.js").State} s @returns {OutFile[]} what can be had without a key, unless the repair has made the same files */
export function recipeFiles(s) {
  const made = new Set(s.repair.result?.files.map(f => f.name));
  return (s.recipe.result?.files ?? []).filter(f => !made.has(f.name) && SCRIPTS.test(f.name));
}

/** @param {OutFile} file @param {number} i */
function shown(file, i) {
  const text = asText(file.data);
  return h(
    "details",
    { class: "sub", "data-key": `recipe ${file.name}`, open: i < 2 },
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
  const { files } = recipe.result;
  return [
    h("p", null, t("openssl.intro")),
    files.map(shown),
    files.length > 1 && h("div", { class: "row" }, zipButton(files, "x509strict-openssl.zip")),
  ];
}
