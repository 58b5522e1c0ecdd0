// @ts-check
/**
 * Links, and the report as Markdown. Keys are never part of either: both are made from the certificates of the report
 * alone.
 */
import { call } from "./engine.js";
import { fromBase64 } from "./bytes.js";
import { DEFAULT_CLIENT, DEFAULT_OPENSSL } from "./defaults.js";
import { state } from "./store.js";
import { t, day } from "./i18n.js";
import { clientName, roleName, verdictLine } from "./words.js";
import { block, code, plain } from "./markdown.js";
import { does } from "./elements/verdict.js";

/** @typedef {import("./types.js").Report} Report */

/** Where the page can be found by others: without the fragment. */
export function pageAddress() {
  return location.href.replace(/[?#].*$/s, "");
}

/** @param {Report} report @returns {Promise<string>} the address that shows this report */
export async function link(report) {
  const chain = report.chains[report.chain];
  const used = report.certificates.filter((c, i) => c.role !== "unused" || chain?.path.includes(i));
  const linked = used.length ? used : report.certificates;
  const { fragment } = await call("encodeLink", {
    ders: linked.map(c => fromBase64(c.der)),
    seen: linked.map(c => c.seen),
    host: report.host,
    client: report.client === DEFAULT_CLIENT ? "" : report.client,
    lang: state.lang,
  });
  const as = state.as ? `&as=${state.as}` : "";
  const openssl = state.openssl === DEFAULT_OPENSSL ? "" : `&openssl=${state.openssl}`;
  return pageAddress() + (fragment.startsWith("#") ? fragment : `#${fragment}`) + as + openssl;
}

/**
 * @param {Report} report
 * @param {string} [address] link to the page with this chain
 * @returns {string} a report for an issue thread
 */
export function markdown(report, address = "") {
  const out = [`### ${plain(verdictLine(report))}`, ""];
  if (report.message) out.push(block(report.message), "");
  out.push(
    plain(
      t("markdown.judged", {
        client: clientName(report.client),
        openssl: report.openssl,
        day: day(report.time),
      }),
    ) + (report.host ? ` ${plain(t("markdown.host", { host: report.host }))}` : ""),
    "",
  );
  if (report.assumed) out.push(plain(t("verdict.assumed", { what: report.assumed })), "");
  out.push(
    `| ${t("markdown.certificate")} | ${t("markdown.role")} | ${t("markdown.validUntil")} | SHA-256 |`,
    "|---|---|---|---|",
  );
  for (const c of report.certificates)
    out.push(`| ${plain(c.name)} | ${roleName(c.role)} | ${day(c.notAfter)} | ${code(c.sha256)} |`);
  out.push("");
  if (report.findings.length) {
    out.push(`#### ${t("findings.title")}`, "");
    for (const f of report.findings) {
      const whose = report.certificates[f.certificate]?.name;
      out.push(
        `- **${plain(f.title)}**${f.name ? ` (${code(f.code ? `${f.code} ${f.name}` : f.name)})` : ""}${whose ? `, ${plain(whose)}` : ""}. ${plain(f.fix)}`,
      );
    }
    out.push("");
  }
  out.push(`| ${t("clients.client")} | ${t("clients.verdict")} | ${t("clients.says")} |`, "|---|---|---|");
  for (const c of report.clients)
    out.push(`| ${plain(c.name)} | ${does(c.verdict, c.compared)} | ${c.text ? code(c.text) : ""} |`);
  if (report.plan?.steps.length) {
    out.push(
      "",
      `#### ${t("repair.title")}`,
      "",
      ...report.plan.steps.map((s, i) => `${i + 1}. ${plain(s.title)}`),
    );
  }
  if (address) out.push("", `[${t("markdown.open")}](${address})`);
  return out.join("\n") + "\n";
}
