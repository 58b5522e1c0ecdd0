// @ts-check
/** The repair of a whole table: what one re-issued CA mends, and making all of them in one go. */
import { h } from "../dom.js";
import { t, number } from "../i18n.js";
import { set, state } from "../store.js";
import { readList } from "../files.js";
import { secretField } from "../secrets.js";
import { forgetKeys, makeFleet, stopFleet } from "../fleets.js";
import { middle, size } from "../bytes.js";
import { icon } from "../icons.js";
import { progressBar } from "../elements/progress.js";
import { downloads } from "./downloads.js";
import { problemBox } from "./problem.js";

/** @typedef {import("../protocol.js").FleetResult} FleetResult */
/** @typedef {import("../protocol.js").FleetPlan} FleetPlan */

const SHOWN = 12; // groups and reasons that are listed; the plan names all

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function fleet(s) {
  const { result, busy, problem } = s.fleet;
  if (busy && !result) return progressBar(s => s.fleet.progress, stopFleet);
  const plan = result?.fleet;
  if (plan && plan.many > 0) return h("p", { class: "note", "data-testid": "fleet-many" }, result?.why);
  if (!plan || plan.cas.length === 0) return problem ? problemBox(problem) : null;
  return h(
    "section",
    { class: "stack fleet", "data-testid": "fleet" },
    h("h2", null, heading(plan)),
    h("p", null, t("fleet.what")),
    groups(plan),
    left(plan),
    keys(s, plan),
    problem && problemBox(problem),
    busy ? progressBar(s => s.fleet.progress, stopFleet) : null,
    outcome(result),
  );
}

/** @param {FleetPlan} plan */
const heading = plan =>
  t("fleet.title", {
    n: plan.cas.length,
    cas: number(plan.cas.length),
    mended: number(plan.mended),
    refused: number(plan.refused),
  });

/** @param {FleetPlan} plan @param {number[]} cas @returns {string} */
const names = (plan, cas) => cas.map(i => `“${middle(plan.cas[i].name, 60)}”`).join(t("word.and"));

/** @param {FleetPlan} plan */
function groups(plan) {
  const line = (/** @type {FleetPlan["groups"][number]} */ g) =>
    h(
      "li",
      { class: "value", "data-testid": "fleet-group" },
      t("fleet.group", {
        names: names(plan, g.cas),
        mended: number(g.rows.length),
        refused: number(plan.refused),
      }),
    );
  return h(
    "ul",
    { class: "plain" },
    plan.groups.slice(0, SHOWN).map(line),
    plan.groups.length > SHOWN &&
      h("li", { class: "note" }, t("fleet.more", { n: number(plan.groups.length - SHOWN) })),
  );
}

/** @param {FleetPlan} plan */
function left(plan) {
  if (plan.left.length === 0) return null;
  return h(
    "div",
    { class: "stack tight" },
    h("p", null, t("fleet.left")),
    h(
      "ul",
      { class: "plain" },
      plan.left
        .slice(0, SHOWN)
        .map(l => h("li", { class: "value note" }, t("fleet.reason", { n: number(l.rows), text: l.text }))),
    ),
  );
}

/** @param {import("../store.js").State} s @param {FleetPlan} plan */
function keys(s, plan) {
  const onchange = async (/** @type {Event} */ e) => {
    const { files } = /** @type {HTMLInputElement} */ (e.target);
    if (files) set({ keys: [...state.keys, ...(await readList(files)).inputs] });
  };
  const wanted = [...new Set(plan.cas.map(ca => ca.signer))];
  const onsubmit = (/** @type {Event} */ e) => {
    e.preventDefault();
    makeFleet();
  };
  return h(
    "form",
    { class: "stack tight", onsubmit },
    h(
      "p",
      { class: "value" },
      t("fleet.keys", { names: middle(wanted.slice(0, 6).join(t("word.comma")), 300) }),
    ),
    h(
      "div",
      { class: "fields" },
      h(
        "div",
        { class: "field" },
        h("span", { id: "fleet-file-name" }, t("fleet.files")),
        h(
          "label",
          { class: "button plain file" },
          h("input", {
            type: "file",
            multiple: true,
            class: "visually-hidden",
            "data-testid": "fleet-keys",
            "data-key": "key-file",
            "aria-labelledby": "fleet-file-name fleet-file-choose",
            onchange,
          }),
          h("span", { id: "fleet-file-choose" }, t("given.choose")),
        ),
      ),
      h("label", { class: "field" }, t("key.password"), secretField("key-password")),
    ),
    s.keys.length > 0 &&
      h(
        "ul",
        { class: "files" },
        s.keys.map(k =>
          h(
            "li",
            null,
            icon("key"),
            h("span", { class: "mono value" }, k.name),
            h("span", { class: "note" }, size(k.data.length)),
          ),
        ),
        h(
          "li",
          null,
          h(
            "button",
            { type: "button", class: "link", "data-key": "forget", onclick: forgetKeys },
            t("key.forget"),
          ),
        ),
      ),
    h(
      "div",
      { class: "row" },
      h(
        "button",
        { class: "button", "data-testid": "fleet-make", "data-key": "fleet-make", disabled: s.fleet.busy },
        t("fleet.make", { n: plan.cas.length, cas: number(plan.cas.length) }),
      ),
    ),
    h("p", { class: "note" }, t("fleet.promise")),
  );
}

/** @param {FleetResult} result */
function outcome(result) {
  const { files, judged, accepted, refused, mended, lost, why, made, wanting, fleet } = result;
  const done = judged > 0 && why === "";
  return h(
    "div",
    { class: "stack tight", "data-testid": "fleet-result", "data-judged": judged },
    judged > 0 &&
      h(
        "div",
        { class: `notice ${done ? "accepted" : "refused"}` },
        h(
          "p",
          null,
          h(
            "strong",
            null,
            t("fleet.judged", {
              mended: number(mended),
              accepted: number(accepted),
              refused: number(refused),
              n: made.length,
              cas: number(made.length),
            }),
          ),
        ),
        why && h("p", null, why),
        lost.slice(0, SHOWN).map(row => h("p", { class: "note value" }, `${row.subject} ${row.text}`)),
      ),
    judged === 0 && state.keys.length > 0 && h("p", { class: "notice waiting" }, why),
    judged > 0 &&
      wanting.length > 0 &&
      fleet &&
      h(
        "p",
        { class: "note value" },
        t("fleet.wanting", { names: middle(names(fleet, wanting.slice(0, 6)), 300) }),
      ),
    h("h3", null, t(done ? "repair.files" : "fleet.plan")),
    downloads(files, done ? "x509strict-fleet.zip" : "x509strict-plan.zip"),
  );
}
