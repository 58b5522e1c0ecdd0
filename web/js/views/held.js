// @ts-check
/** Keys that were added for the repair: their names, never their content, and whose they are. */
import { h } from "../dom.js";
import { state, set, idle } from "../store.js";
import { t } from "../i18n.js";
import { icon } from "../icons.js";
import { middle, size } from "../bytes.js";
import { identify } from "../keys.js";
import { quoted } from "../words.js";

/** @typedef {import("../store.js").State} State */

/**
 * @param {State} s
 * @param {string[]} wanted names of the certificates whose keys are wanted
 * @returns {HTMLElement[]}
 */
export function heldKeys(s, wanted) {
  return s.keys.map((key, i) =>
    h(
      "li",
      { "data-testid": "held-key" },
      icon("key"),
      h("span", { class: "mono value", title: key.name }, middle(key.name, 40)),
      h("span", { class: "note" }, key.pasted ? "••••••••" : size(key.data.length)),
      s.owners[i] && owner(s.owners[i], wanted),
      h(
        "button",
        {
          type: "button",
          class: "link",
          "data-key": `take back ${i}`,
          "aria-label": t("key.takeBack", { name: key.name }),
          title: t("key.takeBack", { name: key.name }),
          onclick: () => takeBack(key),
        },
        icon("cross"),
      ),
    ),
  );
}

/** @param {import("../store.js").Owner} o @param {string[]} wanted */
function owner({ kind, names, locked, none }, wanted) {
  const list = quoted(names.map(n => middle(n, 60)));
  if (locked) return h("span", { class: "owner" }, t("key.isLocked"));
  if (none) return h("span", { class: "owner refused" }, t("key.isNone"));
  if (names.length === 0 && !state.report?.certificates.length) return h("span", { class: "owner" }, kind);
  if (names.length === 0) return h("span", { class: "owner refused" }, t("key.isNobodys", { kind }));
  const fits = wanted.length === 0 || names.some(n => wanted.includes(n));
  return h(
    "span",
    { class: `owner ${fits ? "accepted" : "refused"}` },
    t(fits ? "key.isOf" : "key.isOther", { kind, names: list }),
  );
}

/** One key goes, and with it what was made or said with it. @param {import("../types.js").Input} key */
function takeBack(key) {
  key.data.fill(0);
  set({ keys: state.keys.filter(k => k !== key), owners: [], repair: idle() });
  identify();
}
