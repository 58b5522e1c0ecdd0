// @ts-check
/** The chain as a picture that stands by itself, for documents and issue threads. */
import { svg } from "./dom.js";
import { isolated } from "./filling.js";
import { t, day } from "./i18n.js";
import { middle } from "./bytes.js";
import { compare } from "./links.js";
import { clientName, roleName, verdictLine } from "./words.js";

const WIDTH = 760,
  BOX = 92,
  GAP = 48,
  LEFT = 24;
const INK = "#161a24",
  SOFT = "#4b5262",
  LINE = "#cfd4de",
  PAPER = "#ffffff",
  RED = "#a11b22",
  GREEN = "#12693b";

/** @param {import("./types.js").Report} r @returns {string} an SVG document */
export function picture(r) {
  const path = [...(r.chains[r.chain]?.path ?? r.certificates.map((_, i) => i))].reverse();
  const height = 70 + path.length * (BOX + GAP);
  /** @type {SVGElement[]} */
  const parts = [
    svg("rect", { width: WIDTH, height, fill: PAPER }),
    text(LEFT, 32, verdictLine(r), {
      "font-size": 18,
      "font-weight": 700,
      fill: r.verdict === "accepted" ? GREEN : RED,
    }),
    text(LEFT, 52, r.message || `${clientName(r.client)} · OpenSSL ${r.openssl}`, {
      fill: SOFT,
      "font-family": "ui-monospace, monospace",
      "font-size": 12,
    }),
  ];
  path.forEach((index, i) => {
    const y = 70 + i * (BOX + GAP);
    if (i > 0) parts.push(...link(r.certificates[index], r.certificates[path[i - 1]], y));
    parts.push(...box(r, index, y));
  });
  const root = svg(
    "svg",
    {
      width: WIDTH,
      height,
      viewBox: `0 0 ${WIDTH} ${height}`,
      "font-family": "system-ui, sans-serif",
      "font-size": 14,
      fill: INK,
    },
    parts,
  );
  return new XMLSerializer().serializeToString(root);
}

/**
 * What stands between a certificate and its issuer.
 * @param {import("./types.js").Certificate|undefined} c
 * @param {import("./types.js").Certificate|undefined} above
 * @param {number} y where the certificate's box begins
 */
function link(c, above, y) {
  const link = c && above ? compare(c, above) : null;
  const broken = link?.state === "broken",
    color = broken ? RED : SOFT;
  const reasons = (link?.reasons ?? []).map(reason => t(`link.${reason}`)).join(t("word.semicolon"));
  return [
    svg("path", {
      d: broken ? `M60 ${y - GAP}v16m0 16v16m-6-30 12 12m0-12-12 12` : `M60 ${y - GAP}v${GAP}`,
      stroke: color,
      "stroke-width": 2,
      fill: "none",
      "stroke-dasharray": link?.state === "missing" ? "4 4" : null,
    }),
    text(80, y - GAP / 2 + 4, reasons, { fill: color, "font-size": 12 }),
  ];
}

/**
 * A certificate, or the frame of one that is assumed.
 * @param {import("./types.js").Report} r
 * @param {number} index
 * @param {number} y
 */
function box(r, index, y) {
  const c = r.certificates[index];
  const bad = r.events.filter(e => e.certificate === index);
  const parts = [
    svg("rect", {
      x: LEFT,
      y,
      width: WIDTH - 2 * LEFT,
      height: BOX,
      rx: 8,
      fill: PAPER,
      stroke: bad.length ? RED : LINE,
      "stroke-width": bad.length ? 2 : 1,
      "stroke-dasharray": c ? null : "5 4",
    }),
    text(LEFT + 16, y + 26, isolated(middle(c?.name ?? t("chain.standIn"), 70)), { "font-weight": 700 }),
  ];
  if (!c) return parts;
  const role = `${roleName(c.role)} · ${c.key} · ${t("chain.until", { day: day(c.notAfter) })}`;
  const said = bad.length ? `✗ ${bad.map(e => `${e.code} ${e.text}`).join("; ")}` : `✓ ${t("chain.clean")}`;
  const mono = { fill: SOFT, "font-size": 11, "font-family": "ui-monospace, monospace" };
  return [
    ...parts,
    text(LEFT + 16, y + 46, role, { fill: SOFT, "font-size": 12 }),
    text(LEFT + 16, y + 63, t("chain.ski", { id: c.ski || t("word.none") }), mono),
    text(LEFT + 16, y + 80, said, { fill: bad.length ? RED : GREEN, "font-size": 12 }),
  ];
}

/** @param {number} x @param {number} y @param {string} words @param {Record<string, any>} props */
function text(x, y, words, props) {
  return svg("text", { x, y, fill: INK, ...props }, middle(words, 110));
}
