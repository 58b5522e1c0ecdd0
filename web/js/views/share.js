// @ts-check
/** Taking the result elsewhere: link, Markdown, JSON, paper. */
import { h } from "../dom.js";
import { t, number } from "../i18n.js";
import { link, markdown } from "../sharing.js";
import { copyButton } from "../elements/buttons.js";
import { snippet } from "../elements/snippet.js";
import { copy } from "../clipboard.js";
import { download } from "../download.js";
import { announce } from "../announce.js";
import { asProblem } from "../failure.js";

const LONG = 8000; // characters; some chat programs and trackers cut longer addresses

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function share(s) {
  const r = s.report;
  if (!r || r.certificates.length === 0) return null;
  const length = h("span", { class: "note", id: "link-length" }, t("share.making"));
  const word = h("span", null, t("share.link"));
  const anchor = h(
    "a",
    {
      class: "button plain",
      "data-testid": "share-link",
      "data-key": "share",
      "aria-describedby": "link-length",
      onclick: async (/** @type {MouseEvent} */ event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const done = anchor.href !== "" && (await copy(anchor.href));
        word.textContent = t(done ? "share.copied" : "share.byHand");
        announce(word.textContent);
        setTimeout(() => (word.textContent = t("share.link")), 2500);
      },
    },
    word,
  );
  const address = link(r);
  address.then(
    url => {
      anchor.href = url;
      length.textContent = t(url.length > LONG ? "share.long" : "share.length", { n: number(url.length) });
    },
    thrown => {
      length.textContent = asProblem(thrown).message;
    },
  );
  return h(
    "section",
    { class: "card stack", id: "share" },
    h("h2", null, t("share.title")),
    h(
      "div",
      { class: "row" },
      anchor,
      copyButton(t("share.markdown"), async () => markdown(r, await address.catch(() => "")), {
        "data-testid": "copy-markdown",
        "data-key": "markdown",
      }),
      h(
        "button",
        {
          type: "button",
          class: "button plain",
          "data-key": "json",
          onclick: () =>
            download("x509strict-report.json", JSON.stringify(r, null, 2) + "\n", "application/json"),
        },
        t("share.json"),
      ),
      h(
        "button",
        { type: "button", class: "button plain", "data-key": "print", onclick: () => print() },
        t("share.print"),
      ),
    ),
    length,
    h("p", { class: "note" }, t("share.note")),
    r.terminal !== "" && [
      h("p", { id: "share-terminal" }, t("share.terminal")),
      snippet(r.terminal, t("share.terminal"), "terminal"),
    ],
  );
}
