// @ts-check
/** Start: the engine first, then the language and theme, then every part of the page. */
import { startEngine, call } from "./engine.js";
import { COPY, RELEASED, VERSION, keepOffline, singleFile } from "./platform.js";
import { byId, h } from "./dom.js";
import { whenIdle } from "./quiet.js";
import { lookUpFonts } from "./fonts.js";
import { drawn, listen, region, set, state } from "./store.js";
import { asLanguage, browserLanguage, number, t, translatePage } from "./i18n.js";
import { preference, remember } from "./preferences.js";
import { rememberedClients } from "./mine.js";
import { offerAPI } from "./api.js";
import { announce } from "./announce.js";
import { practice } from "./asking.js";
import { check, schedule, stopCheck } from "./checking.js";
import { loadHistory } from "./past.js";
import { retell } from "./repairing.js";
import { linked } from "./arriving.js";
import { arrive, bindPlaces } from "./places.js";
import { bindLeaving } from "./leaving.js";
import { bindInput } from "./input.js";
import { auditProgress, setAudit, stopAudit } from "./audit.js";
import { welcome } from "./views/welcome.js";
import { clientOptions, exampleButtons, fileList, generationOptions, unlock } from "./views/given.js";
import { notice, verdict } from "./views/verdict.js";
import { contents } from "./views/way.js";
import { chain } from "./views/chain.js";
import { findings } from "./views/findings.js";
import { beside } from "./views/errors.js";
import { repair } from "./views/repair.js";
import { kitPage } from "./views/kit.js";
import { clients } from "./views/clients.js";
import { certificatesShown, details, fingerprints } from "./views/details.js";
import { share } from "./views/share.js";
import { problem, slow } from "./views/problem.js";
import { progressBar } from "./elements/progress.js";
import { auditLive, auditTools, backBar, tableOffer } from "./views/audit.js";
import { auditTable } from "./views/audittable.js";
import { fleet } from "./views/fleet.js";
import { history, historyDialog, historyTurn } from "./views/history.js";
import { offlineBox } from "./views/offline.js";

/** @type {(value: void) => void} */
let engineRuns = () => {};
/** @type {(why: Error) => void} */
let engineFails = () => {};
const ready = new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
  engineRuns = resolve;
  engineFails = reject;
});

let wholeCame = false; // the engine that knows every client
let catalogs = 0; // that were asked for

startEngine(event => {
  if (event.state === "whole") {
    set({ engine: "ready", engineProblem: null });
    engineRuns(); // where the lean engine could not start
    wholeCame = true;
    loadCatalog(); // with the clients that only the whole engine can ask
  } else if (event.state === "ready") {
    set({ engine: "ready", engineProblem: null });
    engineRuns();
  } else if (event.state === "slow" || event.state === "heard") {
    set({ slow: event.state === "heard" ? "" : event.starting ? "start" : "work" });
    if (event.state === "slow") announce(t(event.starting ? "slow.start" : "slow.title"));
  } else if (event.state === "failed") {
    set({
      engine: "failed",
      engineProblem: { kind: "crash", message: event.message, part: event.part },
      busy: false,
    });
    engineFails(new Error(event.message));
    announce(t(event.part ? "engine.part" : "engine.failed"));
  } else {
    set({ engine: "starting", problem: { kind: "crash", message: event.message }, busy: false });
    announce(t("problem.crash"));
  }
}, practice);
offerAPI(ready, VERSION);

// what the address asks for has been answered: a verdict that somebody waits for comes before the catalog
let begun = false;

/** @param {"en"|"zh"} lang */
export function speak(lang) {
  const changed = state.lang !== lang;
  set({
    lang,
    ...(changed
      ? { snippets: null, recipe: { busy: false, progress: null, result: null, problem: null } }
      : {}),
  });
  translatePage();
  if (begun) loadCatalog();
  if (changed && state.view === "audit") setAudit({});
  else if (changed && state.view === "report") {
    schedule();
    retell();
  }
}

/** @param {"system"|"light"|"dark"} theme */
function dress(theme) {
  if (theme === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset.theme = theme;
  set({ theme });
}

/** Clients and generations in the language of the page. An answer that a later one was asked after counts no more. */
async function loadCatalog() {
  const mine = ++catalogs;
  try {
    const whole = wholeCame || state.catalog !== null;
    const catalog = await call("catalog", { lang: state.lang }, { whole });
    if (mine === catalogs) set({ catalog });
  } catch (thrown) {
    return; // the engine's own failure is shown already, and the page works with the default client
  }
}

/** Language, theme, history, offline copy. */
function bindHead() {
  const language = /** @type {HTMLSelectElement} */ (byId("language")),
    theme = /** @type {HTMLSelectElement} */ (byId("theme"));
  language.value = state.lang;
  theme.value = state.theme;
  language.addEventListener("change", () => {
    speak(asLanguage(language.value) ?? "en");
    remember("lang", state.lang);
  });
  theme.addEventListener("change", () => {
    dress(/** @type {any} */ (theme.value));
    remember("theme", theme.value);
  });
  const dialog = /** @type {HTMLDialogElement} */ (byId("history-dialog"));
  byId("history").addEventListener("click", () => {
    set({ historyOpen: true });
    loadHistory();
  });
  dialog.addEventListener("close", () => set({ historyOpen: false }));
  dialog.addEventListener("click", event => {
    if (event.target === dialog) set({ historyOpen: false });
  });
  listen(() => {
    historyDialog(dialog);
    language.value = state.lang;
  });
  region(
    dialog,
    s => [s.historyOpen, s.history, s.historyProblem, s.keepHistory, s.lang, historyTurn()],
    s => (s.historyOpen ? history(s) : null),
  );
}

/** @typedef {(s: import("./store.js").State) => import("./dom.js").Children} View */

/** @param {string} id @param {(s: import("./store.js").State) => any[]} depends @param {View} view */
const part = (id, depends, view) => region(byId(id), depends, view);

/** @param {View} view what is shown with a report only @returns {View} */
const onReport = view => s => (s.view === "report" && !s.kitOpen ? view(s) : null);

/** What stands above every view. */
function bindState() {
  listen(() => () => void (document.body.dataset.view = state.kitOpen ? "kit" : state.view));
  part("problem", s => [s.problem, s.engine, s.engineProblem, s.lang], problem);
  part("notice", s => [s.notice, s.lang], notice);
  part("slow", s => [s.slow, s.busy, s.view, s.lang], slow);
  part(
    "busy",
    s => [s.busy && s.view !== "audit", s.lang],
    s => (s.busy && s.view !== "audit" ? progressBar(s => s.progress, stopCheck) : null),
  );
  part(
    "welcome",
    s => [s.view, s.kitOpen, s.kitOpen ? s.kit : 0, s.busy, s.lang],
    s => (s.kitOpen ? kitPage(s) : s.view === "welcome" && !s.busy ? welcome() : null),
  );
}

/** The report, from top to bottom. */
function bindReport() {
  part("back", s => [s.fromAudit, s.view, s.lang], onReport(backBar));
  part(
    "verdict",
    s => [s.view, s.kitOpen, s.report, s.catalog, s.lang],
    onReport(s => [verdict(s), contents(s)]),
  );
  part(
    "chain-part",
    s => [s.view, s.kitOpen, s.report?.certificates, s.lang],
    onReport(s => [chain(s), fingerprints(s), tableOffer(s)]),
  );
  part(
    "findings-part",
    s => [
      s.view,
      s.kitOpen,
      s.report?.certificates,
      s.report?.clients,
      s.report?.printed,
      s.rest === "coming",
      s.mine,
      s.lang,
    ],
    onReport(s => [findings(s), beside(s)]),
  );
  part(
    "repair-part",
    s => [
      s.view,
      s.kitOpen,
      s.report?.certificates,
      s.rest === "coming",
      s.tab,
      s.repair,
      s.recipe,
      s.kit,
      s.keys,
      s.owners,
      s.snippets,
      s.lang,
    ],
    onReport(repair),
  );
  part(
    "clients-part",
    s => [s.view, s.kitOpen, s.report, s.catalog, s.mine, s.everyClient, s.lang],
    onReport(clients),
  );
  /**
   * What stands below the repair comes with it: it would be pushed down.
   * @param {(s: import("./store.js").State) => import("./dom.js").Children} view
   */
  const onWhole = view => onReport(s => (s.rest === "coming" ? null : view(s)));
  part(
    "details-part",
    s => [s.view, s.kitOpen, s.rest === "coming", certificatesShown(s), s.lang],
    onWhole(details),
  );
  part("share-part", s => [s.view, s.kitOpen, s.rest === "coming", s.report, s.lang], onWhole(share));
}

/** The judgement of many. */
function bindAudit() {
  listen(() => () => void (byId("audit-head").hidden = state.view !== "audit"));
  part(
    "audit-progress",
    s => [s.view === "audit" && s.audit?.running, s.lang],
    s => (s.view === "audit" && s.audit?.running ? progressBar(auditProgress, stopAudit) : null),
  );
  part(
    "audit-live",
    s => [s.view, s.audit, s.client, s.catalog, s.lang],
    s => (s.view === "audit" ? auditLive(s) : null),
  );
  part(
    "audit-tools",
    s => [
      s.view,
      s.audit?.search,
      s.audit?.other,
      s.audit?.sort,
      s.audit?.rows.length === 0,
      s.client,
      s.catalog,
      s.lang,
    ],
    s => (s.view === "audit" ? auditTools(s) : null),
  );
  part(
    "audit-fleet",
    s => [s.view, s.fleet, s.keys, s.audit?.running, s.lang],
    s => (s.view === "audit" && !s.audit?.running ? fleet(s) : null),
  );
  auditTable(byId("audit-part"), listen);
}

/** What was given, and the choices of the check. */
function bindGiven() {
  region(byId("files"), s => [s.files, s.keys, s.owners, s.lang], fileList);
  region(
    byId("client"),
    s => [s.catalog, s.client, s.ownClient, s.report?.fromMessage.client, s.mine, s.lang],
    clientOptions,
  );
  region(byId("openssl"), s => [s.catalog, s.openssl], generationOptions);
  region(byId("unlock-part"), s => [s.report?.locked.length ? s.report.locked : 0, s.lang], unlock);
  region(
    byId("examples"),
    s => [s.view !== "welcome" || s.kitOpen, s.lang],
    s =>
      s.view !== "welcome" || s.kitOpen
        ? [h("span", { class: "note" }, t("welcome.try")), exampleButtons()]
        : null,
  );
  region(
    byId("offline"),
    s => [s.offline, s.lang],
    s => offlineBox(s, { copy: COPY, single: singleFile, version: VERSION, released: RELEASED }),
  );
  bindInput();
}

set({
  busy: linked(),
  lang: asLanguage(preference("lang")) ?? browserLanguage(),
  keepHistory: preference("history") !== "off",
  mine: rememberedClients(),
  version: VERSION,
});
const wanted = preference("theme");
dress(wanted === "light" || wanted === "dark" ? wanted : "system");
bindHead();
bindGiven();
bindState();
bindReport();
bindAudit();
speak(state.lang);
bindPlaces(speak);
const arrived = arrive(speak).then(async shown => {
  await drawn();
  begun = true;
  loadCatalog();
  if (!shown && state.text.trim() !== "") return check(); // the browser put back what stood in the box
});
whenIdle(() => number(1)); // what it loads is wanted with the first verdict
if (!linked()) lookUpFonts(); // whoever came by a link waits for the engine, and this would take from it
bindLeaving();

const PATIENT = 20_000; // milliseconds after which the page is kept for offline use whatever the engine does
const late = new Promise(resolve => setTimeout(resolve, PATIENT));
const loaded = new Promise(resolve => addEventListener("load", resolve, { once: true }));
// Storing a whole version is work for both cores: the first verdict comes first.
Promise.race([Promise.allSettled([arrived, ready, loaded]), late]).then(() =>
  keepOffline(offline => set({ offline })),
);
