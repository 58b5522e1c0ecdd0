// @ts-check
/**
 * Where in the page somebody is, as an address and an entry of the browser's history: the report, the table, one of its
 * rows, the new CA, the history. The address follows the state; when Back, Forward or a reload name another place, the
 * state follows the address. An address says what is looked at, never what was given.
 */
import { followLink, linked } from "./arriving.js";
import { focusVerdict } from "./announce.js";
import { asProblem } from "./failure.js";
import { begin, check, countFrom, giveUp, list } from "./checking.js";
import { inputs } from "./asking.js";
import { fromTab, given } from "./keeping.js";
import { loadHistory } from "./past.js";
import { backToTable, openRow } from "./rows.js";
import { drop } from "./secrets.js";
import { listen, set, state } from "./store.js";
import { t } from "./i18n.js";

/** @typedef {"welcome"|"report"|"table"|"row"|"new-ca"|"history"} Name */
/**
 * @typedef {{name: Name, row: string, given: number, at: number}} Place at: its number among the entries of this tab
 */

const ROW = /^#\/row\/([0-9a-f]{64})$/;

/** @param {{name: Name, row: string}} place @returns {string} */
const address = ({ name, row }) =>
  location.pathname +
  location.search +
  (name === "welcome" ? "" : `#/${name}${name === "row" ? `/${row}` : ""}`);

/** @returns {{name: Name, row: string}} what the address bar says */
function addressed() {
  const row = ROW.exec(location.hash)?.[1] ?? "";
  const name = /^#\/(report|table|new-ca|history)$/.exec(location.hash)?.[1];
  return { name: row ? "row" : /** @type {Name} */ (name ?? "welcome"), row };
}

/** @returns {{name: Name, row: string, given: number}|null} what is shown; null while that is not settled */
function shown() {
  const { historyOpen, kitOpen, fromAudit, view, row, given, busy, audit } = state;
  if (historyOpen) return { name: "history", row: "", given };
  if (kitOpen) return { name: "new-ca", row: "", given };
  if (view === "audit" ? !audit || audit.rows.length === 0 || fromAudit : busy) return null;
  if (view === "audit") return { name: "table", row: "", given };
  if (view === "welcome") return { name: "welcome", row: "", given };
  return fromAudit ? { name: "row", row, given } : { name: "report", row: "", given };
}

/** @param {{name: Name, row: string, given: number}|undefined} a @param {{name: Name, row: string, given: number}} b */
const same = (a, b) => a?.name === b.name && a.row === b.row && (a.given === b.given || a.name === "welcome");

/** The entries of this tab that are known, by their number. @type {Place[]} */
const trail = [];
/** @type {Place} */
let current = { name: "welcome", row: "", given: 0, at: 0 };
/** An address is being followed: what is shown meanwhile makes no entry. @type {object|null} */
let following = null;
let returning = false; // what was closed is being left by Back

/** @param {Place} place @param {"pushState"|"replaceState"} how */
function write(place, how) {
  current = place;
  if (how === "pushState") trail.length = place.at; // what came after is no more
  trail[place.at] = place;
  try {
    globalThis.history[how](place, "", address(place));
  } catch (refused) {
    return; // a document that may not change its address: Back leaves it, as in a page without addresses
  }
}

/** What is shown has changed: an entry for it, unless it is the one that Back leads to. */
function follow() {
  const is = shown();
  if (!is || following || returning || same(current, is)) return;
  if (["history", "new-ca", "row"].includes(current.name) && same(trail[current.at - 1], is)) {
    returning = true; // closed: as if by Back
    return globalThis.history.back();
  }
  write({ ...is, at: current.at + 1 }, "pushState");
}

/**
 * Goes where an address leads.
 * @param {Place} to
 * @param {() => Promise<boolean>} [way] resolves to whether it leads there
 */
async function go(to, way = () => show(to)) {
  const mine = (following = {});
  let there = false;
  try {
    there = await way();
  } catch (thrown) {
    set({ problem: asProblem(thrown) });
  }
  if (following !== mine) return; // by now somewhere else
  following = null;
  write(there ? to : { ...(shown() ?? to), at: to.at }, "replaceState");
  follow(); // what somebody did meanwhile
}

/** Changes the state to what a place shows. @param {Place} to @returns {Promise<boolean>} whether it is shown */
async function show(to) {
  if (to.name === "history") {
    set({ historyOpen: true });
    loadHistory();
    return true;
  }
  if (state.historyOpen) set({ historyOpen: false });
  else drop("repair"); // its panel is left
  if (state.kitOpen && to.name !== "new-ca") {
    drop("kit");
    set({ kitOpen: false });
  }
  if (to.name === "new-ca") {
    set({ kitOpen: true });
    focusVerdict();
    return true;
  }
  if (to.name === "welcome") {
    giveUp();
    if (state.fromAudit) backToTable();
    set({ view: "welcome", problem: null });
    focusVerdict();
    return true;
  }
  if (to.given !== state.given) {
    const was = given(to.given);
    if (!was) {
      set({ notice: t("place.gone") });
      return false;
    }
    begin({ ...was });
  }
  if (state.fromAudit && to.row !== state.row) backToTable();
  if (to.name === "report") {
    if (state.report) set({ view: "report" });
    await check(true, true);
    return state.view === "report";
  }
  if (state.view === "welcome" && state.audit) set({ view: "audit" });
  const listed = state.fromAudit || (state.view === "audit" && state.audit);
  const work = listed ? null : list(inputs(), to.name === "table");
  if (to.name !== "row" || state.fromAudit) return true;
  await work;
  const row = state.audit?.rows.find(r => r.sha256 === to.row);
  if (row) await openRow(row);
  return row !== undefined;
}

/**
 * Puts back what the tab kept, where the page was loaded anew.
 * @returns {Promise<boolean>} whether something is shown
 */
async function restore() {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const { current: was, last, less } = fromTab();
  countFrom(last);
  if (entry?.type === "navigate") {
    if (current.name === "history" || current.name === "new-ca") await show(current);
    return false; // an address that was copied holds no input
  }
  if (less && current.given === last) set({ notice: t("place.tooMuch") });
  const over = ["welcome", "new-ca", "history"].includes(current.name); // what was given is not what is shown
  if (was && over) begin({ ...was });
  if (current.name === "welcome") return was !== null;
  if (over || was || !less) await show(current);
  return true;
}

/**
 * @param {(lang: "en"|"zh") => void} speak
 * @returns {Promise<boolean>} whether something is shown, by a link or because the tab kept it
 */
export async function arrive(speak) {
  const was = globalThis.history.state;
  const number = was?.name ? was.at : current.at;
  current = trail[number] = was?.name ? was : { ...addressed(), given: state.given, at: number };
  let arrived = false;
  await go(current, async () => {
    arrived = (await followLink(speak)) || (await restore());
    return false; // what is shown then is where one is
  });
  return arrived;
}

/** @param {(lang: "en"|"zh") => void} speak */
export function bindPlaces(speak) {
  listen(follow);
  addEventListener("popstate", event => {
    if (linked()) return; // the next event tells it too
    if (returning) {
      returning = false;
      if (event.state?.name) current = event.state;
      return follow();
    }
    const named = event.state?.name ? event.state : null;
    if (!named && location.hash !== "" && !location.hash.startsWith("#/")) {
      return write({ ...(shown() ?? current), at: current.at + 1 }, "replaceState"); // an anchor in the page
    }
    go(named ?? { ...addressed(), given: state.given, at: current.at + 1 });
  });
  addEventListener("hashchange", () => {
    if (!linked()) return;
    current = { name: "welcome", row: "", given: state.given, at: current.at + 1 };
    go(current, async () => !(await followLink(speak)));
  });
}
