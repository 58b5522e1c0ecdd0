// @ts-check
/** Buttons with feedback: copy, download. */
import { h } from "../dom.js";
import { copy } from "../clipboard.js";
import { download } from "../download.js";
import { icon } from "../icons.js";
import { announce } from "../announce.js";
import { t } from "../i18n.js";

/**
 * @param {string} label
 * @param {() => string|Promise<string>} text
 * @param {Record<string, any>} [props]
 * @returns {HTMLButtonElement}
 */
export function copyButton(label, text, props = {}) {
  const word = h("span", null, label);
  const button = h(
    "button",
    {
      type: "button",
      class: "button plain",
      ...props,
      onclick: async () => {
        let done = false;
        try {
          done = await copy(await text());
        } catch (thrown) {
          done = false; // the text could not be made: said the same way, the button can be pressed again
        }
        word.textContent = t(done ? "copy.done" : "copy.refused");
        announce(word.textContent);
        setTimeout(() => (word.textContent = label), 2500);
      },
    },
    icon("copy"),
    word,
  );
  return button;
}

/**
 * @param {{name: string, type: string, data: Uint8Array|Blob|string}} file
 * @param {{label?: string, class?: string}} [how]
 * @returns {HTMLButtonElement}
 */
export function downloadButton(file, how = {}) {
  return h(
    "button",
    {
      type: "button",
      class: how.class ?? "button plain",
      "data-testid": "download",
      "data-name": file.name,
      "data-key": `download ${file.name}`,
      onclick: () =>
        download(
          file.name,
          file.data instanceof Uint8Array
            ? new Blob([/** @type {any} */ (file.data)], { type: file.type })
            : file.data,
          file.type,
        ),
    },
    icon("down"),
    how.label ?? t("download.file", { name: file.name }),
  );
}
