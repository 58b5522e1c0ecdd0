// @ts-check
/**
 * Who accepts and who refuses: clients by what people run, those of one's own first, and the chosen one under each
 * OpenSSL generation.
 */
import { h } from "../dom.js";
import { set } from "../store.js";
import { t } from "../i18n.js";
import { clientTag, verdictTag } from "../elements/verdict.js";
import { choose } from "../checking.js";
import { counted, runs, tally } from "../mine.js";
import { clientName, releases } from "../words.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").ClientVerdict} ClientVerdict */
/** @typedef {import("../store.js").State} State */

/**
 * @param {State} s
 * @param {ClientVerdict[]} list
 * @returns {{id: string, name: string, list: ClientVerdict[]}[]} in the order of the catalog
 */
function grouped(s, list) {
  const names = s.catalog?.groups ?? [];
  const ids = [...new Set([...names.map(g => g.id), ...list.map(c => c.group)])];
  return ids
    .map(id => ({
      id,
      name: names.find(g => g.id === id)?.name ?? id,
      list: list.filter(c => c.group === id),
    }))
    .filter(g => g.list.length > 0);
}

/** @param {ClientVerdict[]} list @returns {string} "2 of 5 refuse", "all 5 accept" */
function inShort(list) {
  const { refuse, judged, unknown, apart } = tally(list);
  const text =
    judged === 0
      ? ""
      : refuse === 0
        ? t("clients.allAccept", { n: judged })
        : t("clients.refuse", { n: refuse, all: judged });
  return [
    text,
    unknown > 0 && t("clients.unknown", { n: unknown }),
    apart > 0 && t("clients.apart", { n: apart }),
  ]
    .filter(Boolean)
    .join(t("word.semicolon"));
}

/** @param {Report} r @param {ClientVerdict} c */
function row(r, c) {
  const name =
    c.id === r.client
      ? c.name
      : h(
          "button",
          {
            type: "button",
            class: "link",
            "data-key": `client ${c.id}`,
            title: t("clients.judge", { client: c.name }),
            onclick: () => choose({ client: c.id }),
          },
          c.name,
        );
  const says = [
    c.text && h("span", { class: c.verdict === "not-checked" ? "note" : "mono" }, c.text),
    c.text && c.code > 0 && h("span", { class: "note" }, ` ${c.code}`),
    c.later && h("p", { class: "note" }, t("clients.later", { what: c.later })),
  ].filter(Boolean);
  return h(
    "tr",
    {
      "data-testid": "client-row",
      "data-client": c.id,
      "data-verdict": c.verdict,
      "data-code": c.code,
      "data-compared": String(c.compared !== false),
      class: c.id === r.client ? "chosen" : null,
    },
    h("th", { scope: "row" }, name),
    h("td", null, clientTag(c)),
    h("td", { class: "value" }, says.length > 0 ? says : null),
  );
}

/** @param {State} s @param {Report} r @param {ClientVerdict[]} list */
function table(s, r, list) {
  return h(
    "table",
    { class: "clients" },
    h("caption", { class: "visually-hidden" }, t("clients.caption")),
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        h("th", { scope: "col" }, t("clients.client")),
        h("th", { scope: "col" }, t("clients.verdict")),
        h("th", { scope: "col" }, t("clients.says")),
      ),
    ),
    grouped(s, list).map(g =>
      h(
        "tbody",
        { "data-testid": "client-group", "data-group": g.id },
        h(
          "tr",
          { class: "client-group" },
          h(
            "th",
            { scope: "rowgroup", colspan: 3 },
            g.name,
            " ",
            h("span", { class: "note" }, inShort(g.list)),
          ),
        ),
        g.list.map(c => row(r, c)),
      ),
    ),
  );
}

/** @param {State} s @param {Report} r */
function chooseMine(s, r) {
  return h(
    "details",
    { class: "sub", "data-key": "my clients", "data-testid": "my-clients" },
    h("summary", null, t("clients.choose")),
    h("p", { class: "note" }, t("clients.chooseNote")),
    grouped(s, r.clients).map(g =>
      h(
        "fieldset",
        { class: "mine" },
        h("legend", null, g.name),
        g.list.map(c =>
          h(
            "label",
            { class: "tick" },
            h("input", {
              type: "checkbox",
              "data-key": `mine ${c.id}`,
              value: c.id,
              checked: s.mine.includes(c.id),
              onchange: (/** @type {Event} */ e) =>
                runs(c.id, /** @type {HTMLInputElement} */ (e.target).checked),
            }),
            c.name,
          ),
        ),
      ),
    ),
  );
}

/** @param {Report} r */
function generations(r) {
  if (r.generations.length === 0) return null;
  return h(
    "div",
    { class: "stack tight" },
    h("h3", null, t("clients.generations", { client: clientName(r.client) })),
    h(
      "ul",
      { class: "generations" },
      r.generations.map(g =>
        h(
          "li",
          { "data-generation": g.id, "data-verdict": g.verdict },
          h(
            "button",
            {
              type: "button",
              class: "chip",
              "data-key": `generation ${g.id}`,
              "aria-pressed": String(g.id === r.openssl),
              onclick: () => choose({ openssl: g.id }),
            },
            `OpenSSL ${releases(g.id).join(", ")}`,
          ),
          verdictTag(g.verdict),
          h("span", { class: "note value" }, g.text),
        ),
      ),
    ),
  );
}

/** @param {State} s @returns {import("../dom.js").Children} */
export function clients(s) {
  const r = s.report;
  if (!r || r.clients.length === 0) return null;
  const { mine, list } = counted(r.clients, s.mine),
    short = mine && !s.everyClient;
  return h(
    "section",
    { class: "card stack", id: "clients" },
    h("h2", null, t("clients.title")),
    h(
      "div",
      { class: "row spread" },
      h(
        "p",
        { "data-testid": "clients-summary" },
        mine && h("span", { class: "note" }, t("clients.mine")),
        mine && " ",
        h("strong", null, inShort(list)),
      ),
      mine &&
        h(
          "button",
          {
            type: "button",
            class: "link",
            "data-key": "every client",
            "aria-pressed": String(!short),
            onclick: () => set({ everyClient: short }),
          },
          short ? t("clients.showAll", { n: r.clients.length }) : t("clients.showMine"),
        ),
    ),
    table(s, r, short ? r.clients.filter(c => list.includes(c) || c.id === r.client) : r.clients),
    chooseMine(s, r),
    h(
      "details",
      { class: "sub", "data-key": "about clients" },
      h("summary", null, t("clients.about")),
      h(
        "dl",
        { class: "facts" },
        r.clients.map(c => [h("dt", null, c.name), h("dd", null, c.about)]),
      ),
    ),
    generations(r),
  );
}
