// @ts-check
/** How clients are given the CA file: where it goes, its fingerprints, and the line that proves it. */
import { h } from "../dom.js";
import { state } from "../store.js";
import { t } from "../i18n.js";
import { copyButton } from "../elements/buttons.js";

/** @typedef {import("../protocol.js").Handover} Handover */
/** @typedef {import("../protocol.js").HandoverPlace} Place */

const OTHERS = /** @type {const} */ (["programs", "containers", "systems"]);

/** Code with its button. @param {string} code @param {string} label @param {string} key */
export function copyable(code, label, key) {
  const text = code.replace(/\n$/, "");
  return h(
    "div",
    { class: "copyable" },
    h("pre", { class: "code", tabindex: 0, "aria-label": label }, text),
    copyButton(t("copy.short"), () => text, {
      "data-key": key,
      "aria-label": t("copy.what", { what: label }),
    }),
  );
}

/** @param {{en: Handover, zh: Handover}|null} both @param {string} where which panel, for keys */
export function handOver(both, where) {
  const hand = both?.[state.lang];
  if (!hand || (!hand.file && !hand.test)) return null;
  const near = hand.places.filter(p => p.group === "yours"),
    first = near.length ? near : hand.places.slice(0, 1);
  const whom = hand.product ? t("handover.and", { client: hand.client, product: hand.product }) : hand.client;
  return h(
    "section",
    {
      class: "stack",
      "data-testid": "handover",
      "data-product": hand.product,
      "aria-labelledby": `hand-${where}`,
    },
    h(
      "h3",
      { id: `hand-${where}` },
      hand.file ? t("handover.title", { file: hand.file }) : t("handover.test"),
    ),
    hand.file && h("p", { class: "note" }, t("handover.for", { whom })),
    h(
      "div",
      { class: "stack" },
      first.map(p => place(p, where)),
    ),
    hand.fingerprints.length > 0 && fingerprints(hand, where),
    hand.test && test(hand, where),
    hand.file && others(hand, first, where),
  );
}

/** @param {Place} p @param {string} where */
function place({ id, title, note, code }, where) {
  return h(
    "div",
    { class: "stack tight", "data-place": id },
    h("p", null, h("strong", null, title)),
    copyable(code, title, `copy ${where} ${id}`),
    note && h("p", { class: "note" }, note),
  );
}

/** @param {Handover} hand @param {string} where */
function fingerprints(hand, where) {
  return h(
    "div",
    { class: "stack tight", "data-testid": "fingerprints" },
    h("h4", null, t("handover.fingerprint", { file: hand.file })),
    hand.fingerprints.map((f, i) =>
      h(
        "div",
        { class: "stack tight" },
        h("p", { class: "note" }, f.title),
        copyable(
          f.value && !f.code.includes(f.value) ? f.value : f.code,
          f.title,
          `copy ${where} fingerprint ${i}`,
        ),
        f.before && f.before !== f.value && i === 0
          ? h("p", { class: "note value" }, t("handover.before", { value: f.before }))
          : null,
      ),
    ),
  );
}

/** @param {Handover} hand @param {string} where */
function test(hand, where) {
  if (!hand.test) return null;
  const { title, code, expect } = hand.test;
  return h(
    "div",
    { class: "stack tight", "data-testid": "handover-test" },
    h("h4", null, t("handover.prove"), t("word.gap"), h("span", { class: "note" }, title)),
    copyable(code, title, `copy ${where} test`),
    hand.host === "HOST" && h("p", { class: "note" }, t("handover.host")),
    h("p", { class: "note" }, expect),
  );
}

/** @param {Handover} hand @param {Place[]} shown @param {string} where */
function others(hand, shown, where) {
  return OTHERS.map(group => {
    const list = hand.places.filter(p => p.group === group && !shown.includes(p));
    return (
      list.length > 0 &&
      h(
        "details",
        { class: "sub", "data-key": `hand ${where} ${group}` },
        h("summary", null, t(`handover.${group}`)),
        h(
          "div",
          { class: "stack" },
          list.map(p => place(p, where)),
        ),
      )
    );
  });
}
