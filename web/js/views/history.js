// @ts-check
/** The history: a list to search, reopen, compare, delete, take along. */
import { h, render } from "../dom.js";
import { t, moment } from "../i18n.js";
import { state, set } from "../store.js";
import { icon } from "../icons.js";
import { entry, exportHistory, forget, forgetAll, importHistory, keepHistory } from "../past.js";
import { reopen } from "../arriving.js";
import { asProblem } from "../failure.js";
import { clientName } from "../words.js";
import { confirmed } from "../elements/dialog.js";
import { field, plainButton } from "../elements/form.js";
import { download } from "../download.js";
import { does } from "../elements/verdict.js";
import { comparison } from "./comparison.js";
import { announce } from "../announce.js";
import { middle } from "../bytes.js";

/** @typedef {import("../types.js").HistoryEntry} HistoryEntry */

/** @param {string} verdict @returns {"accepted"|"refused"|null} null where it is neither */
const known = verdict => (verdict === "accepted" || verdict === "refused" ? verdict : null);

const NAME = 90; // characters of a name that are shown; the rest is in the entry's title

let search = "",
  said = "";
/** @type {Set<number>} */
const picked = new Set();
/** @type {import("../dom.js").Children} */
let compared = null;
let turn = 0; // makes the region draw anew

/** Draws the dialog anew. */
function again() {
  turn++;
  set({});
}

/** What the dialog depends on besides the state. */
export const historyTurn = () => turn;

/** @param {unknown} thrown */
function tell(thrown) {
  said = asProblem(thrown).message;
  again();
}

/** @param {HistoryEntry} e */
function line(e) {
  return h(
    "li",
    { class: "history-entry", "data-testid": "history-entry", "data-verdict": e.verdict },
    h("input", {
      type: "checkbox",
      "data-key": `pick ${e.id}`,
      checked: picked.has(e.id),
      "aria-label": t("history.pick", { title: middle(e.title, NAME) }),
      onchange: (/** @type {Event} */ event) => {
        if (/** @type {HTMLInputElement} */ (event.target).checked) picked.add(e.id);
        else picked.delete(e.id);
        compared = null;
        again();
      },
    }),
    h(
      "button",
      { type: "button", class: "entry", "data-key": `entry ${e.id}`, onclick: () => reopen(e) },
      h(
        "span",
        { class: "value entry-title", title: e.title.length > NAME ? e.title : null },
        middle(e.title, NAME),
      ),
      h(
        "span",
        { class: "note value" },
        `${moment(e.time)} · ${clientName(e.client)} · ${t("history.certificates", { n: e.certificates })}`,
      ),
      e.message && h("span", { class: "note value mono" }, e.message),
    ),
    h(
      "span",
      { class: `tag ${known(e.verdict) ?? "waiting"}` },
      icon(e.verdict === "accepted" ? "check" : e.verdict === "refused" ? "cross" : "neutral"),
      known(e.verdict)
        ? t(known(e.verdict) === "accepted" ? "word.accepted" : "word.refused")
        : does(e.verdict),
    ),
    h(
      "button",
      {
        type: "button",
        class: "link",
        "data-key": `delete ${e.id}`,
        "aria-label": t("history.deleteOne", { title: middle(e.title, NAME) }),
        onclick: () => {
          picked.delete(e.id);
          forget(e.id);
        },
      },
      t("history.delete"),
    ),
  );
}

/** Compares the two that are picked. */
async function compare() {
  const [a, b] = [...picked];
  try {
    const both = await Promise.all([entry(a), entry(b)]);
    compared = comparison(both[0].report, both[1].report);
    again();
    announce(t("history.compared"));
  } catch (thrown) {
    tell(thrown);
  }
}

/** @param {Event} event */
async function load(event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const file = input.files?.[0];
  if (!file) return;
  said = t("progress.working");
  again();
  try {
    said = await importHistory(await file.text());
    again();
  } catch (thrown) {
    tell(thrown);
  }
}

function heading() {
  return h(
    "div",
    { class: "row spread" },
    h("h2", { id: "history-title" }, t("history.title")),
    plainButton(t("word.close"), () => set({ historyOpen: false }), { "data-key": "close" }),
  );
}

/** What is not as it should be. @param {import("../store.js").State} s */
function notices(s) {
  const list = s.history;
  return [
    list &&
      !list.available &&
      h(
        "p",
        { class: "notice waiting", "data-testid": "history-unavailable" },
        t("history.unavailable"),
        " ",
        list.why,
      ),
    s.historyProblem &&
      list?.available &&
      h(
        "p",
        { class: "notice waiting value", "data-testid": "history-refused" },
        t("history.notKept", { why: s.historyProblem }),
      ),
  ];
}

/** @param {import("../store.js").State} s */
function keeping(s) {
  return h(
    "label",
    { class: "check" },
    h("input", {
      type: "checkbox",
      checked: s.keepHistory,
      "data-key": "keep",
      "data-testid": "history-keep",
      onchange: (/** @type {Event} */ e) => keepHistory(/** @type {HTMLInputElement} */ (e.target).checked),
    }),
    t("history.keep"),
  );
}

function searchField() {
  const input = h("input", {
    type: "text",
    "data-key": "history-search",
    value: search,
    oninput: () => {
      search = input.value;
      again();
    },
  });
  return field(t("history.search"), input);
}

/** The entries that have every word that is searched for. @param {HistoryEntry[]} entries */
function found(entries) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(e =>
    words.every(w =>
      `${e.title} ${e.verdict} ${e.message} ${e.time} ${clientName(e.client)}`.toLowerCase().includes(w),
    ),
  );
}

async function save() {
  try {
    download("x509strict-history.json", await exportHistory(), "application/json");
  } catch (thrown) {
    tell(thrown);
  }
}

/** @param {number} n how many entries there are */
async function clear(n) {
  if (await confirmed(t("history.clearQuestion", { n }), t("history.clear"))) {
    picked.clear();
    compared = null;
    forgetAll();
  }
}

/** @param {number} n how many entries there are @param {boolean} available */
function actions(n, available) {
  const file = h("input", {
    type: "file",
    accept: "application/json,.json",
    class: "visually-hidden",
    tabindex: -1,
    "aria-hidden": "true",
    onchange: load,
    "data-testid": "history-import",
  });
  return h(
    "div",
    { class: "row" },
    n > 1 &&
      plainButton(t("history.compare"), compare, {
        "data-key": "compare",
        disabled: picked.size !== 2,
        title: picked.size === 2 ? null : t("history.pickTwo"),
      }),
    n > 0 && plainButton(t("history.export"), save, { "data-key": "export" }),
    plainButton(t("history.import"), () => file.click(), { "data-key": "import", disabled: !available }),
    file,
    n > 0 && plainButton(t("history.clear"), () => clear(n), { "data-key": "clear" }),
  );
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function history(s) {
  const list = s.history,
    available = list?.available !== false,
    entries = list?.entries ?? [],
    shown = found(entries);
  return h(
    "div",
    { class: "stack history" },
    heading(),
    h("p", { class: "note" }, t("history.promise")),
    notices(s),
    keeping(s),
    said &&
      h("p", { class: "notice neutral value lines", role: "status", "data-testid": "history-said" }, said),
    entries.length > 0 && searchField(),
    entries.length === 0 &&
      available &&
      h("p", { class: "empty" }, list === null ? t("progress.working") : t("history.empty")),
    entries.length > 0 &&
      shown.length === 0 &&
      h("p", { class: "note" }, t("history.nothingFound", { words: search })),
    h("ul", { class: "entries" }, shown.map(line)),
    compared,
    actions(entries.length, available),
    entries.length > 1 && picked.size !== 2 && h("p", { class: "note" }, t("history.pickTwo")),
  );
}

/** Shows or hides the dialog as the state says. @param {HTMLDialogElement} dialog */
export function historyDialog(dialog) {
  if (state.historyOpen && !dialog.open) {
    search = said = "";
    compared = null;
    picked.clear();
    render(dialog, history(state));
    dialog.showModal();
  } else if (!state.historyOpen && dialog.open) dialog.close();
}
