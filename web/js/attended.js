// @ts-check
/**
 * One engine: a worker that is started, given work, listened to, and replaced by another when it stops.
 *
 * A worker can also end or hang without a word. So it is listened to while it works: after PATIENCE seconds without a
 * sign the page says so and offers to restart it, and at the end it is replaced. An engine that has been idle is asked
 * for a sign before it gets work; when none comes it is replaced at once, and the work goes to the new one. One that
 * somebody waits for and that is not ready yet is watched too: a network or a machine may be slow, so the page only
 * says so and offers another try; but a worker that has what it needs and does not begin is started once more, and then
 * the engine counts as failed.
 */
import { endWorker, forget, startWorker } from "./boot.js";
import { ENGINES } from "./build.js";
import { Failure } from "./failure.js";
import { t } from "./i18n.js";

/** @typedef {import("./protocol.js").Problem} Problem */
/** @typedef {import("./protocol.js").Progress} Progress */
/**
 * @typedef {{resolve: (v: any) => void, reject: (p: Failure) => void, onProgress?: (p: Progress) => void,
 *   onFirst?: (report: any) => any, call: string, args: any, whole: boolean, sent: boolean, timer?: any}} Pending
 */
/**
 * @typedef {{state: "ready", version: string}|{state: "whole"}|{state: "slow",
 *   starting: boolean}|{state: "heard"}|{state: "failed", message: string, part: boolean}|{state: "crashed",
 *   message: string}} Event part: an engine that judges is there
 */

const OBEY = 4000; // milliseconds that a cancelled call has to stop by itself
const RESTARTS = 5; // in a row without one answer; then the engine counts as failed
const STARTS = 2; // in a row that fail or end in silence; then the engine counts as failed
// seconds without a sign of life before the page says so, and before an engine that was idle counts as dead
const PATIENCE = 8;
// seconds without a sign of life after which a working engine is replaced, with keys to make or to open and without
const SILENT = { keys: 180, other: 45 };
// milliseconds without a word after which an engine without work is asked for a sign before it gets some
const IDLE = 3000;
const JUDGING = new Set(["check", "catalog", "decodeLink"]); // what a lean engine can do

let last = 0;

/** @returns {number} for a call, that no other has */
export const another = () => ++last;

/**
 * What an engine has to know of the others.
 * @typedef {object} Others
 * @property {() => Engine} whole the one that does everything, started when it is asked
 * @property {() => boolean} came whether that one is there beside a lean one
 * @property {(engine: Engine) => boolean} needless whether the page can judge without this one
 * @property {() => {call: string, args: any}} practice a call to warm an engine up with, whose answer nobody reads
 */

/** One worker after another, and the calls that wait for its answers. */
export class Engine {
  /** @param {"lean"|"whole"} kind @param {Others} others @param {(event: Event) => void} tell */
  constructor(kind, others, tell) {
    this.kind = kind;
    this.others = others;
    this.tell = tell;
    /** @type {Worker|null} */
    this.worker = null;
    this.ready = false;
    this.begun = false; // the worker has what it needs and is starting
    this.starts = 0; // in a row that failed or ended in silence
    /** Whether this engine can do everything; null until it has said so. @type {boolean|null} */
    this.whole = kind === "whole" ? true : null;
    this.retired = false; // a lean engine whose work the whole one does from now on
    this.restarts = 0;
    /** @type {Map<number, Pending>} */
    this.pending = new Map();
    /** @type {any} the watch's interval; null while nothing is asked */
    this.watch = null;
    this.silent = 0; // seconds without a word, counted while the page is awake
    this.slow = false; // whether the page was told
    this.asked = 0; // number of the sign of life that was asked for and has not come; 0 for none
    this.rested = false; // the sign was asked for before any work
    this.last = 0; // performance.now() of the last word
    this.used = false; // this worker has judged, or is about to
    this.warming = 0; // number of the call that warms it up, while that runs; 0 for none
  }

  start() {
    if (this.worker || this.retired) return;
    this.ready = this.begun = false;
    this.asked = 0;
    this.rested = false;
    this.used = false;
    this.warming = 0;
    try {
      this.worker = startWorker(this.kind);
    } catch (thrown) {
      return this.fail(thrown instanceof Error ? thrown.message : String(thrown));
    }
    const mine = this.worker;
    mine.addEventListener("message", event => {
      if (mine === this.worker) this.receive(event.data);
    });
    mine.addEventListener("error", event => {
      event.preventDefault();
      if (mine === this.worker) this.stopped(event.message || "worker error");
    });
  }

  /** Ends the worker. */
  drop() {
    if (this.worker) endWorker(this.worker);
    this.worker = null;
  }

  /** @param {any} data one message of the worker */
  receive(data) {
    this.heard(data.id);
    if (data.begun) return void (this.begun = true);
    if (data.ready) {
      this.ready = true;
      this.starts = 0;
      this.whole = data.ready.whole !== false;
      this.tell({ state: "ready", version: data.ready.version });
      for (const [id, p] of this.pending) this.send(id, p);
      return;
    }
    if (data.failed && (this.ready || this.replaceable())) return this.stopped(data.failed.message);
    // a network can fail in mid-load
    if (data.failed) return ++this.starts < STARTS ? this.again() : this.fail(data.failed.message);
    if (data.id === this.warming && (data.ok || data.problem)) this.warming = 0;
    const p = this.pending.get(data.id);
    if (!p) return;
    if (data.progress) return p.onProgress?.(data.progress);
    if (data.first) return this.show(data, p);
    this.pending.delete(data.id);
    clearTimeout(p.timer);
    this.restarts = 0;
    if (data.problem) p.reject(new Failure(data.problem));
    else p.resolve(data.ok);
    if (this.whole === false && this.others.came() && this.pending.size === 0) this.retire();
  }

  /** @returns {boolean} whether this is a lean engine that has come, and the whole one can do what it fails at */
  replaceable() {
    return this.whole === false || (this.kind === "lean" && ENGINES !== null && this.begun);
  }

  /** Ends a lean engine: what it was asked, and will be, the whole one is asked. */
  retire() {
    this.retired = true;
    this.drop();
    this.heard();
    const left = [...this.pending];
    this.pending.clear();
    for (const [id, p] of left) {
      clearTimeout(p.timer);
      p.sent = false;
      // Whoever asked it for a check asks for the rest afterwards, and takes this for a first verdict that did not
      // come.
      if (p.call === "check" && !p.whole)
        p.reject(new Failure({ kind: "further", message: "the lean engine stopped" }));
      else this.others.whole().add(id, p);
    }
  }

  /** @param {number} id @param {Pending} p */
  send(id, p) {
    if (p.sent) return;
    if (this.whole === false && (p.whole || !JUDGING.has(p.call))) {
      this.pending.delete(id);
      return this.others.whole().add(id, p);
    }
    if (this.listen() && performance.now() - this.last > IDLE) {
      this.askForSign();
      this.rested = true;
    }
    p.sent = true;
    this.cool();
    this.used ||= p.call === "check";
    this.worker?.postMessage({ id, call: p.call, args: p.args, waits: p.onFirst !== undefined });
  }

  /** Lets the rest of a report be worked out once its first part is shown. @param {any} data @param {Pending} p */
  show({ id, first }, p) {
    const goOn = () => this.worker?.postMessage({ shown: id });
    Promise.resolve(p.onFirst?.(first)).then(goOn, goOn); // whoever asked hears of a failure
  }

  /**
   * Lets an engine that has judged nothing judge something now: browsers compile a function when it is first called,
   * and whoever pastes would wait for that.
   */
  warm() {
    if (this.used || !this.ready || !this.worker) return;
    this.used = true;
    this.warming = another();
    this.worker.postMessage({ id: this.warming, ...this.others.practice() });
  }

  /** Real work comes: what warms it up ends at its next step. */
  cool() {
    if (this.warming) this.worker?.postMessage({ cancel: this.warming });
    this.warming = 0;
  }

  /** Begins to listen. @returns {boolean} false when it was listened to already */
  listen() {
    if (this.watch !== null) return false;
    this.silent = 0;
    this.watch = setInterval(() => this.listenFor(), 1000);
    return true;
  }

  /** Asks for what is answered at once between two steps of any work. */
  askForSign() {
    this.asked = another();
    this.worker?.postMessage({ id: this.asked, call: "catalog", args: { lang: "en" } });
  }

  /** The worker lives. @param {number} [id] what it answered */
  heard(id) {
    this.silent = 0;
    this.last = performance.now();
    if (id !== undefined && id === this.asked) {
      this.asked = 0;
      this.rested = false;
    }
    if (this.slow) this.tell({ state: "heard" });
    this.slow = false;
  }

  /** One second of the watch. */
  listenFor() {
    if (!this.ready && this.worker && this.pending.size > 0) return this.listenForStart();
    const sent = [...this.pending.values()].filter(p => p.sent);
    if (sent.length === 0) {
      clearInterval(this.watch);
      this.watch = null;
      if (this.slow) this.tell({ state: "heard" });
      this.slow = false;
      return;
    }
    this.silent++;
    if (this.silent >= 2 && !this.asked) this.askForSign();
    if (this.silent < PATIENCE) return;
    if (this.rested) return this.replace();
    this.beSlow(false);
    const limit = sent.some(p => ["repair", "signRequest", "newCA"].includes(p.call))
      ? SILENT.keys
      : SILENT.other;
    if (this.silent >= limit) this.stopped(t("slow.silent", { n: limit }));
  }

  /** One second of the watch while somebody waits for an engine that is not ready. */
  listenForStart() {
    if (++this.silent < PATIENCE) return;
    this.beSlow(true);
    if (!this.begun || this.silent < SILENT.other) return;
    if (++this.starts >= STARTS) return this.fail(t("slow.silent", { n: SILENT.other }));
    this.again();
  }

  /** Tells the page once. @param {boolean} starting */
  beSlow(starting) {
    if (!this.slow) this.tell({ state: "slow", starting });
    this.slow = true;
  }

  /** Starts anew what is not ready; who waits goes on waiting. */
  again() {
    this.drop();
    if (!this.begun) forget(this.kind);
    this.heard();
    this.start();
  }

  /** It died while it had nothing to do: what it was then asked is asked of a new one. */
  replace() {
    this.drop();
    if (++this.restarts > RESTARTS) return this.fail(t("slow.silent", { n: PATIENCE }));
    this.silent = 0;
    for (const p of this.pending.values()) p.sent = false;
    this.start();
  }

  /** @param {number} id @param {Pending} p @returns {void} */
  add(id, p) {
    if (this.retired) return this.others.whole().add(id, p);
    this.start();
    this.pending.set(id, p);
    if (this.ready) this.send(id, p);
    else if (this.worker) this.listen();
  }

  /** @param {number} id a call that is no longer wanted @returns {boolean} whether it is one of this engine's */
  cancel(id) {
    const p = this.pending.get(id);
    if (!p) return false;
    const end = () => {
      if (!this.pending.delete(id)) return false;
      p.reject(new Failure({ kind: "cancelled", message: "cancelled" }));
      return true;
    };
    if (!p.sent) return end();
    this.worker?.postMessage({ cancel: id });
    p.timer = setTimeout(() => {
      if (!end()) return;
      this.drop();
      this.start();
      this.rejectAll({ kind: "crash", message: "another piece of work did not stop when told to" }, false);
    }, OBEY);
    return true;
  }

  /** @param {Problem} problem @param {boolean} all also those not sent yet */
  rejectAll(problem, all) {
    for (const [id, p] of this.pending) {
      if (!p.sent && !all) continue;
      this.pending.delete(id);
      clearTimeout(p.timer);
      p.reject(new Failure(problem));
    }
  }

  /** It can't be started. @param {string} message */
  fail(message) {
    this.drop();
    this.heard();
    this.starts = 0;
    this.tell({ state: "failed", message, part: this.others.needless(this) });
    this.rejectAll({ kind: "crash", message }, true);
  }

  /** Ends it for good. */
  end() {
    this.drop();
    this.ready = this.retired = false;
    this.heard();
    clearInterval(this.watch);
    this.watch = null;
    this.rejectAll({ kind: "cancelled", message: "cancelled" }, true);
  }

  /** It stopped in mid-work: start another one. @param {string} message */
  stopped(message) {
    if (this.replaceable()) return this.retire();
    this.drop();
    this.heard();
    if (++this.restarts > RESTARTS) return this.fail(message);
    this.tell({ state: "crashed", message });
    this.start();
    this.rejectAll({ kind: "crash", message }, false);
  }
}
