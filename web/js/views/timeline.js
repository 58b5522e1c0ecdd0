// @ts-check
/**
 * When each certificate of the chain is valid, with the day it is judged for. Positions are in percent, so text keeps
 * its size at any width.
 */
import { h, svg } from "../dom.js";
import { isolated } from "../filling.js";
import { t, day } from "../i18n.js";
import { middle } from "../bytes.js";

const ROW = 30; // pixels

/** @param {import("../types.js").Report} r @param {number[]} indexes anchor first @returns {HTMLElement|null} */
export function timeline(r, indexes) {
  const bars = indexes
    .map(i => r.certificates[i])
    .map(c => ({ c, from: Date.parse(c.notBefore), to: Date.parse(c.notAfter) }))
    .filter(b => b.from <= b.to);
  const now = Date.parse(r.time);
  if (bars.length === 0 || Number.isNaN(now)) return null;
  const start = Math.min(now, ...bars.map(b => b.from)),
    end = Math.max(now, ...bars.map(b => b.to));
  const span = Math.max(end - start, 1);
  const at = (/** @type {number} */ time) => Math.min(100, Math.max(0, (100 * (time - start)) / span));
  const height = bars.length * ROW + 24;
  const said = bars
    .map(({ c }) => t("timeline.one", { name: c.name, from: day(c.notBefore), to: day(c.notAfter) }))
    .join(t("word.semicolon"));
  const x = at(now);
  return h(
    "figure",
    { class: "timeline" },
    h("figcaption", { class: "note" }, t("timeline.title")),
    svg(
      "svg",
      {
        role: "img",
        "aria-label": `${said}${t("word.semicolon")}${t("timeline.judged", { day: day(r.time) })}`,
        width: "100%",
        height,
      },
      bars.map(({ c, from, to }, i) => {
        const valid = from <= now && now <= to;
        return svg(
          "g",
          null,
          svg("rect", {
            class: `bar ${valid ? "accepted" : "refused"}`,
            x: `${at(from)}%`,
            y: i * ROW + 16,
            width: `${Math.max(at(to) - at(from), 0.4)}%`,
            height: 8,
            rx: 2,
          }),
          svg(
            "text",
            {
              x: `${at(from) > 55 ? 100 : at(from)}%`,
              y: i * ROW + 12,
              class: "label",
              "text-anchor": at(from) > 55 ? "end" : "start",
            },
            `${isolated(middle(c.name, 26))}  ${day(c.notBefore)} – ${day(c.notAfter)}`,
          ),
        );
      }),
      bars.map((_, i) =>
        svg("line", { class: "today", x1: `${x}%`, x2: `${x}%`, y1: i * ROW + 15, y2: i * ROW + 27 }),
      ),
      svg(
        "text",
        {
          class: "label today-label",
          x: `${x}%`,
          y: height - 4,
          "text-anchor": x < 12 ? "start" : x > 88 ? "end" : "middle",
        },
        t("timeline.today", { day: day(r.time) }),
      ),
    ),
  );
}
