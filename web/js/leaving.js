// @ts-check
/**
 * Leaving the page and coming back. A browser may keep a page that was left as it stands, and show it again to whoever
 * presses Back; so it is left without secrets, drawn that way at once, and says why when it is shown again.
 */
import { announce } from "./announce.js";
import { byId } from "./dom.js";
import { startAgain } from "./engine.js";
import { check } from "./checking.js";
import { keepForTab } from "./keeping.js";
import { drop } from "./secrets.js";
import { drawNow, set, state } from "./store.js";
import { t } from "./i18n.js";

function leave() {
  if (drop("page")) set({ notice: t("left.dropped") });
  drawNow();
  keepForTab();
}

/** @param {PageTransitionEvent} event */
function comeBack(event) {
  if (!event.persisted) return;
  startAgain();
  if (state.notice) {
    announce(state.notice);
    byId("notice").scrollIntoView({ block: "center" }); // the browser shows the place where the page was left
  }
  // what stayed, and what had not been answered
  if (state.view === "report" || (state.view === "welcome" && !state.report)) check();
}

export function bindLeaving() {
  addEventListener("pagehide", leave);
  addEventListener("pageshow", comeBack);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepForTab(); // a browser that needs room may end a hidden tab without a word
  });
}
