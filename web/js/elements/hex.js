// @ts-check
/** Bytes in hexadecimal with offsets, sixteen a line; a range can be marked. Arrow keys scroll, as in any text. */
import { h } from "../dom.js";

/**
 * @param {Uint8Array} bytes
 * @param {string} label
 * @returns {{node: HTMLElement, mark: (start: number, end: number) => void}}
 */
export function hexView(bytes, label) {
  const pre = h("pre", { class: "code columns hex", tabindex: 0, role: "region", "aria-label": label });
  const draw = (from = -1, to = -1) => {
    const lines = [];
    for (let at = 0; at < bytes.length; at += 16) {
      const row = bytes.subarray(at, at + 16);
      const offset = h("span", { class: "offset" }, at.toString(16).padStart(5, "0"));
      /** @type {(string|HTMLElement)[]} */
      const cells = ["  "];
      for (let i = 0; i < row.length; i++) {
        const hex = row[i].toString(16).padStart(2, "0");
        const inside = at + i >= from && at + i < to;
        cells.push(inside ? h("mark", null, hex) : hex, i === 7 ? "  " : " ");
      }
      const ascii = Array.from(row, b => (b > 31 && b < 127 ? String.fromCharCode(b) : "·")).join("");
      lines.push(
        h(
          "span",
          { class: "line" },
          offset,
          ...cells,
          " ".repeat(3 * (16 - row.length) + (row.length <= 8 ? 1 : 0)),
          " ",
          ascii,
          "\n",
        ),
      );
    }
    pre.replaceChildren(...lines);
  };
  draw();
  return {
    node: pre,
    mark(start, end) {
      draw(start, end);
      const first = pre.querySelector("mark");
      if (first)
        pre.scrollTop +=
          first.getBoundingClientRect().top - pre.getBoundingClientRect().top - pre.clientHeight / 3;
    },
  };
}
