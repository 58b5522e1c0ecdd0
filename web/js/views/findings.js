// @ts-check
/**
 * Findings by certificate: what, why, what to do. What stops the chosen client stands apart from what others or later
 * releases object to.
 */
import { h } from "../dom.js";
import { t, asLanguage } from "../i18n.js";
import { state } from "../store.js";
import { middle } from "../bytes.js";
import { icon, tone } from "../icons.js";
import { singleFile } from "../platform.js";

/** @typedef {import("../types.js").Finding} Finding */

const NAMED = 6; // clients by name; the table below has them all

/**
 * @param {string} rule slug
 * @returns {HTMLElement|null} link to the rule's page; the single file has no pages beside it, and the finding says the
 *   same
 */
export function ruleLink(rule) {
  if (singleFile) return null;
  const zh = asLanguage(state.lang) === "zh" ? "#zh" : "";
  return h(
    "a",
    { href: `rules/${encodeURIComponent(rule)}.html${zh}`, target: "_blank", rel: "noopener" },
    t("findings.rule"),
  );
}

/** @param {Finding} f @returns {HTMLElement|null} whom it stops, the person's own clients first */
function stopped(f) {
  if (!f.rule) return null;
  if (state.rest === "coming" && f.severity === "stops")
    return h("p", { class: "stopped note" }, t("findings.stoppedComing"));
  const all = (state.report?.clients ?? []).filter(
    c => c.compared !== false && c.verdict === "refused" && c.raises?.includes(f.rule),
  );
  if (all.length === 0) return null;
  const own = all.filter(c => state.mine.includes(c.id));
  const names = [...own, ...all.filter(c => !own.includes(c))].map(c => c.name);
  return h(
    "p",
    { class: "stopped", "data-testid": "stopped" },
    h("strong", null, t("findings.stopped", { n: all.length })),
    t("word.gap"),
    names.slice(0, NAMED).join(t("word.comma")),
    names.length > NAMED && t("word.gap") + t("findings.others", { n: names.length - NAMED }),
  );
}

/** @param {Finding} f @param {number} index @param {boolean} open */
function finding(f, index, open) {
  const color = tone(f.severity);
  const number = f.code ? t("findings.error", { code: f.code }) : t("findings.advice");
  return h(
    "details",
    {
      class: `finding ${color}`,
      "data-testid": "finding",
      "data-code": f.code,
      "data-name": f.name,
      "data-depth": f.depth,
      "data-severity": f.severity,
      "data-key": `finding ${f.certificate} ${f.code} ${f.rule} ${index}`,
      open,
    },
    h(
      "summary",
      null,
      icon(color),
      h("span", { class: "finding-title" }, f.title),
      h("span", { class: "note" }, [number, f.cite.replace(/ section /, " ")].filter(Boolean).join(" · ")),
    ),
    h(
      "div",
      { class: "finding-body" },
      f.saw && h("p", { class: "value" }, h("strong", null, t("findings.saw")), t("word.gap"), f.saw),
      f.why && h("p", null, h("strong", null, t("findings.why")), t("word.gap"), f.why),
      stopped(f),
      f.fix && h("p", null, h("strong", null, t("findings.fix")), t("word.gap"), f.fix),
      h("p", { class: "note row" }, f.name && h("code", null, f.name), f.rule && ruleLink(f.rule)),
    ),
  );
}

/** @param {Finding[]} list @param {import("../types.js").Report} r @param {boolean} openFirst */
function byCertificate(list, r, openFirst) {
  /** @type {Map<number, Finding[]>} */
  const groups = new Map();
  for (const f of list) groups.set(f.certificate, [...(groups.get(f.certificate) ?? []), f]);
  let first = openFirst;
  return [...groups].map(([certificate, findings]) => {
    const named = r.certificates[certificate]?.name;
    return h(
      "div",
      { class: "stack tight" },
      h(
        "h3",
        { class: "value" },
        named ? t("findings.on", { name: middle(named, 90) }) : t("findings.chain"),
      ),
      findings.map((f, i) => {
        const open = first;
        first = false;
        return finding(f, i, open);
      }),
    );
  });
}

const GROUPS = /** @type {const} */ ([
  ["stops", "findings.stops"],
  ["will-stop", "findings.willStop"],
  ["advice", "findings.advices"],
]);

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function findings(s) {
  const r = s.report;
  if (!r || r.certificates.length === 0) return null;
  if (r.findings.length === 0)
    return h(
      "section",
      { class: "stack", id: "findings" },
      h("h2", null, t("findings.title")),
      h("p", { class: "note" }, t("findings.none")),
    );
  return h(
    "section",
    { class: "stack", id: "findings" },
    h("h2", null, t("findings.title")),
    GROUPS.map(([severity, key], i) => {
      const some = r.findings.filter(f => f.severity === severity);
      if (some.length === 0) return null;
      const alone = r.findings.length === some.length && i === 0;
      return [
        !alone && h("p", { class: "note group" }, t(key, { n: some.length })),
        byCertificate(some, r, i === 0),
      ];
    }).flat(),
  );
}
