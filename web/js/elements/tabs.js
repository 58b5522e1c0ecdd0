// @ts-check
/** Tabs as in the ARIA practices: one stop for the Tab key, arrows move between them. */
import { h } from "../dom.js";

/**
 * @param {{id: string, label: string, testid?: string}[]} tabs
 * @param {string} chosen
 * @param {string} label
 * @param {(id: string) => void} choose
 * @param {import("../dom.js").Children} panel content of the chosen one
 * @returns {HTMLElement[]}
 */
export function tabs(tabs, chosen, label, choose, panel) {
  const move = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length }[event.key];
    if (!step) return;
    event.preventDefault();
    const now = tabs.findIndex(tab => tab.id === chosen);
    const to =
      Math.abs(step) === 1 ? (now + step + tabs.length) % tabs.length : step < 0 ? 0 : tabs.length - 1;
    /** @type {HTMLElement|null} */
    const list = /** @type {HTMLElement} */ (event.currentTarget);
    /** @type {HTMLElement} */ (list.children[to]).focus();
    choose(tabs[to].id);
  };
  return [
    h(
      "div",
      { role: "tablist", class: "tabs", "aria-label": label, onkeydown: move },
      tabs.map(({ id, label, testid }) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${id}`,
            "data-key": `tab ${id}`,
            "data-testid": testid,
            "aria-selected": String(id === chosen),
            "aria-controls": panel ? "tab-panel" : undefined,
            tabindex: id === chosen || (chosen === "" && id === tabs[0].id) ? 0 : -1,
            onclick: () => choose(id),
          },
          label,
        ),
      ),
    ),
    ...(panel
      ? [
          h(
            "div",
            { role: "tabpanel", id: "tab-panel", class: "stack", "aria-labelledby": `tab-${chosen}` },
            panel,
          ),
        ]
      : []),
  ];
}
