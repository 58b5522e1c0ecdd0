// @ts-check
/** Every field of every certificate, fingerprints, PEM, and the bytes themselves on demand. */
import { fill, h, lazy, render } from "../dom.js";
import { t, moment, number } from "../i18n.js";
import { state } from "../store.js";
import { call } from "../engine.js";
import { asProblem } from "../failure.js";
import { colons, fromBase64, middle, pem, start } from "../bytes.js";
import { copyButton, downloadButton } from "../elements/buttons.js";
import { hexView } from "../elements/hex.js";
import { progressBar } from "../elements/progress.js";
import { problemBox } from "./problem.js";
import { atStart } from "../words.js";

/** @typedef {import("../types.js").Certificate} Certificate */
/** @typedef {import("../protocol.js").Field} Field */
/** @typedef {import("../protocol.js").Detail} Detail */

/** Decoded fields by language and fingerprint. @type {Map<string, Detail>} */
const decoded = new Map();

/** Opens and shows one certificate. @param {string} sha256 */
export function openCertificate(sha256) {
  const details = document.querySelector(`details[data-key="cert ${sha256}"]`);
  if (!(details instanceof HTMLDetailsElement)) return;
  fill(details);
  details.open = true;
  details.querySelector("summary")?.focus();
  details.scrollIntoView({ block: "start" });
}

// characters of one value that are shown; the whole is in the PEM, and in the text that can be copied
const LONG = 2000;

/**
 * @param {string|number} value of a certificate
 * @returns {import("../dom.js").Children} the value, without its rest when it is very long
 */
export function long(value) {
  const [shown, more] = start(String(value), LONG);
  return more === 0
    ? shown
    : [shown, h("span", { class: "note" }, ` … ${t("details.moreText", { n: number(more) })}`)];
}

/** @param {string} sha256 @param {import("../i18n.js").Key} label @param {string} value */
function print(sha256, label, value) {
  return [
    h("dt", null, t(label)),
    h(
      "dd",
      { class: "row" },
      h("code", { class: "value" }, value),
      copyButton(t("copy.short"), () => value, {
        class: "link",
        "aria-label": t("copy.what", { what: t(label) }),
        "data-key": `copy ${label} ${sha256}`,
      }),
    ),
  ];
}

/** @param {Certificate} c */
function facts(c) {
  const fact = (/** @type {import("../i18n.js").Key} */ label, /** @type {string|number} */ value) =>
    value !== "" && [h("dt", null, t(label)), h("dd", { class: "value" }, long(value))];
  return h(
    "dl",
    { class: "facts" },
    fact("field.subject", c.subject),
    fact("field.issuer", c.issuer),
    fact("field.serial", c.serial),
    fact("field.notBefore", moment(c.notBefore)),
    fact("field.notAfter", moment(c.notAfter)),
    fact("field.key", c.key),
    fact("field.signature", c.signature),
    fact("field.version", c.version),
    fact(
      "field.names",
      c.names.slice(0, 200).join(", ") + (c.names.length > 200 ? ` … (${c.names.length})` : ""),
    ),
    fact("field.source", atStart(c.source)),
    print(c.sha256, "field.sha256", colons(c.sha256)),
    print(c.sha256, "field.trusted", c.sha256),
    print(c.sha256, "field.sha1", colons(c.sha1)),
  );
}

/** @param {Certificate} c */
function extensions(c) {
  if (c.extensions.length === 0) return h("p", { class: "note" }, t("details.noExtensions"));
  return h(
    "div",
    { class: "scroll-x", tabindex: 0, role: "region", "aria-label": t("details.extensions") },
    h(
      "table",
      { class: "extensions" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("th", { scope: "col" }, t("details.extension")),
          h("th", { scope: "col" }, t("details.critical")),
          h("th", { scope: "col" }, t("details.value")),
        ),
      ),
      h(
        "tbody",
        null,
        c.extensions.map(e =>
          h(
            "tr",
            null,
            h(
              "th",
              { scope: "row" },
              e.name,
              h("span", { class: "note block mono" }, e.oid === e.name ? "" : e.oid),
            ),
            h("td", null, t(e.critical ? "word.yes" : "word.no")),
            h(
              "td",
              { class: "value" },
              e.value.slice(0, 100).map(line => h("div", null, long(line))),
              e.value.length > 100 &&
                h("div", { class: "note" }, t("details.moreLines", { n: e.value.length - 100 })),
              e.flaw && h("div", { class: "flaw" }, t("details.flaw", { why: e.flaw })),
            ),
          ),
        ),
      ),
    ),
  );
}

/** @param {Field[]} fields @param {(start: number, end: number) => void} mark @returns {HTMLElement} */
function tree(fields, mark) {
  return h(
    "ul",
    { class: "tree" },
    fields.slice(0, 500).map(f => {
      const line = [
        h(
          "button",
          {
            type: "button",
            class: "link",
            title: t("details.showBytes", { start: f.start, end: f.end }),
            onclick: () => mark(f.start, f.end),
          },
          f.name,
        ),
        f.value && h("span", { class: "value" }, " ", long(f.value)),
      ];
      return h("li", null, line, f.children?.length > 0 && tree(f.children, mark));
    }),
  );
}

/** @param {Certificate} c @returns {HTMLElement} fields and bytes, decoded when opened */
function deep(c) {
  return lazy(`deep ${c.sha256}`, "sub", t("details.bytes"), async place => {
    const der = fromBase64(c.der),
      key = `${state.lang} ${c.sha256}`;
    const hex = hexView(der, t("details.hex"));
    const show = (/** @type {Detail} */ { fields, text }) =>
      render(place, [
        tree(fields, hex.mark),
        hex.node,
        h("div", { class: "row" }, text && copyButton(t("details.copyText"), () => text)),
      ]);
    const known = decoded.get(key);
    if (known) return show(known);
    render(place, progressBar());
    try {
      const found = await call("details", { der, lang: state.lang });
      decoded.set(key, found);
      show(found);
    } catch (thrown) {
      render(place, [problemBox(asProblem(thrown)), hex.node]);
    }
  });
}

/** @param {Certificate} c */
function asPEM(c) {
  return h(
    "details",
    { class: "sub", "data-key": `pem ${c.sha256}` },
    h("summary", null, "PEM"),
    h("pre", { class: "code columns", tabindex: 0, "aria-label": "PEM" }, pem(c.der)),
    h(
      "div",
      { class: "row" },
      copyButton(t("copy.pem"), () => pem(c.der)),
      downloadButton({ name: fileName(c), type: "application/x-pem-file", data: pem(c.der) }),
    ),
  );
}

/** @param {Certificate} c */
function certificate(c) {
  const summary = [
    h("span", { class: "value", title: c.subject }, middle(c.name || c.subject || t("chain.noName"), 90)),
    h("span", { class: "note value" }, atStart(c.source)),
  ];
  return lazy(`cert ${c.sha256}`, "certificate", summary, place =>
    render(place, [facts(c), h("h3", null, t("details.extensions")), extensions(c), deep(c), asPEM(c)]),
  );
}

/** @param {Certificate} c @returns {string} */
function fileName(c) {
  return `${
    c.name
      .replace(/[^\p{L}\p{N}.-]+/gu, "-")
      .replace(/^[-.]+|[-.]+$/g, "")
      .slice(0, 60) || "certificate"
  }.pem`;
}

/** Certificates as text, made once for each list. @type {WeakMap<Certificate[], string>} */
const texts = new WeakMap();

/**
 * What the details depend on: a report that says the same of the same certificates leaves them as they are, with all
 * that is open and marked.
 * @param {import("../store.js").State} s
 * @returns {string}
 */
export function certificatesShown(s) {
  const list = s.report?.certificates;
  if (!list) return "";
  const text = texts.get(list) ?? JSON.stringify(list);
  texts.set(list, text);
  return text;
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function details(s) {
  const r = s.report;
  if (!r || r.certificates.length === 0) return null;
  return h(
    "section",
    { class: "card stack", id: "details" },
    h("h2", null, t("details.title")),
    r.certificates.slice(0, 60).map(certificate),
    r.certificates.length > 60 &&
      h("p", { class: "note" }, t("details.many", { n: r.certificates.length - 60 })),
  );
}

/**
 * On paper the details stay away, but for what tells which certificates these were.
 * @param {import("../store.js").State} s
 * @returns {import("../dom.js").Children}
 */
export function fingerprints(s) {
  return h(
    "dl",
    { class: "facts only-print" },
    s.report?.certificates
      .slice(0, 60)
      .map(c => [
        h("dt", null, middle(c.name || c.subject || t("chain.noName"), 90)),
        h("dd", { class: "value mono" }, `SHA-256 ${colons(c.sha256)}`),
      ]),
  );
}
