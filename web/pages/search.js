// @ts-check
/**
 * The search page: everything is in this file, the index of one language in front of it (web/pages/search.go), so that
 * it works from a disk too. An entry is found by its words, and by a message of its that stands in what was pasted.
 */

/** @typedef {{kind: string, title: string, path: string, about: string, words: string, says: string[]}} Entry */
/** @typedef {{entries: Entry[], none: string, some: string, one: string}} Index */

(() => {
  const index = /** @type {Index} */ (/** @type {any} */ (globalThis).x509strictIndex);
  const box = /** @type {HTMLTextAreaElement} */ (document.getElementById("q")),
    list = /** @type {HTMLElement} */ (document.getElementById("found")),
    status = /** @type {HTMLElement} */ (document.getElementById("count"));
  const MOST = 30;

  /** @param {string} text @returns {string} as it is compared: lower case, runs of blanks as one */
  const plain = text => text.toLowerCase().replace(/\s+/g, " ").trim();

  /** @param {string} text @returns {string[]} its words; of Chinese, pairs of characters */
  function words(text) {
    const latin = text.match(/[a-z0-9][a-z0-9._-]*/g) ?? [];
    const pairs = (text.match(/[\u3400-\u9fff]+/g) ?? []).flatMap(run =>
      run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)),
    );
    return [...new Set([...latin, ...pairs])];
  }

  /**
   * @param {string} text @param {string} word
   * @returns {boolean} whether it stands there; a number by itself, not within another
   */
  const holds = (text, word) =>
    /^\d+$/.test(word) ? new RegExp(`(^|[^a-z0-9])${word}([^a-z0-9]|$)`).test(text) : text.includes(word);

  const entries = index.entries.map(entry => ({
    entry,
    title: plain(entry.title),
    text: plain(`${entry.words} ${entry.about}`),
    says: entry.says.map(plain),
  }));

  /**
   * @param {typeof entries[number]} of
   * @param {string} asked
   * @param {string[]} wanted
   * @returns {number} 0 when it has nothing to do with it
   */
  function score({ title, text, says }, asked, wanted) {
    let total = 0;
    for (const message of says) {
      if (message.length >= 6 && asked.includes(message)) total = Math.max(total, 1000 + message.length);
      else if (asked.length >= 4 && message.includes(asked)) total = Math.max(total, 300);
    }
    let hits = 0;
    for (const word of wanted) {
      const weight = holds(title, word) ? 8 : says.some(m => holds(m, word)) ? 5 : holds(text, word) ? 2 : 0;
      if (weight > 0) hits++;
      total += weight;
    }
    if (title === asked) total += 200;
    else if (title.startsWith(asked)) total += 60;
    return wanted.length <= 6 && hits < wanted.length && total < 300 ? 0 : total;
  }

  /** @param {string} query @returns {Entry[]} the best first */
  function search(query) {
    const asked = plain(query);
    if (asked === "") return [];
    const wanted = words(asked).filter(w => w.length > 1 || /[\u3400-\u9fff0-9]/.test(w));
    const found = entries.map(of => ({ of, n: score(of, asked, wanted) })).filter(f => f.n > 0);
    const said = found.filter(f => f.n >= 1000); // a message of theirs stands in it: all else only shares words
    return (said.length > 0 ? said : found).sort((a, b) => b.n - a.n).map(f => f.of.entry);
  }

  function show() {
    const found = search(box.value);
    list.replaceChildren(
      ...found.slice(0, MOST).map(entry => {
        const item = document.createElement("li"),
          link = document.createElement("a"),
          kind = document.createElement("span"),
          about = document.createElement("p");
        link.href = entry.path;
        link.textContent = entry.title;
        kind.className = "note";
        kind.textContent = ` ${entry.kind}`;
        about.className = "note";
        about.textContent = entry.about;
        item.append(link, kind, about);
        return item;
      }),
    );
    const { none, some, one } = index;
    status.textContent =
      box.value.trim() === ""
        ? ""
        : found.length === 0
          ? none
          : found.length === 1
            ? one
            : some.replace("{n}", String(found.length));
  }

  const links = () => [...list.querySelectorAll("a")];
  box.addEventListener("input", show);
  document.addEventListener("keydown", event => {
    const at = links().indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const inBox = document.activeElement === box;
    if (event.key === "Enter" && inBox && !event.shiftKey) {
      event.preventDefault();
      links()[0]?.click();
    } else if (event.key === "ArrowDown" && (at >= 0 || (inBox && !box.value.includes("\n")))) {
      event.preventDefault();
      links()[at + 1]?.focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links()[at - 1] ?? box).focus();
    } else if (event.key === "Escape" && at >= 0) box.focus();
  });
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked) box.value = asked;
  show(); // what a link asks for, or what the browser put back
})();
