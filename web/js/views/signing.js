// @ts-check
/** The repair with the CA's key: what to give, what is made, and how it was proven. */
import { h } from "../dom.js";
import { state, set } from "../store.js";
import { t } from "../i18n.js";
import { readList } from "../files.js";
import { drop, secret, secretField } from "../secrets.js";
import { cancelWork, repair as runRepair } from "../repairing.js";
import { downloadButton } from "../elements/buttons.js";
import { verdictTag } from "../elements/verdict.js";
import { clientName, quoted } from "../words.js";
import { originsHere } from "./origins.js";
import { downloads } from "./downloads.js";
import { progressBar } from "../elements/progress.js";
import { problemBox } from "./problem.js";
import { recipeFiles } from "./recipe.js";
import { handOver } from "./handover.js";
import { heldKeys } from "./held.js";
import { focusUnlock } from "./given.js";
import { identify } from "../keys.js";
import { forgetWish } from "../wish.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Plan} Plan */
/** @typedef {import("../store.js").State} State */

const untouched = () => ({ newSerial: false, notAfter: "", legacyPkcs12: false });

/** What a person has chosen in the panel; lives as long as the panel. */
let options = untouched();

/** Leaving the panel: what was chosen there and every secret of the repair go. */
export function closeRepair() {
  options = untouched();
  forgetWish();
  drop("repair");
}

/** @param {State} s @param {Report} r @param {Plan} plan */
export function keyPanel(s, r, plan) {
  const wanted = missingKeys(r, plan),
    found = s.owners.flatMap(o => o.names),
    held = plan.reissues.length > 0 && wanted.every(name => found.includes(name));
  return [
    h(
      "form",
      { class: "stack", onsubmit: (/** @type {Event} */ e) => submit(e, held, wanted) },
      request(r, wanted, held, s.owners.length > 0),
      h("div", { class: "fields" }, fileField(), passwordField(s, r)),
      filesGiven(s, wanted),
      pasteField(),
      choices(),
      s.repair.problem && problemBox(s.repair.problem),
      s.repair.busy ? progressBar(s => s.repair.progress, cancelWork) : null,
      actions(s, plan),
      h("p", { class: "note" }, t("key.promise")),
    ),
    s.repair.result && outcome(s.repair.result),
  ];
}

/** @param {Report} r @param {Plan} plan @returns {string[]} names of the certificates whose key has to be given */
function missingKeys(r, plan) {
  const signers = [...new Set(plan.reissues.filter(re => !re.keyHeld).map(re => re.signer))];
  return signers.map(i => r.certificates[i]?.name ?? "").filter(Boolean);
}

/** @param {Event} event @param {boolean} held whether the keys are in what was given @param {string[]} wanted */
function submit(event, held, wanted) {
  event.preventDefault();
  if (!held && state.keys.length === 0 && secret("key-text").trim() === "") {
    const message = t("key.wanted", { names: wanted.join(t("word.comma")) });
    return set({
      repair: {
        busy: false,
        progress: null,
        result: null,
        problem: { kind: /** @type {any} */ ("no-key"), message },
      },
    });
  }
  runRepair({
    newSerial: options.newSerial,
    notAfter: options.notAfter ? `${options.notAfter}T23:59:59Z` : undefined,
    pkcs12Password: secret("repair-pkcs12") || undefined,
    legacyPkcs12: options.legacyPkcs12,
  });
}

/**
 * What is asked for, and where it usually lies.
 * @param {Report} r
 * @param {string[]} wanted
 * @param {boolean} held
 * @param {boolean} added keys were added
 */
function request(r, wanted, held, added) {
  if (held)
    return h(
      "p",
      { class: "notice accepted", "data-testid": "key-held" },
      added && wanted.length ? t("key.fits", { names: quoted(wanted) }) : t("key.held"),
    );
  const places = new Set(
    originsHere(r)
      .map(o => o.keyAt)
      .filter(Boolean),
  );
  return [
    h("p", null, t("key.wanted", { names: wanted.join(t("word.comma")) })),
    [...places].map(where => h("p", { class: "note value" }, t("key.at", { where }))),
  ];
}

/** A button of our own: the browser's would say "no file chosen" in its own language, whatever is listed below. */
export function fileField(label = t("key.file")) {
  const onchange = async (/** @type {Event} */ e) => {
    const { files } = /** @type {HTMLInputElement} */ (e.target);
    if (!files) return;
    const { inputs } = await readList(files);
    set({
      keys: [...state.keys, ...inputs],
      repair: { busy: false, progress: null, result: null, problem: null },
    });
    identify();
  };
  return h(
    "div",
    { class: "field" },
    h("span", { id: "key-file-name" }, label),
    h(
      "label",
      { class: "button plain file" },
      h("input", {
        type: "file",
        multiple: true,
        class: "visually-hidden",
        "data-testid": "key-input",
        "data-key": "key-file",
        "aria-labelledby": "key-file-name key-file-choose",
        onchange,
      }),
      h("span", { id: "key-file-choose" }, t("given.choose")),
    ),
  );
}

/**
 * The key's password. While what was given is locked itself, that is asked for first, in one place.
 * @param {State} s
 * @param {Report} r
 */
export function passwordField(s, r) {
  if (r.locked.length > 0 && s.keys.length === 0) {
    return h(
      "div",
      { class: "field" },
      h("span", null, t("key.maybeLocked", { source: r.locked.map(l => l.source).join(t("word.comma")) })),
      h("button", { type: "button", class: "button plain", onclick: focusUnlock }, t("unlock.go")),
    );
  }
  const kind = /** @type {string|undefined} */ (s.repair.problem?.kind),
    wrong = kind === "password" || kind === "password-wanted";
  return h(
    "label",
    { class: "field" },
    t("key.password"),
    secretField("key-password", { "data-testid": "password", "aria-invalid": wrong ? "true" : undefined }),
  );
}

/**
 * What was added for the repair: whose each key is, and how one is taken back.
 * @param {State} s
 * @param {string[]} wanted
 */
export function filesGiven(s, wanted) {
  if (s.keys.length === 0) return null;
  const forget = h(
    "button",
    { type: "button", class: "link", "data-key": "forget", onclick: closeRepair },
    t(s.keys.length > 1 ? "key.forgetAll" : "key.forget"),
  );
  return h(
    "ul",
    { class: "files", "aria-label": t("key.added") },
    heldKeys(s, wanted),
    h("li", null, forget),
  );
}

export function pasteField() {
  return h(
    "details",
    { class: "sub", "data-key": "key-paste" },
    h("summary", null, t("key.paste")),
    h(
      "label",
      { class: "field" },
      t("key.pasteLabel"),
      secretField("key-text", { "data-testid": "key-text" }),
    ),
  );
}

/** @param {"newSerial"|"legacyPkcs12"} name @param {import("../i18n.js").Key} label */
function tick(name, label) {
  const onchange = (/** @type {Event} */ e) =>
    void (options[name] = /** @type {HTMLInputElement} */ (e.target).checked);
  return h(
    "label",
    { class: "check" },
    h("input", { type: "checkbox", checked: options[name], "data-key": `option ${name}`, onchange }),
    t(label),
  );
}

function choices() {
  const oninput = (/** @type {Event} */ e) =>
    void (options.notAfter = /** @type {HTMLInputElement} */ (e.target).value);
  return h(
    "details",
    { class: "sub", "data-key": "key-options" },
    h("summary", null, t("options.title")),
    h(
      "div",
      { class: "stack tight" },
      tick("newSerial", "options.newSerial"),
      h("p", { class: "note" }, t("options.newSerialNote")),
      h(
        "div",
        { class: "fields" },
        h(
          "label",
          { class: "field" },
          t("options.notAfter"),
          h("input", { type: "date", value: options.notAfter, "data-key": "option notAfter", oninput }),
        ),
        h(
          "label",
          { class: "field" },
          t("options.pkcs12"),
          secretField("repair-pkcs12", { autocomplete: "new-password" }),
        ),
      ),
      tick("legacyPkcs12", "options.legacy"),
    ),
  );
}

/** @param {State} s @param {Plan} plan */
function actions(s, plan) {
  return h(
    "div",
    { class: "row" },
    h(
      "button",
      {
        class: "button",
        "data-testid": "repair",
        "data-key": "repair",
        disabled: s.repair.busy,
        "aria-busy": s.repair.busy ? "true" : undefined,
      },
      t("repair.do", { file: plan.reissues[0]?.file ?? "ca.crt" }),
    ),
    recipeFiles(s).map(f => downloadButton(f)),
  );
}

/** @param {import("../types.js").RepairResult} result @returns {string} */
function said({ proven, request }) {
  if (request) return t(proven ? "request.proven" : "request.notProven");
  return t(proven ? "repair.proven" : "repair.notProven");
}

/** @param {import("../types.js").RepairResult} result */
export function outcome(result) {
  return h(
    "div",
    { class: "stack", "data-testid": "repair-result" },
    h(
      "div",
      { class: `notice ${result.proven ? "accepted" : "refused"}` },
      h("p", null, h("strong", null, said(result))),
      result.request && h("p", { class: "value" }, result.request),
      result.why && h("p", { class: "value" }, result.why),
      result.proof?.length > 0 && h("ul", { class: "proof" }, result.proof.map(proof)),
    ),
    result.files.length > 0 && [
      h("h3", null, t("repair.files")),
      downloads(result.files, "x509strict-repair.zip"),
      handOver(result.handover, "key"),
    ],
  );
}

/** @param {import("../types.js").RepairResult["proof"][number]} p */
function proof({ client, verdict, text }) {
  return h(
    "li",
    null,
    verdictTag(verdict),
    " ",
    clientName(client),
    text && h("span", { class: "note value" }, ` ${text}`),
  );
}
