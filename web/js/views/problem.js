// @ts-check
/** What went wrong with us, not with the certificate: each fault in its own words, with what to do next. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { set } from "../store.js";
import { inputs } from "../asking.js";
import { check, stopCheck } from "../checking.js";
import { restartEngine, restartSilent } from "../engine.js";

/** @typedef {import("../types.js").Problem} Problem */
/** @typedef {import("../i18n.js").Key} Key */

/** @type {Record<string, [Key, Key]>} kind to title and next step */
const WORDS = {
  "bad-input": ["problem.badInput", "problem.badInputNext"],
  "too-large": ["problem.tooLargeTitle", "problem.tooLargeNext"],
  password: ["problem.password", "problem.passwordNext"],
  storage: ["problem.storage", "problem.storageNext"],
  crash: ["problem.crash", "problem.crashNext"],
  usage: ["problem.usage", "problem.usageNext"],
  wish: ["problem.wish", "problem.wishNext"],
  cancelled: ["problem.cancelled", "problem.cancelledNext"],
  "no-key": ["problem.noKey", "problem.noKeyNext"],
  "other-key": ["problem.otherKey", "problem.otherKeyNext"],
  "request-key": ["problem.noKey", "request.keyNext"],
  "password-wanted": ["problem.password", "problem.passwordWanted"],
};

/** @param {Problem} p @param {import("../dom.js").Children} [actions] @returns {HTMLElement} */
export function problemBox(p, actions = null) {
  const [title, next] = WORDS[p.kind] ?? WORDS.crash;
  return h(
    "div",
    { class: "notice refused", "data-testid": "error", "data-kind": p.kind, role: "group" },
    h("p", { class: "value" }, h("strong", null, p.title || t(title))),
    p.message && h("p", { class: "value" }, p.where ? p.where + t("word.colon") + p.message : p.message),
    h("p", null, t(next)),
    actions,
  );
}

/** @param {Problem & {part?: boolean}} p why the engine can't start @returns {[Key, Key]} */
function engineWords(p) {
  if (p.part) return ["engine.part", "engine.partNext"];
  if (
    typeof WebAssembly === "undefined" ||
    /WebAssembly is (disabled|not)|WebAssembly.*undefined/i.test(p.message)
  )
    return ["engine.noWasm", "engine.noWasmNext"];
  if (/unsafe-eval|Content.Security.Policy|\bCSP\b|Trusted ?Script|violates/i.test(p.message))
    return ["engine.policy", "engine.policyNext"];
  if (/no DecompressionStream/.test(p.message)) return ["engine.old", "engine.oldNext"];
  if (/memory|allocat/i.test(p.message)) return ["engine.memory", "engine.memoryNext"];
  if (/server answered|Failed to fetch|NetworkError|Load failed|missing from it/i.test(p.message))
    return ["engine.fetch", "engine.fetchNext"];
  if (/magic (word|number)|parse at byte 0/i.test(p.message)) return ["engine.fetch", "engine.fetchNext"];
  return ["engine.failed", "engine.failedNext"];
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function problem(s) {
  if (s.engine === "failed" && s.engineProblem) {
    const [title, next] = engineWords(s.engineProblem);
    return h(
      "section",
      { class: "notice refused", "data-testid": "error", "data-kind": "engine" },
      h("h2", null, t(title)),
      h("p", { class: "value mono" }, s.engineProblem.message),
      h("p", null, t(next)),
      h(
        "div",
        { class: "row" },
        h(
          "button",
          {
            type: "button",
            class: "button",
            onclick: () => {
              set({ engine: "starting", engineProblem: null, problem: null });
              restartEngine();
              if (inputs().length) check(true);
            },
          },
          t("engine.again"),
        ),
      ),
    );
  }
  if (!s.problem) return null;
  return problemBox(
    s.problem,
    h(
      "div",
      { class: "row" },
      inputs().length > 0 &&
        h(
          "button",
          { type: "button", class: "button plain", onclick: () => check(true) },
          t("problem.again"),
        ),
      h(
        "button",
        { type: "button", class: "button plain", onclick: () => set({ problem: null }) },
        t("word.dismiss"),
      ),
    ),
  );
}

/**
 * The engine starts or works and has not been heard for a while: wait, stop, or start it anew.
 * @param {import("../store.js").State} s
 * @returns {import("../dom.js").Children}
 */
export function slow(s) {
  if (!s.slow) return null;
  const starts = s.slow === "start";
  return h(
    "section",
    { class: "notice waiting", "data-testid": "slow" },
    h("p", null, h("strong", null, t(starts ? "slow.start" : "slow.title"))),
    h("p", null, t(starts ? "slow.startText" : "slow.text")),
    h(
      "div",
      { class: "row" },
      s.busy &&
        s.view !== "audit" &&
        h(
          "button",
          { type: "button", class: "button plain", "data-key": "slow-cancel", onclick: stopCheck },
          t("word.cancel"),
        ),
      h(
        "button",
        { type: "button", class: "button plain", "data-key": "slow-restart", onclick: restartSilent },
        t(starts ? "engine.again" : "slow.restart"),
      ),
    ),
  );
}
