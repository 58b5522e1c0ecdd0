// @ts-check
/** The repair: what has to be done as steps, and four ways to do it. */
import { h } from "../dom.js";
import { state, set } from "../store.js";
import { t } from "../i18n.js";
import { loadSnippets, snippetsOf } from "../repairing.js";
import { drop } from "../secrets.js";
import { tabs } from "../elements/tabs.js";
import { differences } from "./difference.js";
import { closeRepair, keyPanel } from "./signing.js";
import { opensslPanel } from "./recipe.js";
import { kitPanel } from "./kit.js";
import { copyable } from "./handover.js";
import { codePanel } from "./workarounds.js";
import { requestPanel } from "./request.js";
import { trusting } from "./trusting.js";

/** @typedef {import("../types.js").Plan} Plan */

const FILES = ["missing-file", "wrong-file"]; // what is wrong is which files there are: no new CA mends that

/** @param {string} tab */
function chooseTab(tab) {
  if (tab === state.tab) return;
  if (state.tab === "key") closeRepair();
  if (state.tab === "new") drop("kit");
  set({ tab });
}

/** @param {Plan["steps"][number]} step */
function step({ title, why, files }) {
  return h(
    "li",
    null,
    h(
      "div",
      null,
      h("p", null, h("strong", null, title)),
      why && h("p", { class: "note" }, why),
      files.length > 0 &&
        h("p", { class: "note" }, files.map((f, i) => [i > 0 && t("word.comma"), h("code", null, f)]).flat()),
    ),
  );
}

/** The one thing to do, unless the steps begin with it. @param {Plan} plan */
function primary({ primary: first, state, steps }) {
  if (!first || (steps.length > 1 && steps[0].title === first.title)) return null;
  return h(
    "div",
    { class: `notice primary ${state === "impossible" ? "waiting" : "neutral"}`, "data-testid": "primary" },
    h("p", { class: "value" }, h("strong", null, first.title)),
    first.why && h("p", { class: "note value" }, first.why),
    first.commands.map((c, i) => [h("p", { class: "note" }, c.why), copyable(c.code, c.why, `first ${i}`)]),
  );
}

/** @param {Plan} plan */
function summary({ state, summary }) {
  const tint = { impossible: "notice refused", partial: "notice waiting", possible: null, nothing: null }[
    state
  ];
  return h("p", { class: tint }, summary || (state === "nothing" ? t("repair.nothing") : ""));
}

/**
 * A certificate request without any certificate.
 * @param {import("../store.js").State} s
 * @param {import("../types.js").Report} r
 */
function alone(s, r) {
  return h(
    "section",
    { class: "card stack", id: "repair" },
    h("h2", null, t("request.title")),
    requestPanel(s, r),
  );
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function repair(s) {
  const r = s.report;
  if (!r) return null;
  if (s.rest === "coming" && r.certificates.length > 0) {
    return h(
      "section",
      { class: "card stack coming", id: "repair", "aria-busy": "true", "data-testid": "rest-coming" },
      h("h2", null, t("repair.title")),
      h("p", { class: "note" }, t("repair.coming")),
    );
  }
  if (r.certificates.length === 0) return r.requests.length > 0 ? alone(s, r) : null;
  const { result } = s.repair;
  // With the key at hand nothing is left to ask for; its words are those of when it was made.
  const plan = result?.proven && result.plan && result.lang === s.lang ? result.plan : r.plan,
    mends = plan !== null && plan.reissues.length > 0;
  const rest = plan ? plan.steps.filter(s => s.title !== plan.primary?.title || plan.steps.length > 1) : [];
  const list = [
    r.requests.length > 0
      ? { id: "key", label: t("tab.request") }
      : mends && { id: "key", label: t("tab.key") },
    mends && { id: "openssl", label: t("tab.openssl") },
    !(plan && FILES.includes(plan.class)) && { id: "new", label: t("tab.new"), testid: "new-ca" },
    plan?.relax && { id: "code", label: t("tab.code") },
  ].filter(x => x !== false && x !== undefined);
  const shown = list.some(tab => tab.id === s.tab)
    ? s.tab
    : plan?.state === "nothing" || list.length === 0
      ? ""
      : list[0].id;
  const panel = {
    key: () => (r.requests.length > 0 ? requestPanel(s, r) : plan ? keyPanel(s, r, plan) : null),
    openssl: () => opensslPanel(s),
    new: () => kitPanel(s),
    code: () => codePanel(s),
  }[shown];
  if (shown === "code" && (!s.snippets || s.snippetsFor !== snippetsOf(s))) queueMicrotask(loadSnippets);
  return h(
    "section",
    { class: "card stack", id: "repair" },
    h("h2", null, t("repair.title")),
    plan && primary(plan),
    plan && plan.primary?.title !== plan.summary && summary(plan),
    plan?.blocked.map(b => h("p", { class: "notice refused" }, b)),
    plan && rest.length > 0 && h("ol", { class: "steps" }, rest.map(step)),
    plan && trusting(plan),
    plan?.warnings.map(w => h("p", { class: "notice waiting" }, w)),
    plan && mends && differences(r, plan),
    list.length > 0 && tabs(list, shown, t("repair.ways"), chooseTab, panel ? panel() : null),
  );
}
