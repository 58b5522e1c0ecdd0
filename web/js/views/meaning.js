// @ts-check
/**
 * What the verdict is about: whose certificate it is, what came from a message, what several chains amount to, and
 * other readings.
 */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { icon } from "../icons.js";
import { state } from "../store.js";
import { choose } from "../checking.js";
import { clientName } from "../words.js";
import { verdictTag } from "../elements/verdict.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Reading} Reading */

/** @param {import("../store.js").State} s @param {Report} r @returns {import("../dom.js").Children} */
export function meaning(s, r) {
  return [
    r.whole && h("p", { "data-whole": "" }, h("strong", null, r.whole)),
    r.messages
      .filter(m => m.about)
      .map(m =>
        h("div", { class: "notice neutral stack tight" }, h("code", null, m.text), h("p", null, m.about)),
      ),
    r.messages.length > 0 &&
      r.messages.every(m => !m.about) &&
      h("p", { class: "note" }, t("verdict.alsoMessage", { text: r.messages[0].text })),
    readings(r),
    h("div", { class: "row" }, direction(s, r), fromMessage(r)),
  ];
}

/**
 * Whose certificate it is, and the choice of the other side.
 * @param {import("../store.js").State} s
 * @param {Report} r
 */
function direction(s, r) {
  const told = t(r.as === "client" ? "direction.client" : "direction.server");
  return h(
    "label",
    { class: "direction" },
    h("span", { class: "note" }, t("direction.label"), " "),
    h(
      "select",
      {
        "data-testid": "direction",
        "data-key": "direction",
        "data-as": r.as,
        value: s.as,
        onchange: (/** @type {Event} */ e) =>
          choose({ as: /** @type {any} */ (/** @type {HTMLSelectElement} */ (e.target).value) }),
      },
      h(
        "option",
        { value: "", selected: s.as === "" },
        s.as === "" ? t("direction.told", { as: told }) : t("direction.auto"),
      ),
      h("option", { value: "server", selected: s.as === "server" }, t("direction.server")),
      h("option", { value: "client", selected: s.as === "client" }, t("direction.client")),
    ),
  );
}

/** What a pasted message filled in, each with a click to clear it. @param {Report} r */
function fromMessage({ fromMessage: { host, client } }) {
  const chip = (/** @type {string} */ what, /** @type {string} */ text, /** @type {any} */ patch) =>
    h(
      "button",
      {
        type: "button",
        class: "chip",
        "data-from-message": what,
        "data-key": `from-message ${what}`,
        "aria-label": t("message.clear", { what: text }),
        title: t("message.clear", { what: text }),
        onclick: () => choose(patch),
      },
      h("span", { class: "value" }, t("message.chip", { what: text })),
      icon("cross"),
    );
  return [
    host && chip("host", host, { ownHost: true, host: "" }),
    client && chip("client", clientName(client), { ownClient: true, client: state.client }),
  ];
}

/** The plausible readings, when there are several. @param {Report} r */
function readings(r) {
  if (r.readings.length < 2) return null;
  return h(
    "section",
    {
      class: "notice waiting stack tight",
      "aria-label": t("readings.title"),
      "data-readings": r.readings.length,
    },
    h("p", null, h("strong", null, t("readings.title"))),
    h(
      "ul",
      { class: "stack tight" },
      r.readings.map((reading, i) =>
        h(
          "li",
          { class: "row spread", "data-reading": reading.verdict },
          h(
            "span",
            null,
            verdictTag(reading.verdict),
            " ",
            h("span", { class: "value" }, reading.title),
            reading.message && h("span", { class: "note value" }, ` ${reading.message}`),
          ),
          h(
            "button",
            {
              type: "button",
              class: "button plain",
              "data-key": `reading ${i}`,
              onclick: () => choose({ roles: { ...state.roles, ...reading.choose } }),
            },
            t("readings.choose"),
          ),
        ),
      ),
    ),
  );
}
