// @ts-check
/** Who made the certificates: how that was told, and that maker's own remedy. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { state } from "../store.js";

/** @typedef {import("../types.js").Report} Report */

/** @param {Report} r @returns {import("../types.js").Origin[]} makers of the certificates of this chain */
export function originsHere(r) {
  const path = r.chains[r.chain]?.path;
  return path ? r.origins.filter(o => path.includes(o.certificate)) : r.origins;
}

/** @param {Report} r @returns {import("../dom.js").Children} */
export function origins(r) {
  const here = originsHere(r),
    once = here.filter((o, i) => here.findIndex(other => other.id === o.id) === i);
  const best = once.filter(o => o.sure !== "possible").slice(0, 2);
  const shown = best.length ? best : once.slice(0, 1);
  if (shown.length === 0 && state.rest !== "there") {
    // A line is kept for who made them, and stays where nobody is recognised: nothing below moves.
    return h(
      "p",
      { class: "origin-line" },
      state.rest === "coming" && h("span", { class: "note" }, t("origin.coming")),
    );
  }
  return shown.map(o =>
    h(
      "details",
      { class: "origin", "data-key": `origin ${o.id}` },
      h(
        "summary",
        null,
        t(
          o.sure === "certain" ? "origin.certain" : o.sure === "likely" ? "origin.likely" : "origin.possible",
          { name: o.name },
        ),
      ),
      h(
        "dl",
        { class: "facts" },
        o.matched.length > 0 && [
          h("dt", null, t("origin.because")),
          h(
            "dd",
            null,
            h(
              "ul",
              null,
              o.matched.map(m => h("li", { class: "value" }, m)),
            ),
          ),
        ],
        fact("origin.affected", o.affected),
        fact("origin.fixedIn", o.fixedIn),
        fact("origin.remedy", o.remedy),
        fact("origin.keyAt", o.keyAt),
      ),
    ),
  );
}

/** @param {import("../i18n.js").Key} key @param {string} value */
function fact(key, value) {
  return value ? [h("dt", null, t(key)), h("dd", { class: "value" }, value)] : null;
}
