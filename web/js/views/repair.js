// @ts-check
/** The repair: what has to be done as steps, and four ways to do it. */
import { h } from "../dom.js";
import { state, set } from "../store.js";
import { t } from "../i18n.js";
import { icon } from "../icons.js";
import { readList } from "../files.js";
import { cancelWork, dropKeys, loadSnippets, repair as runRepair } from "../repairing.js";
import { copyButton, downloadButton } from "../elements/buttons.js";
import { originsHere } from "./verdict.js";
import { clientName } from "../checking.js";
import { tabs } from "../elements/tabs.js";
import { verdictTag } from "../elements/verdict.js";
import { asText, middle, size } from "../bytes.js";
import { zip } from "../zip.js";
import { problemBox, progressBar } from "./problem.js";
import { kitPanel } from "./kit.js";
import { long } from "./details.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Plan} Plan */
/** @typedef {import("../types.js").OutFile} OutFile */

/** What a person has entered in the panel; lives as long as the panel. @type {{newSerial: boolean, notAfter: string, pkcs12Password: string, legacyPkcs12: boolean, pasted: string, password: string}} */
const draft = {
  newSerial: false,
  notAfter: "",
  pkcs12Password: "",
  legacyPkcs12: false,
  pasted: "",
  password: "",
};

/** Forgets keys, passwords and everything typed here. */
export function closeRepair() {
  Object.assign(draft, {
    newSerial: false,
    notAfter: "",
    pkcs12Password: "",
    legacyPkcs12: false,
    pasted: "",
    password: "",
  });
  if (
    state.keys.length ||
    state.passwords.length ||
    state.repair.result ||
    state.repair.busy ||
    state.repair.problem
  )
    dropKeys();
}

/** @param {string} tab */
function chooseTab(tab) {
  if (tab !== state.tab && state.tab === "key") closeRepair();
  set({ tab });
  if (tab === "code" && !state.snippets) loadSnippets();
}

/** @param {Plan} plan */
function steps(plan) {
  return h(
    "ol",
    { class: "steps" },
    plan.steps.map(step =>
      h(
        "li",
        null,
        h(
          "div",
          null,
          h("p", null, h("strong", null, step.title)),
          step.why && h("p", { class: "note" }, step.why),
          step.files.length > 0 &&
            h(
              "p",
              { class: "note" },
              step.files.map((f, i) => [i > 0 && t("word.comma"), h("code", null, f)]).flat(),
            ),
        ),
      ),
    ),
  );
}

const KINDS = /** @type {const} */ ({
  added: "diff.added",
  changed: "diff.changed",
  removed: "diff.removed",
});

/** @param {Report} r @param {Plan} plan */
function diffs(r, plan) {
  return plan.reissues.map((re, i) =>
    h(
      "details",
      { class: "sub", "data-key": `diff ${i}`, open: i === 0 && plan.reissues.length < 3 },
      h(
        "summary",
        null,
        t("diff.title", { file: re.file }),
        " ",
        h("span", { class: "note value" }, middle(r.certificates[re.certificate]?.name ?? "", 90)),
      ),
      h(
        "div",
        { class: "scroll-x", tabindex: 0, role: "region", "aria-label": t("diff.title", { file: re.file }) },
        h(
          "table",
          { class: "diff" },
          h(
            "thead",
            null,
            h(
              "tr",
              null,
              h("th", { scope: "col" }, t("diff.field")),
              h("th", { scope: "col" }, t("diff.before")),
              h("th", { scope: "col" }, t("diff.after")),
            ),
          ),
          h(
            "tbody",
            null,
            re.changes.filter(c => c.kind !== "kept").map(c => changeRow(c)),
          ),
        ),
      ),
      h(
        "details",
        { class: "sub", "data-key": `kept ${i}` },
        h("summary", null, t("diff.keptAll", { n: re.changes.filter(c => c.kind === "kept").length })),
        h(
          "div",
          { class: "scroll-x", tabindex: 0, role: "region", "aria-label": t("diff.kept") },
          h(
            "table",
            { class: "diff" },
            h(
              "tbody",
              null,
              re.changes
                .filter(c => c.kind === "kept")
                .map(c =>
                  h(
                    "tr",
                    { class: "kept" },
                    h("th", { scope: "row" }, c.field),
                    h("td", { class: "value" }, long(c.before)),
                  ),
                ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** @param {import("../types.js").Change} c */
function changeRow(c) {
  return h(
    "tr",
    { class: c.kind },
    h(
      "th",
      { scope: "row" },
      c.field,
      h("span", { class: "change" }, t(KINDS[/** @type {keyof typeof KINDS} */ (c.kind)] ?? "diff.changed")),
    ),
    h("td", { class: "value" }, c.before ? long(c.before) : h("span", { class: "note" }, t("diff.missing"))),
    h(
      "td",
      { class: "value" },
      c.after ? long(c.after) : t("diff.gone"),
      c.why && h("div", { class: "note" }, c.why),
    ),
  );
}

/** @param {OutFile[]} files @param {string} name of the archive */
export function downloads(files, name) {
  const archive = files.find(f => f.name.endsWith(".zip"));
  const rank = (/** @type {string} */ file) =>
    [/\.(crt|pem)$/, /\.(p12|pfx|jks)$/, /\.key$/].findIndex(kind => kind.test(file)) >>> 0;
  files = [...files].sort((a, b) => rank(a.name) - rank(b.name));
  return h(
    "div",
    { class: "stack tight downloads" },
    h(
      "ul",
      { class: "file-list" },
      files.map(f =>
        h(
          "li",
          { class: "row spread" },
          h(
            "span",
            null,
            h("code", { class: "value" }, f.name),
            h("span", { class: "note" }, ` ${size(f.data.length)}`),
          ),
          downloadButton(f, { label: t("download.file", { name: f.name }) }),
        ),
      ),
    ),
    !archive && files.length > 1 && h("div", { class: "row" }, zipButton(files, name)),
  );
}

/** @param {OutFile[]} files @param {string} name */
function zipButton(files, name) {
  const blob = zip(files);
  return downloadButton(
    { name, type: "application/zip", data: blob },
    { label: t("download.zip", { n: files.length, size: size(blob.size) }), class: "button" },
  );
}

/** @param {import("../types.js").RepairResult} result */
function outcome(result) {
  return h(
    "div",
    { class: "stack", "data-testid": "repair-result" },
    h(
      "div",
      { class: `notice ${result.proven ? "accepted" : "refused"}` },
      h("p", null, h("strong", null, t(result.proven ? "repair.proven" : "repair.notProven"))),
      result.why && h("p", { class: "value" }, result.why),
      result.proof?.length > 0 &&
        h(
          "ul",
          { class: "proof" },
          result.proof.map(p =>
            h(
              "li",
              null,
              verdictTag(p.verdict),
              " ",
              clientName(p.client),
              p.text && h("span", { class: "note value" }, ` ${p.text}`),
            ),
          ),
        ),
    ),
    result.files.length > 0 && [
      h("h3", null, t("repair.files")),
      downloads(result.files, "x509strict-repair.zip"),
    ],
  );
}

/** @param {import("../types.js").Input[]} more */
function addKeys(more) {
  set({
    keys: [...state.keys, ...more],
    repair: { busy: false, progress: null, result: null, problem: null },
  });
}

/** @param {Report} r @param {Plan} plan */
function missingKeys(r, plan) {
  const signers = [...new Set(plan.reissues.filter(re => !re.keyHeld).map(re => re.signer))];
  return signers.map(i => r.certificates[i]?.name ?? "").filter(Boolean);
}

/** @param {import("../store.js").State} s @param {Report} r @param {Plan} plan */
function keyPanel(s, r, plan) {
  const wanted = missingKeys(r, plan),
    held = wanted.length === 0 && plan.reissues.length > 0;
  const wrong = s.repair.problem?.kind === "password";
  const keyAt = [
    ...new Set(
      originsHere(r)
        .map(o => o.keyAt)
        .filter(Boolean),
    ),
  ];
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    const pasted =
      draft.pasted.trim() === "" ? [] : [{ name: "", data: new TextEncoder().encode(draft.pasted) }];
    const locked = document.getElementById("unlock");
    const passwords = [
      draft.password,
      locked instanceof HTMLInputElement ? locked.value : "",
      ...s.passwords,
    ].filter(Boolean);
    set({ passwords: [...new Set(passwords)], keys: [...state.keys.filter(k => k.name !== ""), ...pasted] });
    if (!held && state.keys.length === 0)
      return set({
        repair: {
          busy: false,
          progress: null,
          result: null,
          problem: {
            kind: /** @type {any} */ ("no-key"),
            message: t("key.wanted", { names: wanted.join(t("word.comma")) }),
          },
        },
      });
    runRepair({
      newSerial: draft.newSerial,
      notAfter: draft.notAfter ? `${draft.notAfter}T23:59:59Z` : undefined,
      pkcs12Password: draft.pkcs12Password || undefined,
      legacyPkcs12: draft.legacyPkcs12,
    });
  };
  const bind =
    (/** @type {"notAfter"|"pkcs12Password"|"pasted"|"password"} */ name) => (/** @type {Event} */ e) =>
      (draft[name] = /** @type {HTMLInputElement} */ (e.target).value);
  const flip = (/** @type {"newSerial"|"legacyPkcs12"} */ name) => (/** @type {Event} */ e) =>
    (draft[name] = /** @type {HTMLInputElement} */ (e.target).checked);
  const files = s.keys.filter(k => k.name !== "");
  return [
    h(
      "form",
      { class: "stack", onsubmit: go },
      held
        ? h("p", { class: "notice accepted" }, t("key.held"))
        : h("p", null, t("key.wanted", { names: wanted.join(t("word.comma")) })),
      !held && keyAt.map(where => h("p", { class: "note value" }, t("key.at", { where }))),
      h(
        "div",
        { class: "fields" },
        h(
          "div",
          { class: "field" },
          h("span", { id: "key-file-name" }, t("key.file")), // a button of our own: the browser's would say "no file chosen" in its own language, whatever is listed below
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
              onchange: async (/** @type {Event} */ e) => {
                const input = /** @type {HTMLInputElement} */ (e.target);
                if (input.files) addKeys((await readList(input.files)).inputs);
              },
            }),
            h("span", { id: "key-file-choose" }, t("given.choose")),
          ),
        ),
        h(
          "label",
          { class: "field" },
          t("key.password"),
          h("input", {
            type: "password",
            autocomplete: "off",
            value: draft.password,
            "data-testid": ownsPassword(r) ? "password" : undefined,
            "data-key": "key-password",
            "aria-invalid": wrong ? "true" : undefined,
            oninput: bind("password"),
          }),
        ),
      ),
      files.length > 0 &&
        h(
          "ul",
          { class: "files" },
          files.map(k =>
            h(
              "li",
              null,
              icon("key"),
              h("span", { class: "mono value" }, k.name),
              h("span", { class: "note" }, size(k.data.length)),
            ),
          ),
          h(
            "li",
            null,
            h(
              "button",
              {
                type: "button",
                class: "link",
                "data-key": "forget",
                onclick: () => {
                  closeRepair();
                },
              },
              t("key.forget"),
            ),
          ),
        ),
      h(
        "details",
        { class: "sub", "data-key": "key-paste" },
        h("summary", null, t("key.paste")),
        h(
          "label",
          { class: "field" },
          t("key.pasteLabel"),
          h("textarea", {
            spellcheck: "false",
            autocomplete: "off",
            value: draft.pasted,
            "data-key": "key-text",
            "data-testid": "key-text",
            oninput: bind("pasted"),
          }),
        ),
      ),
      h(
        "details",
        { class: "sub", "data-key": "key-options" },
        h("summary", null, t("options.title")),
        h(
          "div",
          { class: "stack tight" },
          h(
            "label",
            { class: "check" },
            h("input", { type: "checkbox", checked: draft.newSerial, onchange: flip("newSerial") }),
            t("options.newSerial"),
          ),
          h("p", { class: "note" }, t("options.newSerialNote")),
          h(
            "div",
            { class: "fields" },
            h(
              "label",
              { class: "field" },
              t("options.notAfter"),
              h("input", { type: "date", value: draft.notAfter, oninput: bind("notAfter") }),
            ),
            h(
              "label",
              { class: "field" },
              t("options.pkcs12"),
              h("input", {
                type: "password",
                autocomplete: "new-password",
                value: draft.pkcs12Password,
                oninput: bind("pkcs12Password"),
              }),
            ),
          ),
          h(
            "label",
            { class: "check" },
            h("input", { type: "checkbox", checked: draft.legacyPkcs12, onchange: flip("legacyPkcs12") }),
            t("options.legacy"),
          ),
        ),
      ),
      s.repair.problem && problemBox(s.repair.problem),
      s.repair.busy ? progressBar(s.repair.progress, cancelWork) : null,
      h(
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
      ),
      h("p", { class: "note" }, t("key.promise")),
    ),
    s.repair.result && outcome(s.repair.result),
  ];
}

/** Whether the field for the key's password is the one that the tests and the browser should take for it. @param {Report} r */
function ownsPassword(r) {
  return r.locked.length === 0 || r.certificates.length > 0;
}

/** @param {import("../store.js").State} s @returns {OutFile[]} what can be had without a key, unless the repair has made the same files */
function recipeFiles(s) {
  const made = new Set(s.repair.result?.files.map(f => f.name));
  return (s.recipe.result?.files ?? []).filter(f => !made.has(f.name) && /\.(cnf|sh)$/.test(f.name));
}

/** @param {import("../store.js").State} s */
function opensslPanel(s) {
  const { recipe } = s;
  if (recipe.problem) return problemBox(recipe.problem);
  if (!recipe.result) return progressBar(recipe.progress);
  const texts = recipe.result.files.map(f => ({ file: f, text: asText(f.data) }));
  return [
    h("p", null, t("openssl.intro")),
    texts.map(({ file, text }, i) =>
      h(
        "details",
        { class: "sub", "data-key": `recipe ${file.name}`, open: i < 2 },
        h(
          "summary",
          null,
          h("code", null, file.name),
          h("span", { class: "note" }, ` ${size(file.data.length)}`),
        ),
        h(
          "div",
          { class: "stack tight" },
          text && h("pre", { class: "code", tabindex: 0, "aria-label": file.name }, text),
          h(
            "div",
            { class: "row" },
            text && copyButton(t("copy.short"), () => text, { "data-key": `copy ${file.name}` }),
            downloadButton(file),
          ),
        ),
      ),
    ),
    texts.length > 1 && h("div", { class: "row" }, zipButton(recipe.result.files, "x509strict-openssl.zip")),
  ];
}

/** @param {import("../store.js").State} s */
function codePanel(s) {
  if (!s.snippets) return progressBar(null);
  return [
    h("p", null, t("code.intro")),
    s.snippets.map(snippet =>
      h(
        "details",
        { class: "sub", "data-key": `code ${snippet.id}` },
        h("summary", null, snippet.title),
        h(
          "div",
          { class: "stack tight" },
          snippet.loses &&
            h("p", { class: "notice waiting" }, h("strong", null, t("code.loses")), " ", snippet.loses),
          h("pre", { class: "code", tabindex: 0, "aria-label": snippet.title }, snippet.code),
          h(
            "div",
            { class: "row" },
            copyButton(t("copy.short"), () => snippet.code, { "data-key": `copy code ${snippet.id}` }),
          ),
        ),
      ),
    ),
  ];
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function repair(s) {
  const r = s.report;
  if (!r || r.certificates.length === 0) return null;
  const plan = r.plan,
    mends = plan !== null && plan.reissues.length > 0;
  const list = [
    mends && { id: "key", label: t("tab.key") },
    mends && { id: "openssl", label: t("tab.openssl") },
    { id: "new", label: t("tab.new"), testid: "new-ca" },
    { id: "code", label: t("tab.code") },
  ].filter(x => x !== false);
  const shown = list.some(tab => tab.id === s.tab) ? s.tab : plan?.state === "nothing" ? "" : list[0].id;
  const panel = {
    key: () => (plan ? keyPanel(s, r, plan) : null),
    openssl: () => opensslPanel(s),
    new: () => kitPanel(s),
    code: () => codePanel(s),
  }[shown];
  if (shown === "code" && !s.snippets) queueMicrotask(loadSnippets);
  return h(
    "section",
    { class: "card stack", id: "repair" },
    h("h2", null, t("repair.title")),
    plan &&
      h(
        "p",
        {
          class:
            plan.state === "impossible"
              ? "notice refused"
              : plan.state === "partial"
                ? "notice waiting"
                : null,
        },
        plan.summary || (plan.state === "nothing" ? t("repair.nothing") : ""),
      ),
    plan?.blocked.map(b => h("p", { class: "notice refused" }, b)),
    plan && plan.steps.length > 0 && steps(plan),
    plan?.warnings.map(w => h("p", { class: "notice waiting" }, w)),
    plan && mends && diffs(r, plan),
    tabs(list, shown, t("repair.ways"), chooseTab, panel ? panel() : null),
  );
}
