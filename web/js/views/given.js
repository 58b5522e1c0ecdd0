// @ts-check
/** What was given: files beside the box, the choices of the check, examples. */
import { DEFAULT_CLIENT, DEFAULT_OPENSSL } from "../defaults.js";
import { h } from "../dom.js";
import { state, set } from "../store.js";
import { clientMenu } from "./clientmenu.js";
import { t } from "../i18n.js";
import { size, middle } from "../bytes.js";
import { begin, check, choose } from "../checking.js";
import { EXAMPLES } from "../examples.js";
import { icon } from "../icons.js";
import { heldKeys } from "./held.js";
import { releases } from "../words.js";
import { drop, secret, secretField } from "../secrets.js";

const NAMES = /** @type {const} */ ({
  elasticsearch: "example.elasticsearch",
  "easy-rsa": "example.easyrsa",
  "no-identifiers": "example.noIdentifiers",
  clean: "example.clean",
  "lone-leaf": "example.loneLeaf",
});

/** @returns {HTMLElement[]} */
export function exampleButtons() {
  return Object.entries(NAMES).map(([id, key]) =>
    h(
      "button",
      {
        type: "button",
        class: "chip",
        "data-example": id,
        onclick: () => {
          begin({ text: EXAMPLES[id], host: "" });
          check(true);
        },
      },
      t(key),
    ),
  );
}

/**
 * Files that were chosen, dropped or too long for the box.
 * @param {import("../store.js").State} s
 * @returns {import("../dom.js").Children}
 */
export function fileList(s) {
  const held = s.keys.filter(k => k.pasted);
  if (s.files.length === 0 && held.length === 0) return null;
  const total = s.files.reduce((n, f) => n + f.data.length, 0);
  const remove = (/** @type {import("../types.js").Input[]} */ files) => {
    if (files.length === 0 && state.text.trim() === "") drop("input");
    set({ files });
    check();
  };
  const shown = s.files.slice(0, 6);
  return h(
    "ul",
    { class: "files", "aria-label": t("given.files") },
    held.length > 0 &&
      heldKeys({ ...s, keys: held, owners: s.owners.filter((_, i) => s.keys[i].pasted) }, []),
    shown.map(file =>
      h(
        "li",
        null,
        h("span", { class: "value mono", title: file.name }, middle(file.name || t("given.longText"), 40)),
        h("span", { class: "note" }, size(file.data.length)),
        h(
          "button",
          {
            type: "button",
            class: "link",
            "aria-label": t("given.remove", { name: file.name || t("given.longText") }),
            onclick: () => remove(state.files.filter(f => f !== file)),
          },
          icon("cross"),
        ),
      ),
    ),
    s.files.length > shown.length &&
      h(
        "li",
        null,
        h(
          "span",
          { class: "note" },
          t("given.moreFiles", { n: s.files.length - shown.length, size: size(total) }),
        ),
        h("button", { type: "button", class: "link", onclick: () => remove([]) }, t("given.removeAll")),
      ),
  );
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} options of the client select */
export function clientOptions(s) {
  if (!s.catalog) return h("option", { value: DEFAULT_CLIENT }, t("given.python313"));
  return clientMenu(s, s.ownClient ? s.client : s.report?.fromMessage.client || s.client);
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function generationOptions(s) {
  return (s.catalog?.generations ?? [DEFAULT_OPENSSL]).map(g =>
    h("option", { value: g, selected: g === s.openssl }, releases(g).join(", ")),
  );
}

/**
 * The password that opens what was given.
 * @param {import("../store.js").State} s
 * @returns {import("../dom.js").Children}
 */
export function unlock(s) {
  const locked = s.report?.locked ?? [];
  if (locked.length === 0) return null;
  const tried = locked.some(l => l.tried);
  const field = secretField("unlock", {
    "data-testid": "password",
    id: "unlock",
    "aria-invalid": tried ? "true" : undefined,
    "aria-describedby": "unlock-note",
  });
  return h(
    "form",
    {
      class: "card stack tight",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        choose({ passwords: [secret("unlock")].filter(Boolean) });
      },
    },
    h(
      "label",
      { class: "field", for: "unlock" },
      t("unlock.label", { source: locked.map(l => l.source).join(", ") }),
      field,
    ),
    h(
      "p",
      { class: tried ? "notice refused" : "note", id: "unlock-note" },
      t(tried ? "unlock.wrong" : "unlock.note"),
    ),
    h("div", { class: "row" }, h("button", { class: "button" }, t("unlock.open"))),
  );
}

/** Shows where the password of what was given is asked for. */
export function focusUnlock() {
  document.getElementById("unlock")?.focus();
}
