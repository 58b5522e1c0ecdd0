// @ts-check
/** From the verdict to the repair: the one thing to do, and a button that leads there. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { set, state, whenDrawn } from "../store.js";
import { requestLine } from "../words.js";
import { copyable } from "./handover.js";

/** @typedef {import("../types.js").Report} Report */

/** The one thing to do, and the way to it. @param {Report} r @returns {import("../dom.js").Children} */
export function way(r) {
  const first = r.plan?.primary;
  if (!first && state.rest === "coming" && (r.verdict === "refused" || r.verdict === "ambiguous"))
    return wayComing();
  if (!first) return null;
  return h(
    "div",
    { class: "way", "data-testid": "way" },
    h("p", { class: "value" }, h("strong", null, first.title)),
    first.commands.length > 0 && [
      first.why && h("p", { class: "value" }, first.why),
      first.commands.map((c, i) => [h("p", { class: "note" }, c.why), copyable(c.code, c.why, `way ${i}`)]),
    ],
    first.commands.length === 0 &&
      h(
        "button",
        {
          type: "button",
          class: "button",
          "data-key": "to-repair",
          "data-testid": "to-repair",
          onclick: () => goTo("repair"),
        },
        t("verdict.toRepair"),
      ),
  );
}

/** What stands where the way will be, as high as it. */
function wayComing() {
  return h(
    "div",
    { class: "way", "data-testid": "way-coming" },
    h("p", { class: "note" }, t("verdict.wayComing")),
    h(
      "button",
      { type: "button", class: "button", "data-key": "to-repair", disabled: true },
      t("verdict.toRepair"),
    ),
  );
}

/**
 * What a request asks for, and the way to its certificate.
 * @param {Report} r
 * @returns {import("../dom.js").Children}
 */
export function requestWay(r) {
  const [q] = r.requests;
  if (!q) return null;
  const asks = t(q.hosts.length ? "request.asksNames" : "request.asks", {
    key: q.key,
    names: q.hosts.join(t("word.comma")),
    purpose: t(`request.for.${/** @type {"server"|"client"|"both"} */ (q.kind)}`),
  });
  return h(
    "div",
    { class: "stack tight", "data-testid": "request" },
    r.certificates.length > 0 && h("p", { class: "value" }, h("strong", null, requestLine(r))),
    h("p", { class: "value" }, asks, q.signed && t("word.gap") + t("request.signed")),
    q.problems.map(p => h("p", { class: "notice waiting value" }, p)),
    h(
      "p",
      null,
      h(
        "button",
        {
          type: "button",
          class: "button",
          "data-key": "to-request",
          "data-testid": "to-request",
          onclick: () => (set({ tab: "key" }), whenDrawn(() => goTo("repair"))),
        },
        t("request.go"),
      ),
    ),
  );
}

/** @type {[string, import("../i18n.js").Key][]} parts of a report, as they come */
const PARTS = [
  ["chain", "chain.title"],
  ["findings", "findings.title"],
  ["repair", "repair.title"],
  ["clients", "clients.title"],
  ["details-part", "details.title"],
  ["share-part", "share.title"],
];

/**
 * What a report holds, to get there at once.
 * @param {import("../store.js").State} s
 * @returns {import("../dom.js").Children}
 */
export function contents(s) {
  if (!s.report || s.report.certificates.length === 0) return null;
  return h(
    "nav",
    { class: "row contents", "aria-label": t("contents.label"), "data-testid": "contents" },
    PARTS.map(([id, key]) =>
      h("button", { type: "button", class: "link", "data-key": `to ${id}`, onclick: () => goTo(id) }, t(key)),
    ),
  );
}

/** To a part, with the focus: the next key press goes on from there. @param {string} id */
function goTo(id) {
  const heading = document.querySelector(`#${id} h2`);
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}
