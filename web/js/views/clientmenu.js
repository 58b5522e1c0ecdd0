// @ts-check
/** The clients to choose one from: those that the person runs first, the others under what people run them in. */
import { h } from "../dom.js";
import { t } from "../i18n.js";

/**
 * @param {import("../store.js").State} s
 * @param {string} chosen id
 * @param {string} [without] id of one that is not offered
 * @returns {HTMLElement[]} the contents of a select; none before the catalog is there
 */
export function clientMenu(s, chosen, without) {
  const all = (s.catalog?.clients ?? []).filter(c => c.id !== without),
    mine = all.filter(c => s.mine.includes(c.id));
  const groups = [
    { id: "mine", name: t("clients.menuMine"), list: mine },
    ...(s.catalog?.groups ?? []).map(g => ({
      ...g,
      list: all.filter(c => c.group === g.id && !mine.includes(c)),
    })),
  ];
  return groups
    .filter(g => g.list.length > 0)
    .map(g =>
      h(
        "optgroup",
        { label: g.name, "data-group": g.id },
        g.list.map(c =>
          h(
            "option",
            { value: c.id, selected: c.id === chosen, title: c.about },
            c.compared ? c.name : t("clients.menuApart", { client: c.name }),
          ),
        ),
      ),
    );
}
