// @ts-check
/** The foot of the page: version, offline copy, and whether this page works without a network already. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { size } from "../bytes.js";

/**
 * @param {import("../store.js").State} s
 * @param {{copy: {url: string, name: string, bytes: number, sha256: string}|null, single: boolean, version: string,
 *   released: string}} build
 * @returns {import("../dom.js").Children}
 */
export function offlineBox(s, build) {
  const o = s.offline;
  const early = Date.now() < Date.parse(build.released);
  return [
    build.copy
      ? h(
          "a",
          {
            "data-testid": "save-offline",
            href: build.copy.url,
            download: build.copy.name,
            title: `SHA-256 ${build.copy.sha256}`,
          },
          t("offline.save", { size: size(build.copy.bytes) }),
        )
      : h("span", { "data-testid": "save-offline" }, t("offline.single")),
    build.copy &&
      h(
        "details",
        { class: "hash" },
        h("summary", null, "SHA-256"),
        h("code", { class: "value" }, build.copy.sha256),
      ),
    o?.state === "ready" && h("span", { class: "note" }, t("offline.ready")),
    o?.state === "update" &&
      h("button", { type: "button", class: "link", onclick: () => o.apply?.() }, t("offline.update")),
    early && h("span", { class: "notice waiting" }, t("offline.clock", { day: build.released })),
    h("span", { class: "note" }, t("offline.version", { version: build.version })),
  ];
}
