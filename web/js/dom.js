// @ts-check
/** Makes elements. Whatever is given as text becomes a text node: no string is ever read as markup. */

import { joints, pieces } from "./breaks.js";

/** @typedef {Node|string|number|false|null|undefined} Child */
/** @typedef {Child|readonly any[]} Children lists may nest */

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set([
  "value",
  "checked",
  "selected",
  "disabled",
  "hidden",
  "indeterminate",
  "open",
  "readOnly",
  "multiple",
  "required",
]);

/**
 * @param {Element} element
 * @param {Record<string, any>|null} props class, data-*, aria-* and other attributes; onX listeners; false, null and
 *   undefined are left out
 */
function assign(element, props) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || (value === false && !PROPERTIES.has(name))) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name) && name in element) /** @type {any} */ (element)[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** @param {string} text @returns {Node} on one line */
function unbroken(text) {
  const element = document.createElement("span");
  element.className = "unbroken";
  element.append(text);
  return element;
}

/**
 * Elements whose text holds no elements, or is written for other programs.
 * @type {ReadonlySet<string>}
 */
const PLAIN = new Set(["option", "textarea", "title", "text", "desc"]);

/** A place where a line may break. */
const chance = () => document.createElement("wbr");

/** @param {Element} element @param {Children[]} children */
function append(element, children) {
  for (const child of /** @type {Child[]} */ (children.flat(Infinity))) {
    if (child === null || child === undefined || child === false) continue;
    if (child instanceof Node) element.append(child);
    else if (PLAIN.has(element.localName)) element.append(String(child));
    else {
      const parts = pieces(String(child), unbroken, chance);
      const code = element.localName === "code";
      element.append(...(code ? parts.flatMap(p => (typeof p === "string" ? joints(p, chance) : p)) : parts));
    }
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>|null} [props]
 * @param {...Children} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = null, ...children) {
  const element = document.createElement(tag);
  append(element, children);
  assign(element, props); // after the children, so that a select's value finds its option
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>|null} [props]
 * @param {...Children} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, props = null, ...children) {
  const element = /** @type {any} */ (document.createElementNS(SVG, tag));
  assign(element, props);
  append(element, children);
  return element;
}

/** @param {string} id @returns {HTMLElement} the element of index.html with this id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return element;
}

/** Which <details data-key> a person has opened or closed; kept across renderings. @type {Map<string, boolean>} */
const opened = new Map();

document.addEventListener(
  "toggle",
  event => {
    const target = event.target;
    if (target instanceof HTMLDetailsElement && target.dataset.key && target.isConnected)
      opened.set(target.dataset.key, target.open);
  },
  true,
);

/**
 * How each <details data-key> was rendered, to tell what a person has changed since.
 * @type {WeakMap<HTMLDetailsElement, boolean>}
 */
let rendered = new WeakMap();

/** @param {ParentNode} within @returns {NodeListOf<HTMLDetailsElement>} */
const folds = within => within.querySelectorAll("details[data-key]");

/** What fills a fold that is empty until it is opened. @type {WeakMap<HTMLDetailsElement, () => void>} */
const fillers = new WeakMap();

/** @param {HTMLDetailsElement} details which is opened now: whoever looks at it finds its content */
export function fill(details) {
  fillers.get(details)?.();
  fillers.delete(details);
}

/**
 * A fold whose content is made when it is opened first, in the same turn: by a click, by a key, or by being drawn anew
 * while it is open.
 * @param {string} key
 * @param {string} class_
 * @param {Children} summary
 * @param {(place: HTMLElement) => void} make puts the content into its place
 * @returns {HTMLDetailsElement}
 */
export function lazy(key, class_, summary, make) {
  const place = h("div", { class: "stack" });
  const head = h("summary", null, summary);
  const details = h("details", { class: class_, "data-key": key }, head, place);
  fillers.set(details, () => make(place));
  head.addEventListener("click", () => fill(details)); // before it opens
  details.addEventListener("toggle", () => details.open && fill(details)); // opened by a search in the page, or by a script
  return details;
}

/** Forgets what was opened, for input that is new. */
export function forgetOpened() {
  opened.clear();
  rendered = new WeakMap();
}

/**
 * @param {Element} element
 * @returns {string|null} what finds it again in a new drawing: its data-key, its id, or that it heads a part with one
 */
function mark(element) {
  const key = element.getAttribute("data-key");
  if (key) return `[data-key="${CSS.escape(key)}"]`;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const part = element.closest("section[id]");
  return part?.querySelector("h2") === element ? `#${CSS.escape(part.id)} h2` : null;
}

/** Counts what is typed and what is drawn, to tell which came first. */
let moment = 0;

/** When something was typed into a field last. @type {WeakMap<EventTarget, number>} */
const typedAt = new WeakMap();

/** When the making of a drawing began. @type {WeakMap<DocumentFragment, number>} */
const begunAt = new WeakMap();

document.addEventListener("input", event => event.target && typedAt.set(event.target, ++moment), true);

/**
 * Copies what was typed while the new drawing was made, and it could not know.
 * @param {Element} place
 * @param {DocumentFragment} next
 */
function keepTyped(place, next) {
  const begun = begunAt.get(next) ?? moment;
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (
    place.querySelectorAll("input, textarea, select")
  )) {
    const wanted = (typedAt.get(field) ?? 0) > begun && mark(field);
    const twin = wanted && /** @type {HTMLInputElement|null} */ (next.querySelector(wanted));
    if (!twin || twin.type !== field.type || twin.type === "file") continue;
    twin.value = field.value;
    if (twin.checked !== undefined) twin.checked = field.checked;
  }
}

/** @param {Children} content @returns {DocumentFragment} made, and not yet shown */
export function prepare(content) {
  const made = document.createDocumentFragment();
  begunAt.set(made, ++moment);
  append(/** @type {any} */ (made), [content]);
  return made;
}

/**
 * Puts new content into a place of the page, keeping what belongs to the person: focus, caret, what was typed since the
 * content was begun, what is folded open, how far it is scrolled.
 * @param {Element} place
 * @param {DocumentFragment} next
 */
export function show(place, next) {
  const active = document.activeElement;
  const kept = active && place.contains(active) ? mark(active) : null;
  const caret = active instanceof HTMLInputElement && active.type === "text" ? active.selectionStart : null;
  // The toggle event comes a moment after the click; what was clicked just now is read from the element.
  for (const details of folds(place)) {
    if (rendered.has(details) && rendered.get(details) !== details.open)
      opened.set(details.dataset.key ?? "", details.open);
  }
  for (const details of folds(next)) {
    const was = opened.get(details.dataset.key ?? "");
    if (was !== undefined) details.open = was;
    if (details.open) fill(details);
    rendered.set(details, details.open);
  }
  keepTyped(place, next);
  place.replaceChildren(next);
  const again = kept && place.querySelector(kept);
  if (!(again instanceof HTMLElement || again instanceof SVGElement)) return;
  // A heading takes the focus only while it is shown where to look.
  const tabindex = active?.getAttribute("tabindex");
  if (tabindex && !again.hasAttribute("tabindex")) again.setAttribute("tabindex", tabindex);
  again.focus({ preventScroll: true });
  if (again instanceof HTMLInputElement && caret !== null) again.setSelectionRange(caret, caret);
}

/** Makes and shows in one. @param {Element} place @param {Children} content */
export const render = (place, content) => show(place, prepare(content));
