// @ts-check
/** The few icons, drawn with the stroke of the text. All are decoration: the word beside them says the same. */
import { svg } from "./dom.js";

const SHAPES = {
  refused: ["M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z", "m8.5 8.5 7 7m0-7-7 7"],
  accepted: ["M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z", "m7.5 12.5 3 3 6-6.5"],
  waiting: ["M12 3 2.5 20h19z", "M12 10v4.5m0 2.6v.1"],
  neutral: ["M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z", "M12 11v6m0-9.6v.1"],
  cross: ["m5 5 14 14M19 5 5 19"],
  check: ["m4 12.5 5 5L20 6.5"],
  down: ["M12 4v11m-5-4.5 5 5 5-5M5 20h14"],
  copy: ["M9 9h11v11H9z", "M5 15H4V4h11v1"],
  key: ["M15.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10z", "m12 12-8.5 8.5m3-3 2.5 2.5"],
};

/** @param {keyof typeof SHAPES} name @returns {SVGElement} */
export function icon(name) {
  return svg(
    "svg",
    {
      viewBox: "0 0 24 24",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
      focusable: "false",
    },
    SHAPES[name].map(d => svg("path", { d })),
  );
}

/** @param {string} severity of a finding or a verdict @returns {"refused"|"accepted"|"waiting"|"neutral"} */
export function tone(severity) {
  if (severity === "accepted" || severity === "refused") return severity;
  if (severity === "stops") return "refused";
  return severity === "will-stop" ? "waiting" : "neutral";
}
