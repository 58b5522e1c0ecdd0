// @ts-check
/**
 * The chain from anchor to leaf: who is who, which names and key identifiers link them, and when each of them is valid.
 */
import { h, svg } from "../dom.js";
import { t, day } from "../i18n.js";
import { state } from "../store.js";
import { middle } from "../bytes.js";
import { icon } from "../icons.js";
import { choose } from "../checking.js";
import { compare } from "../links.js";
import { roleName } from "../words.js";
import { download } from "../download.js";
import { picture } from "../picture.js";
import { openCertificate } from "./details.js";
import { timeline } from "./timeline.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Certificate} Certificate */

const ROLES = ["leaf", "intermediate", "anchor", "unused"];

/**
 * @param {Report} r
 * @param {number} index
 * @returns {{tone: "refused"|"waiting"|"accepted", blocking: number, later: number}}
 */
export function marks(r, index) {
  const of = (/** @type {string} */ severity) =>
    r.findings.filter(f => f.certificate === index && f.severity === severity).length;
  const events = r.events.filter(e => e.certificate === index).length;
  const blocking = Math.max(of("stops"), r.verdict === "refused" ? events : 0),
    later = of("will-stop");
  return { tone: blocking ? "refused" : later ? "waiting" : "accepted", blocking, later };
}

/** @param {Report} r @param {number} index */
function tag(r, index) {
  const m = marks(r, index);
  const text = m.blocking
    ? t("chain.blocks", { n: m.blocking })
    : m.later
      ? t("chain.later", { n: m.later })
      : t("chain.clean");
  return h(
    "span",
    { class: `tag ${m.tone}` },
    icon(m.tone === "accepted" ? "check" : m.tone === "refused" ? "cross" : "waiting"),
    text,
  );
}

/** @param {string} tone */
function node(tone) {
  return svg(
    "svg",
    { class: `rail-node ${tone}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
    tone === "refused"
      ? svg("path", { d: "M8 1 15 8 8 15 1 8z" })
      : tone === "assumed"
        ? svg("circle", { cx: 8, cy: 8, r: 6, "stroke-dasharray": "2 2.2" })
        : svg("circle", { cx: 8, cy: 8, r: 6 }),
  );
}

/** @param {Certificate} c */
function roleSelect(c) {
  return h(
    "label",
    { class: "role" },
    h("span", { class: "visually-hidden" }, t("chain.roleOf", { name: c.name })),
    h(
      "select",
      {
        "data-key": `role ${c.sha256}`,
        "data-role-of": c.sha256,
        value: c.role,
        title: t(c.roleBy === "user" ? "chain.roleByYou" : "chain.roleGuessed"),
        onchange: (/** @type {Event} */ e) =>
          choose({
            roles: { ...state.roles, [c.sha256]: /** @type {HTMLSelectElement} */ (e.target).value },
          }),
      },
      ROLES.map(role => h("option", { value: role, selected: role === c.role }, roleName(role))),
    ),
  );
}

/** @param {Report} r @param {number} index @param {string} [extra] */
function certificateRow(r, index, extra = "") {
  const c = r.certificates[index];
  const facts = [
    c.key,
    c.notAfter && t("chain.until", { day: day(c.notAfter) }),
    c.names.length > 0 && middle(c.names.map(n => n.replace(/^(DNS|IP):/, "")).join(", "), 48),
  ]
    .filter(Boolean)
    .join(" · ");
  return h(
    "li",
    { class: `link-node ${extra}`, "data-certificate": index },
    h("span", { class: "rail" }, node(marks(r, index).tone)),
    h(
      "div",
      { class: "who" },
      h(
        "div",
        { class: "row" },
        h(
          "button",
          {
            type: "button",
            class: "link name value",
            "data-key": `open ${c.sha256}`,
            title: c.subject,
            onclick: () => openCertificate(c.sha256),
          },
          middle(c.name || t("chain.noName"), 90),
        ),
        roleSelect(c),
        c.keyHeld && h("span", { class: "tag neutral" }, icon("key"), t("chain.keyHeld")),
      ),
      h("div", { class: "note value" }, facts),
      c.roleWhy && h("div", { class: "note value", "data-role-why": "" }, c.roleWhy),
      h(
        "div",
        { class: "note ids" },
        h(
          "span",
          { class: "value", title: c.ski },
          t("chain.ski", { id: c.ski ? middle(c.ski, 23) : t("word.none") }),
        ),
        !c.selfSigned &&
          h(
            "span",
            { class: "value", title: c.aki },
            t("chain.aki", {
              id: c.aki
                ? middle(c.aki, 23)
                : c.akiSerial
                  ? t("chain.serialOnly", { serial: middle(c.akiSerial, 23) })
                  : t("word.none"),
            }),
          ),
      ),
    ),
    tag(r, index),
  );
}

/**
 * The link between an issuer and what it signed.
 * @param {import("../links.js").Link|null} link null below a missing issuer
 */
function linkRow(link) {
  const state = link?.state ?? "broken";
  const words = (link?.reasons ?? []).map(reason => t(`link.${reason}`)).join(t("word.semicolon"));
  return h(
    "li",
    { class: `link-line ${state}` },
    h(
      "span",
      { class: "rail" },
      svg(
        "svg",
        { viewBox: "0 0 16 32", "aria-hidden": "true", preserveAspectRatio: "none" },
        state === "broken"
          ? [svg("path", { d: "M8 0v10M8 22v10" }), svg("path", { d: "m3 13 10 6M3 19l10-6" })]
          : svg("path", { d: "M8 0v32", "stroke-dasharray": state === "missing" ? "3 3" : null }),
      ),
    ),
    h("span", { class: "note" }, words),
  );
}

/** @param {Report} r @returns {HTMLElement[]} rows from anchor to leaf */
function rows(r) {
  const chain = r.chains[r.chain];
  if (!chain) return r.certificates.map((_, i) => certificateRow(r, i));
  const path = [...chain.path].reverse();
  const out = [];
  const top = r.certificates[path[0]];
  if (chain.trusted >= chain.path.length && top && !top.selfSigned) {
    out.push(
      h(
        "li",
        { class: "link-node missing" },
        h("span", { class: "rail" }, node("assumed")),
        h(
          "div",
          { class: "who" },
          h("strong", { class: "value" }, middle(top.issuer, 90)),
          h("div", { class: "note" }, t("chain.missing")),
        ),
        h("span", { class: "tag refused" }, icon("cross"), t("chain.notGiven")),
      ),
      linkRow(null),
    );
  }
  path.forEach((index, i) => {
    if (i > 0) {
      const issuer = r.certificates[path[i - 1]],
        child = r.certificates[index];
      out.push(
        issuer && child ? linkRow(compare(child, issuer)) : linkRow({ state: "missing", reasons: [] }),
      );
    }
    if (index === -1)
      out.push(
        h(
          "li",
          { class: "link-node assumed" },
          h("span", { class: "rail" }, node("assumed")),
          h(
            "div",
            { class: "who" },
            h("strong", null, t(i === 0 && path.length > 1 ? "chain.standInCA" : "chain.standIn")),
            h("div", { class: "note" }, chain.assumed ?? r.assumed ?? ""),
          ),
          h("span", { class: "tag neutral" }, t("chain.assumed")),
        ),
      );
    else out.push(certificateRow(r, index));
  });
  return out;
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function chain(s) {
  const r = s.report;
  if (!r || r.certificates.length === 0) return null;
  const path = r.chains[r.chain]?.path ?? r.certificates.map((_, i) => i);
  const rest = r.certificates.map((_, i) => i).filter(i => !path.includes(i));
  return h(
    "section",
    { class: "card stack", "data-testid": "chain", id: "chain", "aria-labelledby": "chain-title" },
    h(
      "div",
      { class: "row spread" },
      h("h2", { id: "chain-title" }, t("chain.title")),
      h(
        "button",
        {
          type: "button",
          class: "link",
          "data-key": "picture",
          onclick: () => download("chain.svg", picture(r), "image/svg+xml"),
        },
        t("chain.export"),
      ),
    ),
    h("ol", { class: "chain", "aria-label": t("chain.order") }, rows(r)),
    timeline(r, path.filter(i => i >= 0).reverse()),
    rest.length > 0 &&
      h(
        "details",
        { class: "rest", "data-key": "rest" },
        h("summary", null, t("chain.rest", { n: rest.length })),
        h(
          "ul",
          { class: "chain" },
          rest.slice(0, 40).map(i => certificateRow(r, i, "aside")),
        ),
      ),
  );
}
