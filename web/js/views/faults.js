// @ts-check
/** Why a certificate does not load: the place, who loads it nevertheless, and the bytes around. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { atStart } from "../words.js";

/** @typedef {import("../types.js").LoadFault} LoadFault */

/** @param {import("../types.js").Report} r @returns {import("../dom.js").Children} */
export function faults(r) {
  return (r.faults ?? []).map(fault);
}

/** @param {LoadFault} f */
function fault(f) {
  return h(
    "section",
    { class: "notice waiting stack tight", "data-testid": "load-fault" },
    h("h2", null, t("fault.title")),
    h(
      "p",
      { class: "value" },
      t("fault.where", { source: atStart(f.source), field: f.field, offset: f.offset }),
    ),
    h("p", { class: "value" }, f.text),
    f.correction &&
      h("p", { class: "value" }, h("strong", null, t("fault.correction")), t("word.gap"), f.correction),
    f.corrected &&
      h("pre", { class: "message columns", tabindex: "0", "aria-label": t("fault.correction") }, f.corrected),
    h(
      "ul",
      null,
      f.loads.map(l =>
        h(
          "li",
          { class: "value", "data-loads": String(l.loads) },
          l.loads ? t("fault.loads", { name: l.name }) : t("fault.refuses", { name: l.name, error: l.error }),
        ),
      ),
    ),
    h(
      "details",
      { "data-key": `fault-${f.source}-${f.offset}` },
      h("summary", null, t("fault.bytes")),
      h(
        "pre",
        { class: "message columns", tabindex: "0", "aria-label": t("fault.bytes") },
        f.bytes.map(hexLine),
      ),
      h(
        "pre",
        { class: "message columns", tabindex: "0", "aria-label": t("fault.tree") },
        f.tree.map(treeLine),
      ),
    ),
  );
}

/** @param {LoadFault["bytes"][number]} l */
function hexLine(l) {
  const pairs = (/** @type {number} */ from, /** @type {number} */ to) =>
    (l.hex.slice(2 * from, 2 * to).match(/../g) ?? []).join(" ");
  const end = l.hex.length / 2;
  const parts = [pairs(0, l.from), pairs(l.from, l.to), pairs(l.to, end)];
  return [
    `${String(l.offset).padStart(6)}  `,
    parts[0] && `${parts[0]} `,
    parts[1] && h("mark", null, parts[1]),
    parts[1] && parts[2] && " ",
    parts[2],
    "\n",
  ];
}

/** @param {LoadFault["tree"][number]} l */
function treeLine(l) {
  const text = `${String(l.offset).padStart(6)}  ${"  ".repeat(l.depth)}${l.text}`;
  return [l.here ? h("mark", null, text) : text, "\n"];
}
