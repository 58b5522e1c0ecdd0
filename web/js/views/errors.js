// @ts-check
/** What to do with nothing but an error message, or with a text dump of a certificate. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { snippet } from "../elements/snippet.js";
import { ruleLink } from "./findings.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").RecognizedError} RecognizedError */
/** @typedef {import("../types.js").Printed} Printed */
/** @typedef {import("../dom.js").Children} Children */

const SHOWN = 5; // messages in full; the rest is listed by kind and count

/** @param {RecognizedError} m @param {number} n which of the messages @param {Set<string>} shown commands so far */
function full(m, n, shown) {
  const commands = m.commands.filter(c => !shown.has(c.code));
  for (const c of commands) shown.add(c.code);
  return h(
    "section",
    {
      class: "stack tight",
      "data-testid": "recognized",
      "data-client": m.client,
      "data-meaning": m.rule || m.meaning,
      "data-side": m.side,
    },
    h("pre", { class: "message", "data-testid": "message" }, m.text),
    h("p", null, h("strong", null, m.title), " ", m.rule && ruleLink(m.rule)),
    m.count > 1 && h("p", { class: "note" }, t("errors.count", { n: m.count })),
    m.who && h("p", null, m.who),
    m.strict && h("p", null, m.strict),
    h("p", null, m.ask),
    commands.map((c, i) => [h("p", null, c.why), snippet(c.code, c.why, `fetch ${n} ${i}`)]),
    m.caFile &&
      h(
        "p",
        null,
        t("errors.caFile", { program: m.program }),
        t("word.gap"),
        h("code", { class: "value" }, m.caFile),
      ),
    m.makers.length > 0 &&
      h("p", { class: "note" }, t("errors.makers", { names: m.makers.join(t("word.semicolon")) })),
    m.change &&
      h(
        "details",
        { class: "sub", "data-key": `change ${n}` },
        h("summary", null, t("errors.change", { library: m.change.library })),
        h(
          "div",
          { class: "stack tight" },
          h(
            "p",
            { class: "notice waiting" },
            h("strong", null, t("code.loses")),
            t("word.gap"),
            m.change.loses,
          ),
          m.change.note && h("p", { class: "note" }, m.change.note),
          snippet(m.change.code, m.change.library, `copy change ${n}`),
        ),
      ),
  );
}

/**
 * The messages of a text without a certificate: the first in full, the others by kind and count.
 * @param {Report} r
 * @returns {Children}
 */
export function recognized(r) {
  const sorted = [...r.messages].sort((a, b) => Number(a.aside) - Number(b.aside));
  const rest = sorted.slice(SHOWN);
  const shown = new Set();
  return [
    sorted.slice(0, SHOWN).map((m, n) => full(m, n, shown)),
    rest.length > 0 &&
      h(
        "details",
        { class: "sub", "data-key": "more messages" },
        h("summary", null, t("errors.more", { n: rest.length })),
        h(
          "ul",
          null,
          rest.map(m =>
            h(
              "li",
              null,
              m.title,
              m.program && t("errors.by", { program: m.program }),
              t("word.gap"),
              t("errors.count", { n: m.count }),
            ),
          ),
        ),
      ),
  ];
}

/** @param {Printed} p @param {number} n */
function dump(p, n) {
  return h(
    "section",
    { class: "stack tight", "data-testid": "printed", "data-format": p.format },
    h("p", { class: "notice waiting" }, h("strong", null, p.title)),
    p.subject && h("p", { class: "value" }, p.subject),
    p.findings.map(f => h("p", null, h("strong", null, f.title), " ", ruleLink(f.rule), " ", f.fix)),
    h(
      "ul",
      { class: "note" },
      p.saw.map(line => h("li", { class: "value" }, line)),
    ),
    h("p", null, t("errors.printPEM")),
    snippet(p.command, t("errors.printPEM"), `print ${n}`),
  );
}

/** What they say of certificates that are not here, beside those that are. @param {import("../store.js").State} s */
export function beside({ report: r }) {
  if (!r || r.certificates.length === 0 || r.printed.length === 0) return null;
  return h(
    "section",
    { class: "card stack", id: "printed", "data-testid": "printed-beside" },
    h("h2", null, t("errors.beside")),
    dumps(r),
  );
}

/** What text dumps say of certificates. @param {Report} r @returns {Children} */
export function dumps(r) {
  return r.printed.slice(0, 20).map(dump);
}
