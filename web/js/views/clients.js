// @ts-check
/** Who accepts and who refuses: clients, and the chosen client under each OpenSSL generation. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { verdictTag } from "../elements/verdict.js";
import { choose } from "../checking.js";
import { clientName } from "../words.js";

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function clients(s) {
  const r = s.report;
  if (!r || r.clients.length === 0) return null;
  return h(
    "section",
    { class: "card stack", id: "clients" },
    h("h2", null, t("clients.title")),
    h(
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
      h(
        "tbody",
        null,
        r.clients.map(c =>
          h(
            "tr",
            {
              "data-testid": "client-row",
              "data-client": c.id,
              "data-verdict": c.verdict,
              "data-code": c.code,
              class: c.id === r.client ? "chosen" : null,
            },
            h(
              "th",
              { scope: "row" },
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
                  ),
            ),
            h("td", null, verdictTag(c.verdict)),
            h(
              "td",
              { class: "value" },
              c.text
                ? [
                    h("span", { class: "mono" }, c.text),
                    c.code > 0 && h("span", { class: "note" }, ` ${c.code}`),
                  ]
                : null,
            ),
          ),
        ),
      ),
    ),
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
    r.generations.length > 0 &&
      h(
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
                g.id === "3.5" ? "OpenSSL 3.5, 3.6" : `OpenSSL ${g.id}`,
              ),
              verdictTag(g.verdict),
              h("span", { class: "note value" }, g.text),
            ),
          ),
        ),
      ),
  );
}
