// @ts-check
/** The box, the files, the choices: everything by which something gets in. */
import { byId } from "./dom.js";
import { state, set, listen } from "./store.js";
import { BOX_LIMIT } from "./asking.js";
import { begin, check, choose, edited, found, waiting } from "./checking.js";
import { apart, takeKeys } from "./keys.js";
import { readDrop, readList } from "./files.js";
import { t } from "./i18n.js";

/** @param {import("./files.js").Read} read */
function take(read) {
  if (read.tooLarge) return set({ problem: { kind: "too-large", message: t("problem.tooLarge") } });
  if (read.inputs.length === 0) {
    return set({
      notice: read.skipped.length
        ? t("drop.unreadable", { names: read.skipped.slice(0, 5).join(", ") })
        : t("drop.nothing"),
    });
  }
  const grows = state.view !== "audit",
    text = grows ? state.text : "";
  const patch = {
    text,
    files: [...(grows ? state.files : []), ...read.inputs],
    notice: read.skipped.length ? t("drop.unreadable", { names: read.skipped.slice(0, 5).join(", ") }) : "",
    ...(text.trim() !== "" ? { given: state.given } : {}), // it grew
  };
  begin(patch, grows ? ["keys"] : []);
  check(true);
}

/** @param {string} text pasted beside the box, or dropped */
function takeText(text) {
  if (text.length > BOX_LIMIT) return takeLong(text);
  begin({ text }, waiting());
  check(true);
}

/** @param {string} given too long for a text box: kept beside it, like a file, but for the keys in it */
function takeLong(given) {
  const { text, keys } = apart(given);
  begin({ files: [{ name: "", data: new TextEncoder().encode(text) }] }, waiting());
  takeKeys(keys);
  check(true);
}

/** @param {EventTarget|null} target @returns {boolean} */
function takesText(target) {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "file"].includes(target.type))
  );
}

function bindBox() {
  const box = /** @type {HTMLTextAreaElement} */ (byId("input"));
  if (box.value) found(box.value);
  const agree = () => {
    if (box.value !== state.text) box.value = state.text;
  };
  listen(agree);
  let pasted = false;
  box.addEventListener("paste", event => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      return void readList(event.clipboardData.files).then(take);
    }
    pasted = true;
    if (text.length > BOX_LIMIT) {
      event.preventDefault();
      return takeLong(text);
    }
    if (apart(text).keys.length === 0) return;
    event.preventDefault(); // a private key never gets into the box, nor into what Undo brings back
    const { value, selectionStart, selectionEnd } = box;
    edited(value.slice(0, selectionStart) + text + value.slice(selectionEnd), true);
  });
  box.addEventListener("input", event => {
    const all =
      pasted ||
      /** @type {InputEvent} */ (event).inputType === "insertFromPaste" ||
      /** @type {InputEvent} */ (event).inputType === undefined;
    pasted = false;
    if (box.value.length > BOX_LIMIT) return takeLong(box.value);
    edited(box.value, all);
    agree(); // at once: the browser may have more to tell before the page is drawn, and a key is out of the box by now
  });
  box.addEventListener("change", () => {
    if (box.value !== state.text) edited(box.value, true); // filled in by a program that tells of nothing else
  });
  document.addEventListener("paste", event => {
    if (takesText(event.target) || document.querySelector("dialog[open]")) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (event.clipboardData?.files.length) return void readList(event.clipboardData.files).then(take);
    if (text.trim() === "") return;
    event.preventDefault();
    takeText(text);
  });
  byId("clear").addEventListener("click", () => {
    begin({ text: "", files: [], view: "welcome", report: null });
    check();
    box.focus();
  });
  listen(() => {
    byId("clear").hidden = state.text === "" && state.files.length === 0 && state.keys.length === 0;
  });
}

function bindFiles() {
  const input = /** @type {HTMLInputElement} */ (byId("file-input"));
  input.addEventListener("change", async () => {
    if (input.files?.length) take(await readList(input.files));
    input.value = "";
  });
  const veil = byId("drop");
  let depth = 0;
  const files = (/** @type {DragEvent} */ e) =>
    e.dataTransfer?.types.includes("Files") || e.dataTransfer?.types.includes("text/plain");
  addEventListener("dragenter", e => {
    if (!files(e)) return;
    e.preventDefault();
    depth++;
    veil.hidden = false;
  });
  addEventListener("dragover", e => {
    if (files(e) && !takesText(e.target)) e.preventDefault();
    else if (e.dataTransfer?.types.includes("Files")) e.preventDefault();
  });
  addEventListener("dragleave", () => {
    if (--depth <= 0) veil.hidden = true;
    depth = Math.max(depth, 0);
  });
  addEventListener("drop", async e => {
    depth = 0;
    veil.hidden = true;
    if (!e.dataTransfer) return;
    if (e.target instanceof HTMLInputElement && e.target.type === "file" && e.target.id !== "file-input")
      return; // the repair's own field
    if (e.dataTransfer.types.includes("Files")) {
      e.preventDefault();
      try {
        return take(await readDrop(e.dataTransfer));
      } catch (thrown) {
        return set({
          problem: { kind: "bad-input", message: thrown instanceof Error ? thrown.message : String(thrown) },
        });
      }
    }
    const text = e.dataTransfer.getData("text/plain");
    if (e.target === byId("input") && apart(text).keys.length > 0) {
      e.preventDefault(); // as when it is pasted: where in the box it was dropped does not matter
      return edited(state.text.replace(/\n?$/, state.text ? "\n" : "") + text, true);
    }
    if (!takesText(e.target) && text) {
      e.preventDefault();
      takeText(text);
    }
  });
}

function bindChoices() {
  const client = /** @type {HTMLSelectElement} */ (byId("client")),
    openssl = /** @type {HTMLSelectElement} */ (byId("openssl"));
  const host = /** @type {HTMLInputElement} */ (byId("host")),
    time = /** @type {HTMLInputElement} */ (byId("time"));
  client.addEventListener("change", () => choose({ client: client.value, ownClient: true }));
  openssl.addEventListener("change", () => choose({ openssl: openssl.value }));
  host.addEventListener("input", () => choose({ host: host.value, ownHost: true }, 250));
  time.addEventListener("input", () =>
    choose({ time: time.value ? new Date(`${time.value}T12:00:00Z`).toISOString() : "" }, 250),
  );
  listen(() => {
    const told = state.report?.fromMessage;
    const shown = state.host || (state.ownHost ? "" : told?.host) || "";
    if (host.value !== shown && document.activeElement !== host) host.value = shown;
    const asked = state.ownClient ? state.client : told?.client || state.client;
    if (client.value !== asked) client.value = asked;
    const day = state.time.slice(0, 10);
    if (time.value !== day && document.activeElement !== time) time.value = day;
  });
}

/** Connects index.html's own controls. */
export function bindInput() {
  bindBox();
  bindFiles();
  bindChoices();
}
