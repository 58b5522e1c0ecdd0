// @ts-check
/** One status line for screen readers, and where the focus goes when results arrive. */
import { byId } from "./dom.js";
import { whenDrawn } from "./store.js";

/** @param {string} text said once; the same text twice in a row is not repeated */
export function announce(text) {
  const line = byId("status");
  if (line.textContent !== text) line.textContent = text;
}

/** Brings the verdict into view where it is not: whoever pasted goes on in the box, and sees the answer. */
export function showVerdict() {
  whenDrawn(() => {
    const { top } = byId("result").getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) byId("result").scrollIntoView({ block: "start" });
  });
}

/** Moves focus to the heading of the result, after it has been rendered. */
export function focusVerdict() {
  whenDrawn(() => {
    const heading = document.querySelector("#result h1, #result h2");
    if (!(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    const { top } = heading.getBoundingClientRect();
    const above = top < 0 || top > innerHeight * 0.7;
    heading.focus({ preventScroll: true });
    if (above) byId("result").scrollIntoView({ block: "start" });
  });
}
