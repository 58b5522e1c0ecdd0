// @ts-check
/** The verdict: who refuses what, in the client's own words, and what waits behind. */
import { h } from "../dom.js";
import { faults } from "./faults.js";
import { t, number, day } from "../i18n.js";
import { set, state } from "../store.js";
import { middle } from "../bytes.js";
import { icon } from "../icons.js";
import { choose } from "../checking.js";
import { atStart, clientName, keysOnly, locked, releases, verdictLine } from "../words.js";
import { focusUnlock } from "./given.js";
import { origins } from "./origins.js";
import { requestWay, way } from "./way.js";
import { dumps, recognized } from "./errors.js";
import { meaning } from "./meaning.js";
import { does } from "../elements/verdict.js";

/** @typedef {import("../types.js").Report} Report */

/** @param {Report} r @param {number} index @returns {string} */
function whose(r, index) {
  return middle(r.certificates[index]?.name ?? t("chain.standIn"), 90);
}

/** @param {Report} r @returns {import("../dom.js").Children} what kind of refusal it is */
function reason(r) {
  const first = r.events[0];
  if (!first) return null;
  const place = t(first.depth === 0 ? "verdict.atLeaf" : "verdict.atDepth", {
    depth: first.depth,
    name: whose(r, first.certificate),
  });
  const code = t("verdict.code", { code: first.code, name: first.name });
  if (r.verdict === "accepted" || r.verdict === "not-checked") return null;
  if (first.strict)
    return h(
      "p",
      null,
      t("verdict.strict"),
      t("word.gap"),
      place,
      t("word.gap"),
      h("span", { class: "note" }, code),
    );
  return h(
    "div",
    { class: "notice neutral" },
    h(
      "p",
      null,
      h("strong", null, t("verdict.notStrict")),
      t("word.gap"),
      place.charAt(0).toUpperCase() + place.slice(1),
      t("word.gap"),
      h("span", { class: "note" }, code),
    ),
  );
}

/** @param {Report} r @returns {import("../dom.js").Children} the errors behind the first */
function waiting(r) {
  if (r.verdict !== "refused" || r.events.length === 0) return null;
  if (r.waiting.length === 0) return h("p", { class: "note" }, t("verdict.noneWaiting"));
  return h(
    "div",
    { class: "stack tight waiting-list" },
    h("p", null, t("verdict.waiting", { n: r.waiting.length })),
    h(
      "ol",
      { class: "behind" },
      r.waiting.slice(0, 12).map(i => {
        const e = r.events[i];
        return h(
          "li",
          null,
          h("span", { class: "mono value" }, e.text),
          " ",
          h("span", { class: "note value" }, `${e.code} · ${whose(r, e.certificate)}`),
        );
      }),
    ),
    r.waiting.length > 12 && h("p", { class: "note" }, t("verdict.more", { n: r.waiting.length - 12 })),
  );
}

/** @param {Report} r @returns {import("../dom.js").Children} where OpenSSL's generations disagree */
function generations(r) {
  const differ = r.generations.some(
    g => g.verdict !== r.generations[0].verdict || g.text !== r.generations[0].text,
  );
  if (!differ) return null;
  const group = (/** @type {string} */ verdict) =>
    r.generations
      .filter(g => g.verdict === verdict)
      .map(g => releases(g.id).join("/"))
      .join(t("word.comma"));
  const accepts = group("accepted"),
    refuses = group("refused");
  if (!accepts || !refuses) return h("p", { class: "note" }, t("verdict.generationsText"));
  return h("p", { class: "note" }, t("verdict.generations", { accepts, refuses }));
}

/** @param {string} verdict @returns {"accepted"|"refused"|"neutral"} its icon: neither, where it is not known */
const marks = verdict => (verdict === "accepted" || verdict === "refused" ? verdict : "neutral");

/** @param {Report} r @returns {import("../dom.js").Children} the other chains, when there are several */
function chains(r) {
  if (r.chains.length < 2) return null;
  return h(
    "nav",
    { class: "row chains", "aria-label": t("chains.label") },
    h("span", { class: "note" }, t("chains.title", { n: r.chains.length })),
    r.chains.slice(0, 24).map((chain, i) =>
      h(
        "button",
        {
          type: "button",
          class: "chip",
          "data-key": `chain ${i}`,
          "aria-pressed": String(i === r.chain),
          onclick: () => choose({ chain: i }),
        },
        h(
          "span",
          { class: `chip-mark ${marks(chain.verdict)}` },
          icon(chain.verdict === "accepted" ? "check" : chain.verdict === "refused" ? "cross" : "neutral"),
        ),
        h("span", { class: "visually-hidden" }, does(chain.verdict)),
        h("span", { class: "value" }, whose(r, chain.leaf === -1 ? (chain.path[1] ?? -1) : chain.leaf)),
      ),
    ),
  );
}

/** @param {Report} r @returns {import("../dom.js").Children} who else refuses what the chosen client accepts */
function others(r) {
  if (r.verdict !== "accepted") return null;
  if (state.rest === "coming") return h("p", { class: "note" }, t("verdict.othersComing"));
  const refusing = r.clients.filter(
    c => c.compared !== false && c.verdict === "refused" && c.id !== r.client,
  );
  return h(
    "p",
    null,
    refusing.length === 0
      ? t("verdict.allAccept")
      : t("verdict.someRefuse", {
          n: refusing.length,
          names: refusing
            .slice(0, 4)
            .map(c => c.name)
            .join(t("word.comma")),
        }),
  );
}

/** @param {import("../types.js").Note} n @returns {string} a remark about the input, and where */
const placed = n => (n.source ? atStart(n.source) + t("word.colon") + n.text : n.text);

/** Nothing readable yet: a password is wanted. @param {Report} r */
function lockedOnly(r) {
  return h(
    "section",
    {
      class: "verdict waiting",
      "data-testid": "verdict",
      "data-verdict": r.verdict,
      "data-client": r.client,
      "aria-labelledby": "verdict-title",
    },
    icon("key"),
    h(
      "div",
      { class: "stack tight" },
      h("h1", { id: "verdict-title" }, verdictLine(r)),
      r.locked.map(l =>
        h(
          "p",
          { class: "value" },
          t(l.tried ? "key.shut" : "key.wantsPassword", { source: atStart(l.source) }),
        ),
      ),
      r.notes.map(n => h("p", { class: "note value" }, placed(n))),
      h(
        "p",
        null,
        h(
          "button",
          {
            type: "button",
            class: "button plain",
            "data-key": "unlock-go",
            onclick: focusUnlock,
          },
          t("unlock.go"),
        ),
      ),
    ),
  );
}

/** Nothing readable: what stands in the way, or which error was recognised. @param {Report} r */
function unreadable(r) {
  const problems = r.notes.filter(n => n.severity === "problem" && n.id !== "request-only"),
    info = r.notes.filter(n => n.severity !== "problem");
  const asked = r.requests.length > 0,
    known = asked || r.messages.length + r.printed.length > 0,
    keys = !known && keysOnly(r);
  if (locked(r) && !known) return lockedOnly(r);
  return h(
    "section",
    {
      class: `verdict ${known || keys ? "waiting" : "refused"}`,
      "data-testid": "verdict",
      "data-verdict": r.verdict,
      "data-client": r.client,
      "aria-labelledby": "verdict-title",
    },
    icon(keys ? "key" : known ? "waiting" : "neutral"),
    h(
      "div",
      { class: "stack tight" },
      h("h1", { id: "verdict-title" }, verdictLine(r)),
      requestWay(r),
      recognized(r),
      dumps(r),
      !known &&
        h(
          "div",
          { "data-testid": "error", class: "stack tight" },
          problems.map(n =>
            h(
              "p",
              { class: "value" },
              h("strong", null, n.source ? atStart(n.source) + t("word.colon") : ""),
              n.text,
            ),
          ),
          info.map(n => h("p", { class: "note value" }, placed(n))),
          problems.length === 0 && info.length === 0 && h("p", null, t("unreadable.nothing")),
        ),
      faults(r),
      known &&
        r.printed.length === 0 &&
        [...problems, ...info].map(n => h("p", { class: "note value" }, n.text)),
      !(asked && r.messages.length + r.printed.length === 0) &&
        h("p", keys ? null : { class: "note" }, t(next(known, keys))),
    ),
  );
}

/** @param {boolean} known @param {boolean} keys @returns {import("../i18n.js").Key} what to give next */
function next(known, keys) {
  if (keys) return "unreadable.nextToKeys";
  return known ? "errors.next" : "unreadable.next";
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function verdict(s) {
  const r = s.report;
  if (!r) return null;
  if (r.verdict === "unreadable") return unreadable(r);
  const gone = !s.catalog?.clients.some(c => c.id === r.client) && s.catalog !== null;
  // all hangs on a CA that nobody has seen
  const lone = r.verdict === "accepted" && r.assumed !== null && r.chains[r.chain]?.leaf !== -1;
  const tint = lone || marks(r.verdict) === "neutral" ? "waiting" : r.verdict;
  return h(
    "section",
    {
      class: `verdict ${tint}`,
      "data-testid": "verdict",
      "data-verdict": r.verdict,
      "data-client": r.client,
      "aria-labelledby": "verdict-title",
    },
    icon(marks(lone ? "ambiguous" : r.verdict)),
    h(
      "div",
      { class: "stack tight" },
      h("h1", { id: "verdict-title" }, verdictLine(r)),
      r.message && h("pre", { class: "message", "data-testid": "message" }, r.message),
      meaning(s, r),
      way(r),
      requestWay(r),
      reason(r),
      waiting(r),
      others(r),
      r.assumed &&
        h(
          "p",
          { class: "notice neutral" },
          t("verdict.assumed", { what: r.assumed }),
          " ",
          h("a", { href: "#chain", onclick: goChain }, t("verdict.changeRoles")),
        ),
      r.host ? h("p", { class: "note value" }, t("verdict.host", { host: r.host })) : null,
      generations(r),
      origins(r),
      chains(r),
      notChecked(r),
      faults(r),
      gone && h("p", { class: "note" }, t("verdict.unknownClient", { client: clientName(r.client) })),
      r.notes
        .filter(n => n.severity === "problem")
        .slice(0, 8)
        .map(n => h("p", { class: "notice waiting value" }, placed(n))),
      r.notes
        .filter(n => n.severity !== "problem" && n.id !== "generations-disagree")
        .slice(0, 8)
        .map(n => h("p", { class: "note value" }, placed(n))),
      h(
        "p",
        { class: "note" },
        t("verdict.judged", {
          day: day(r.time),
          openssl: releases(r.openssl).join("/"),
          n: number(r.certificates.length),
        }),
      ),
    ),
  );
}

/** @param {Event} event */
function goChain(event) {
  event.preventDefault();
  const select = document.querySelector("[data-testid=chain] select");
  if (select instanceof HTMLElement) select.focus();
}

/** @param {Report} r */
function notChecked(r) {
  const list = r.chains[r.chain]?.notChecked ?? [];
  return list.map(text => h("p", { class: "notice waiting" }, t("verdict.notChecked", { what: text })));
}

/**
 * The remark about what was just done.
 * @param {import("../store.js").State} s
 * @returns {import("../dom.js").Children}
 */
export function notice(s) {
  if (!s.notice) return null;
  return h(
    "p",
    { class: "notice neutral row spread" },
    h("span", null, s.notice),
    h("button", { type: "button", class: "link", onclick: () => set({ notice: "" }) }, t("word.dismiss")),
  );
}
