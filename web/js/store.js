// @ts-check
/** The page's state: one object, changed only by set(), and who listens to it. */
import { DEFAULT_CLIENT, DEFAULT_OPENSSL } from "./defaults.js";
import { prepare, show } from "./dom.js";

/** @typedef {import("./types.js").Report} Report */
/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Progress} Progress */
/**
 * @typedef {{kind: string, names: string[], locked: boolean, none: boolean}} Owner what a key file holds: kinds of its
 *   keys, certificates they belong to
 */

/**
 * @typedef {object} State
 * @property {"en"|"zh"} lang
 * @property {"system"|"light"|"dark"} theme
 * @property {"starting"|"ready"|"failed"} engine
 * @property {(Problem & {part?: boolean})|null} engineProblem why the engine does not run; part: judging works
 * @property {string} version
 * @property {import("./types.js").Catalog|null} catalog
 * @property {string} text what stands in the box
 * @property {import("./types.js").Input[]} files
 * @property {string} client
 * @property {boolean} ownClient the client was chosen: none is taken from a message
 * @property {boolean} ownHost the host was chosen, or none
 * @property {""|"server"|"client"} as what the leaf is used as; "" to tell from the evidence
 * @property {string} openssl
 * @property {string} host
 * @property {string} time RFC 3339 to judge against; "" for now
 * @property {string[]} passwords only in memory
 * @property {Record<string, string>} roles SHA-256 to role, as chosen by the person
 * @property {number|null} chain which chain the report is about; null for the one that decides
 * @property {string[]} mine ids of the clients that the person runs
 * @property {boolean} everyClient the others are shown too
 * @property {"welcome"|"report"|"audit"} view
 * @property {boolean} busy a check is running
 * @property {Progress|null} progress of the check
 * @property {""|"start"|"work"} slow the engine starts or works and has not been heard for a while
 * @property {Report|null} report
 * @property {"coming"|"came"|"there"} rest of the report: what follows the verdict is worked out, has come after it,
 *   came with it
 * @property {Problem|null} problem why the last check did not end
 * @property {string} notice a remark about what was just done; "" when none
 * @property {string} tab of the repair
 * @property {import("./types.js").Work<import("./types.js").RepairResult>} repair
 * @property {import("./types.js").Work<import("./types.js").RepairResult>} recipe the repair without a key: openssl.cnf
 *   and script
 * @property {import("./types.js").Work<import("./protocol.js").FleetResult>} fleet what re-issuing CAs mends of the
 *   table: certificates and the plan, no key
 * @property {import("./types.js").Work<{files: import("./types.js").OutFile[],
 *   handover: import("./protocol.js").HandoverBoth, locked: boolean}>} kit a new CA; locked: passwords protect it
 * @property {import("./types.js").Input[]} keys keys given for the repair; only in memory
 * @property {Owner[]} owners whose the keys are, in their order; empty while that is not known
 * @property {import("./protocol.js").Snippet[]|null} snippets
 * @property {string} snippetsFor the client and direction that they are for
 * @property {import("./audit.js").Audit|null} audit
 * @property {number} given which input this is: another number for each that is wholly new
 * @property {string} row SHA-256 of the certificate whose row is open; "" for none
 * @property {boolean} fromAudit the report shown is a row of the audit
 * @property {{text: string, files: import("./types.js").Input[]}|null} heap what the table was made of, while a row of
 *   it is open
 * @property {boolean} kitOpen the new CA form stands where the report would, nothing having been pasted
 * @property {boolean} historyOpen
 * @property {boolean} keepHistory
 * @property {import("./protocol.js").HistoryList|null} history
 * @property {string} historyProblem why the last check could not be kept; "" when it could
 * @property {import("./platform.js").Offline|null} offline
 */

/** @template T @returns {import("./types.js").Work<T>} */
export const idle = () => ({ busy: false, progress: null, result: null, problem: null });

/** @type {State} */
export const state = {
  lang: "en",
  theme: "system",
  engine: "starting",
  engineProblem: null,
  version: "",
  catalog: null,
  text: "",
  files: [],
  client: DEFAULT_CLIENT,
  ownClient: false,
  ownHost: false,
  as: "",
  openssl: DEFAULT_OPENSSL,
  host: "",
  time: "",
  passwords: [],
  roles: {},
  chain: null,
  mine: [],
  everyClient: false,
  view: "welcome",
  busy: false,
  progress: null,
  slow: "",
  report: null,
  rest: "there",
  problem: null,
  notice: "",
  tab: "key",
  repair: idle(),
  recipe: idle(),
  kit: idle(),
  fleet: idle(),
  keys: [],
  owners: [],
  snippets: null,
  snippetsFor: "",
  audit: null,
  given: 0,
  row: "",
  fromAudit: false,
  heap: null,
  kitOpen: false,
  historyOpen: false,
  keepHistory: true,
  history: null,
  historyProblem: "",
  offline: null,
};

const SLICE = 12; // milliseconds of drawing after which the browser gets its turn

/**
 * What follows the state. What a listener returns is done when all have been asked, so that a page never shows half of
 * a state.
 * @type {(() => (void|(() => void)))[]}
 */
const listeners = [];
/** @type {(() => void)[]} */
let shows = [];
/** @type {(() => void)[]} */
let done = [];
let running = false,
  at = 0;
const turn = new MessageChannel();
turn.port1.onmessage = () => draw();

/**
 * Asks the listeners in their order, a slice at a time, and shows what they made in one go.
 * @param {number} [slice] milliseconds
 */
function draw(slice = SLICE) {
  const began = performance.now();
  while (at < listeners.length) {
    const show = listeners[at++]();
    if (show) shows.push(show);
    if (at < listeners.length && performance.now() - began > slice) return turn.port2.postMessage(null);
  }
  running = false;
  const made = shows,
    after = done;
  shows = [];
  done = [];
  for (const show of made) show();
  for (const work of after) work();
}

/** @param {Partial<State>} patch */
export function set(patch) {
  Object.assign(state, patch);
  at = 0; // what was under way begins anew with the newest state
  shows = [];
  if (running) return;
  running = true;
  queueMicrotask(() => running && draw());
}

/** Shows the state before this returns: for a page that gets no further turn. */
export function drawNow() {
  if (running) draw(Infinity);
}

/** @param {() => void} work done once the page shows the state as it is now */
export function whenDrawn(work) {
  if (running) done.push(work);
  else work();
}

/** @returns {Promise<void>} once the page shows the state as it is now */
export const drawn = () => new Promise(whenDrawn);

/**
 * @param {() => (void|(() => void))} listener called after every change, once for changes made together; returns what
 *   shows it
 */
export function listen(listener) {
  listeners.push(listener);
}

/**
 * Keeps a place of the page up to date: rendered anew only when one of the values it depends on is another one.
 * @param {Element} place
 * @param {(s: State) => any[]} depends
 * @param {(s: State) => import("./dom.js").Children} view
 */
export function region(place, depends, view) {
  const same = (/** @type {any[]} */ a, /** @type {any[]|undefined} */ b) =>
    a.length === b?.length && a.every((value, i) => value === b[i]);
  /** @type {any[]|undefined} what is shown was made of these */
  let shown;
  /** @type {{of: any[], content: DocumentFragment}|null} made and not shown yet: kept when the drawing begins anew */
  let made = null;
  const update = () => {
    const of = depends(state);
    if (same(of, shown)) return void (made = null);
    if (!same(of, made?.of)) made = { of, content: prepare(view(state)) };
    const { content } = /** @type {NonNullable<typeof made>} */ (made);
    return () => {
      shown = of;
      made = null;
      show(place, content);
    };
  };
  listen(update);
  update()?.();
}
