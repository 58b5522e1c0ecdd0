// @ts-check
/** A certificate request: signed here with the CA's key, or the lines with which openssl does it. */
import { h } from "../dom.js";
import { set, idle } from "../store.js";
import { t } from "../i18n.js";
import { signRequest, cancelWork } from "../repairing.js";
import { wishFor, wishOther } from "../wish.js";
import { daysField, field } from "../elements/form.js";
import { progressBar } from "../elements/progress.js";
import { problemBox } from "./problem.js";
import { copyable } from "./handover.js";
import { fileField, filesGiven, outcome, passwordField, pasteField } from "./signing.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../wish.js").Wish} Wish */

/** @param {import("../store.js").State} s @param {Report} r */
export function requestPanel(s, r) {
  const wish = wishFor(r.requests),
    q = r.requests[wish.request];
  return [
    h(
      "form",
      {
        class: "stack",
        "data-testid": "request-form",
        onsubmit: (/** @type {Event} */ e) => submit(e, wish),
      },
      h("p", null, t("request.intro")),
      r.requests.length > 1 && which(r, wish),
      wishes(wish),
      h("p", { class: "value" }, h("strong", null, t("request.ca"))),
      h("div", { class: "fields" }, fileField(t("request.files")), passwordField(s, r)),
      filesGiven(s, []),
      pasteField(),
      s.repair.problem && problemBox(s.repair.problem),
      s.repair.busy ? progressBar(s => s.repair.progress, cancelWork) : null,
      h(
        "div",
        { class: "row" },
        h(
          "button",
          {
            class: "button",
            "data-testid": "sign-request",
            "data-key": "sign-request",
            disabled: s.repair.busy,
            "aria-busy": s.repair.busy ? "true" : undefined,
          },
          t("request.do", { file: q.file }),
        ),
      ),
      h("p", { class: "note" }, t("request.promise")),
    ),
    s.repair.result && outcome(s.repair.result),
    h(
      "details",
      { class: "sub", "data-key": "request openssl", "data-testid": "request-openssl" },
      h("summary", null, t("request.openssl")),
      h(
        "div",
        { class: "stack tight" },
        [q.check, ...q.sign].map((c, i) => [
          h("p", { class: "note" }, c.why),
          copyable(c.code, c.why, `request ${i}`),
        ]),
      ),
    ),
  ];
}

/** @param {Report} r @param {Wish} wish */
function which(r, wish) {
  const onchange = (/** @type {Event} */ e) => {
    wishOther(r.requests, Number(/** @type {HTMLSelectElement} */ (e.target).value));
    set({ repair: idle() });
  };
  return field(
    t("request.which"),
    h(
      "select",
      { "data-key": "option request", onchange },
      r.requests.map((q, i) =>
        h("option", { value: String(i), selected: i === wish.request }, q.name || q.source),
      ),
    ),
  );
}

/** @param {Wish} wish */
function wishes(wish) {
  const kinds = /** @type {const} */ (["server", "client", "both"]);
  return [
    h(
      "div",
      { class: "fields" },
      field(
        t("kit.kind"),
        h(
          "select",
          {
            "data-key": "option request-kind",
            onchange: (/** @type {Event} */ e) =>
              void (wish.kind = /** @type {Wish["kind"]} */ (
                /** @type {HTMLSelectElement} */ (e.target).value
              )),
          },
          kinds.map(kind => h("option", { value: kind, selected: wish.kind === kind }, t(`kit.${kind}`))),
        ),
      ),
      daysField(
        t("request.days"),
        h("input", {
          type: "number",
          min: 1,
          max: 36500,
          required: true,
          value: String(wish.days),
          "data-key": "option request-days",
          oninput: (/** @type {Event} */ e) =>
            void (wish.days = Number(/** @type {HTMLInputElement} */ (e.target).value)),
        }),
      ),
    ),
    field(
      t("kit.names"),
      h("textarea", {
        rows: 3,
        spellcheck: "false",
        value: wish.names,
        "data-key": "option request-names",
        oninput: (/** @type {Event} */ e) =>
          void (wish.names = /** @type {HTMLTextAreaElement} */ (e.target).value),
      }),
    ),
  ];
}

/** @param {Event} event @param {Wish} wish */
function submit(event, { request, names, kind, days }) {
  event.preventDefault();
  const list = names.split(/[\s,]+/).filter(Boolean);
  if (list.length === 0 && kind !== "client")
    return set({
      repair: { ...idle(), problem: { kind: "bad-input", message: t("request.namesWanted") } },
    });
  signRequest({ request, names: list, kind, days });
}
