// @ts-check
/** From input to report: when a check runs, with what, and what becomes of its answer. */
import { call } from "./engine.js";
import { asProblem } from "./failure.js";
import { drawn, state, set, idle } from "./store.js";
import { forgetOpened } from "./dom.js";
import { t } from "./i18n.js";
import { announce, focusVerdict, showVerdict } from "./announce.js";
import { MANY, runAudit, stopAudit } from "./audit.js";
import { LIMIT, anew, checkArgs, inputs } from "./asking.js";
import { keep } from "./past.js";
import { makeRecipe } from "./repairing.js";
import { verdictLine } from "./words.js";
import { drop } from "./secrets.js";
import { keepGiven } from "./keeping.js";
import { apart, identify, takeKeys } from "./keys.js";

/** @typedef {import("./types.js").Input} Input */
/** @typedef {import("./types.js").Report} Report */

const TYPING = 180; // milliseconds of quiet after a key press
const COUNTED = 512 * 1024; // bytes that are searched for certificates before choosing between check and audit

/** @type {AbortController|null} */
let running = null;
/** @type {any} */
let timer = null;
let pasted = false; // what is in the box was pasted, and its verdict was not seen yet
let shown = ""; // the report that is shown, as JSON without its time

/**
 * Begins with new input: what was chosen for the old one is forgotten.
 * @param {Partial<import("./store.js").State>} patch
 * @param {"keys"[]} [stay] what was given before and is for this input too
 */
export function begin({ text: given = "", ...patch }, stay = []) {
  keepGiven();
  const { text, keys } = apart(given);
  forgetOpened();
  anew();
  shown = "";
  stopAudit();
  drop("input", stay);
  set({
    text,
    files: [],
    roles: {},
    chain: null,
    as: "",
    ownHost: false,
    ownClient: false,
    recipe: idle(),
    problem: null,
    notice: "",
    audit: null,
    fromAudit: false,
    heap: null,
    row: "",
    kitOpen: false,
    given: another(),
    ...patch,
  });
  takeKeys(keys);
  if (keys.length && text.trim() === "" && !patch.files?.length) set({ notice: t("key.alone") });
}

/** What the browser put into the box before this script ran. @param {string} given */
export function found(given) {
  const { text, keys } = apart(given);
  set({ text });
  takeKeys(keys);
  if (keys.length && text.trim() === "") set({ notice: t("key.alone") });
}

/** @returns {"keys"[]} a key that came first: it waits for its certificate */
export const waiting = () => (state.text.trim() === "" && state.files.length === 0 ? ["keys"] : []);

/** @returns {number} of an input that is not any of the earlier ones */
const another = () => Math.max(state.given, latest) + 1;
let latest = 0; // of the inputs that the tab had before the page was loaded

/** Counts inputs on from those that the tab remembers. @param {number} last */
export const countFrom = last => void (latest = last);

/**
 * @param {{quiet?: number, focus?: boolean}} [how] quiet: wait so long for more typing; focus: move to the verdict when
 *   it is there
 */
export function schedule({ quiet = 0, focus = false } = {}) {
  clearTimeout(timer);
  if (quiet === 0) return void check(focus);
  timer = setTimeout(check, quiet, focus);
}

/**
 * The box was edited. A private key in it is taken out, for the repair.
 * @param {string} given
 * @param {boolean} whole at once: pasted
 */
export function edited(given, whole) {
  const { text, keys } = apart(given);
  const before = state.text.trim(),
    fresh = before === "" || whole;
  pasted ||= whole;
  if (fresh) anew();
  const other = fresh || text.trim() === "";
  // Browsers tell of a text of several lines line by line: what follows the key is no other input.
  const still = before === "" && text.trim() === "";
  if (other && before !== "") keepGiven();
  if (state.files.length === 0 && (fresh || text.trim() === "") && (before === "" || !text.includes(before)))
    // nothing of it is what was given before; a key that came first waits for its certificate
    drop("input", waiting());
  set({
    text,
    problem: null,
    notice: still ? state.notice : "",
    ...(other ? { given: another() } : {}),
    ...(fresh
      ? {
          roles: {},
          chain: null,
          as: "",
          ownHost: false,
          ownClient: false,
          fromAudit: false,
          heap: null,
          row: "",
          kitOpen: false,
          repair: idle(),
        }
      : {}),
  });
  takeKeys(keys);
  if (keys.length && text.trim() === "") set({ notice: t("key.alone") });
  schedule({ quiet: whole ? 0 : TYPING });
}

/** @param {Partial<import("./store.js").State>} patch an option of the check */
export function choose(patch, quiet = 0) {
  set({ ...patch, repair: idle() });
  if (state.view === "audit" && state.audit) return list(inputs());
  schedule({ quiet });
}

/**
 * @param {Input[]} given
 * @returns {number} certificates, guessed from their PEM markers; -1 when there is too much to look at
 */
function guessCount(given) {
  let total = 0,
    count = 0;
  for (const { data } of given) {
    total += data.length;
    if (total > COUNTED) return -1;
    const text = new TextDecoder("latin1").decode(data);
    for (let at = text.indexOf("-BEGIN "); at >= 0; at = text.indexOf("-BEGIN ", at + 7)) count++;
  }
  return count;
}

/**
 * Judges every certificate by itself, in a table.
 * @param {Input[]} given
 * @param {boolean} [focus]
 * @returns {Promise<void>}
 */
export async function list(given, focus = false) {
  running?.abort();
  running = null;
  const rows = await runAudit(given, focus);
  if (rows === 0) return check(focus, true); // no certificate to list: a report says what was found instead
}

/**
 * Runs the check on what is given now.
 * @param {boolean} [focus]
 * @param {boolean} [one] as one report, however much it is
 * @returns {Promise<void>}
 */
export async function check(focus = false, one = false) {
  clearTimeout(timer);
  running?.abort();
  const given = inputs();
  if (given.length === 0) {
    running = null;
    shown = "";
    stopAudit();
    return set({ view: "welcome", report: null, busy: false, progress: null, audit: null, fromAudit: false });
  }
  if (given.reduce((n, i) => n + i.data.length, 0) > LIMIT) {
    return set({ busy: false, problem: { kind: "too-large", message: t("problem.tooLarge") } });
  }
  const guess = guessCount(given);
  if (!one && !state.fromAudit && (guess > MANY || guess < 0)) return list(given, focus);
  const mine = (running = new AbortController());
  const current = () => mine === running && !mine.signal.aborted; // an audit that takes its place only ends it
  set({ busy: true, progress: null });
  const listed = (/** @type {Report} */ r) =>
    !state.fromAudit && r.certificates.length > MANY && r.chains.length > 4;
  try {
    const report = /** @type {Report} */ (
      await call("check", checkArgs(given), {
        signal: mine.signal,
        onProgress: progress => current() && set({ progress }),
        onFirst: async (/** @type {Report} */ report) => {
          if (!current() || listed(report)) return;
          show(report, focus, true);
          await drawn();
        },
      })
    );
    if (!current()) return;
    if (listed(report)) return list(given, focus);
    show(report, focus, false);
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (!current() || problem.kind === "cancelled") return;
    set({ busy: false, progress: null, problem, rest: "there" });
    announce(t("announce.problem"));
  }
}

/** Ends the check that is running; what was shown before it stays. */
export function giveUp() {
  running?.abort();
  running = null;
  set({ busy: false, progress: null, slow: "", rest: "there" });
}

/** Ends it because the person says so: what was given stays, and can be judged after all. */
export function stopCheck() {
  giveUp();
  set({ problem: { kind: "cancelled", message: t("check.stopped") } });
}

/**
 * @param {Report} report
 * @returns {string} what a recipe, a hand-over and a change of code depend on beside the certificates
 */
const asked = ({ client, host, as, openssl, lang, target }) =>
  JSON.stringify([client, host, as, openssl, lang, target]);

/**
 * Shows a report in two steps: as soon as the chosen client has answered, and whole. The second leaves everything in
 * place that is the same in both, so only what was not known before is drawn.
 * @param {Report} report @param {boolean} focus @param {boolean} early more of it is to come
 */
function show(report, focus, early) {
  const json = JSON.stringify({ ...report, time: "" });
  const old = state.report;
  if (json === shown && old)
    return set({ busy: false, progress: null, problem: null, view: "report", rest: "there" });
  const same = old?.certificates.map(c => c.sha256).join() === report.certificates.map(c => c.sha256).join();
  const second = same && state.rest === "coming";
  // the same certificates, judged otherwise: what stands there stays until the whole answer has come
  if (early && same) return;
  const before = old && asked(old);
  shown = early ? "" : json;
  set({
    report: second ? merged(report, old) : report,
    rest: early ? "coming" : second ? "came" : "there",
    view: "report",
    busy: false,
    progress: null,
    problem: null,
    chain: report.chain,
    ...(same ? {} : { repair: idle() }),
    ...(!same || asked(report) !== before ? { recipe: idle() } : {}), // whom it is handed to may be another now
  });
  if (!second || verdictLine(report) !== verdictLine(old)) {
    announce(verdictLine(report));
    if (focus) focusVerdict();
    else if (pasted) showVerdict();
  }
  pasted = false;
  if (early) return;
  keep(report);
  makeRecipe();
  if (state.keys.length) identify();
}

/**
 * @param {Report} report
 * @param {Report} old
 * @returns {Report} the new one, with the very objects of the old one where they are equal
 */
function merged(report, old) {
  const out = /** @type {any} */ ({ ...report }),
    had = /** @type {any} */ (old);
  for (const [key, value] of Object.entries(out)) {
    if (JSON.stringify(value) === JSON.stringify(had[key])) out[key] = had[key];
  }
  return out;
}
