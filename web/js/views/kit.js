// @ts-check
/** A new CA with the certificates of its servers and clients. */
import { h } from "../dom.js";
import { set, state } from "../store.js";
import { t } from "../i18n.js";
import { cancelWork, makeKit } from "../repairing.js";
import { idle } from "../store.js";
import { daysField, field, plainButton } from "../elements/form.js";
import { progressBar } from "../elements/progress.js";
import { problemBox } from "./problem.js";
import { drop, secret, secretField } from "../secrets.js";
import { handOver } from "./handover.js";
import { downloads } from "./downloads.js";

const KEYS = {
  "ec-p256": "EC P-256",
  "ec-p384": "EC P-384",
  "ec-p521": "EC P-521",
  "rsa-2048": "RSA 2048",
  "rsa-3072": "RSA 3072",
  "rsa-4096": "RSA 4096",
  ed25519: "Ed25519",
  "ml-dsa-65": "ML-DSA-65",
  "ml-dsa-87": "ML-DSA-87",
};

/** What to know before a kind of key is chosen, "" for nothing. @param {string} key */
function caution(key) {
  if (key.startsWith("ml-dsa")) return t("kit.mldsa");
  return { ed25519: t("kit.ed25519"), "ec-p521": t("kit.p521") }[key] ?? "";
}

const fresh = () => ({
  commonName: "Example CA",
  organization: "",
  country: "",
  key: "ec-p256",
  days: 3650,
  instancesYaml: "",
  legacyPkcs12: false,
  elasticsearch: false,
  certificates: firstOf("server"),
});

/**
 * @param {string} as what the certificates of the report are used as
 * @returns {{name: string, kind: "server"|"client"|"both", names: string, days: number}[]}
 */
function firstOf(as) {
  return as === "client"
    ? [{ name: "client1", kind: "client", names: "", days: 825 }]
    : [{ name: "node1", kind: "server", names: "node1.example.com\nlocalhost\n127.0.0.1", days: 825 }];
}

/** What has been typed, kept while the page lives. Passwords are not among it: secrets.js owns them. */
const draft = fresh();
let drafted = "server"; // what its certificates began as

/** Begins with a certificate of the kind that the report is about, until something else is typed. @param {string} as */
function begin(as) {
  if (as === drafted || JSON.stringify(draft.certificates) !== JSON.stringify(firstOf(drafted))) return;
  draft.certificates = firstOf(as);
  drafted = as;
}

const DAYS = { type: "number", min: 1, max: 36500, required: true };
// A node's folder and files are called by its name: no slash, and not only dots and spaces.
const NAME = "[^\\/\\\\]*[^.\\s\\/\\\\][^\\/\\\\]*";

/** @param {any} object @param {string} name @param {Record<string, any>} props */
function input(object, name, props = {}) {
  return h("input", {
    value: String(object[name]),
    "data-key": `kit ${name} ${props.id ?? ""}`,
    ...props,
    oninput: (/** @type {Event} */ e) => {
      const value = /** @type {HTMLInputElement} */ (e.target).value;
      object[name] = props.type === "number" && value !== "" ? Number(value) : value;
    },
  });
}

/** @param {any} object @param {string} name @param {[string, string][]} options @param {() => void} [after] */
function select(object, name, options, after) {
  return h(
    "select",
    {
      "data-key": `kit ${name}`,
      onchange: (/** @type {Event} */ e) => {
        object[name] = /** @type {HTMLSelectElement} */ (e.target).value;
        after?.();
      },
    },
    options.map(([value, label]) => h("option", { value, selected: object[name] === value }, label)),
  );
}

/** @param {any} object @param {string} name @param {string} label */
function check(object, name, label) {
  return h(
    "label",
    { class: "check" },
    h("input", {
      type: "checkbox",
      checked: object[name],
      "data-key": `kit ${name}`,
      onchange: (/** @type {Event} */ e) =>
        (object[name] = /** @type {HTMLInputElement} */ (e.target).checked),
    }),
    label,
  );
}

/** @param {number} i */
function removeCertificate(i) {
  draft.certificates.splice(i, 1);
  set({ kit: { ...idle() } });
}

/** @param {number} i */
function certificate(i) {
  const c = draft.certificates[i];
  return h(
    "fieldset",
    { class: "kit-certificate stack tight" },
    h("legend", null, t("kit.certificate", { n: i + 1 })),
    h(
      "div",
      { class: "fields" },
      field(
        t("kit.name"),
        input(c, "name", { id: i, required: true, pattern: NAME, title: t("kit.nameRule") }),
      ),
      field(
        t("kit.kind"),
        select(
          c,
          "kind",
          [
            ["server", t("kit.server")],
            ["client", t("kit.client")],
            ["both", t("kit.both")],
          ],
          () => set({ kit: { ...idle() } }),
        ),
      ),
      daysField(t("kit.days"), input(c, "days", { id: i, ...DAYS })),
    ),
    field(
      t("kit.names"),
      h("textarea", {
        rows: 3,
        spellcheck: "false",
        required: c.kind !== "client",
        value: c.names,
        "data-key": `kit names ${i}`,
        oninput: (/** @type {Event} */ e) => (c.names = /** @type {HTMLTextAreaElement} */ (e.target).value),
      }),
    ),
    h(
      "div",
      null,
      h(
        "button",
        { type: "button", class: "link", onclick: () => removeCertificate(i) },
        t("kit.remove", { name: c.name }),
      ),
    ),
  );
}

/** @param {Event} event */
function submit(event) {
  event.preventDefault();
  const { commonName, organization, country, certificates, ...rest } = draft;
  makeKit({
    ...rest,
    keyPassword: secret("kit-key-password") || undefined,
    pkcs12Password: secret("kit-pkcs12") || undefined,
    instancesYaml: rest.instancesYaml.trim() || undefined,
    subject: {
      commonName,
      organization: organization || undefined,
      country: country.toUpperCase() || undefined,
    },
    certificates: certificates.map(c => ({ ...c, names: c.names.split(/[\s,]+/).filter(Boolean) })),
  });
}

/**
 * What the engine calls a wrong question is a wrong wish here: the panel asks nothing but what was typed.
 *
 * @param {import("../types.js").Problem} p @returns {import("../types.js").Problem}
 */
const wished = p => {
  if (p.kind !== "usage") return p;
  const kind = /** @type {any} */ ("wish");
  return { ...p, kind, where: "", message: p.texts?.[state.lang] ?? p.message };
};

/** Of the CA itself. */
function authority() {
  const warn = h("p", { class: "notice waiting", role: "status" });
  const cautioned = () => {
    warn.textContent = caution(draft.key);
    warn.hidden = warn.textContent === "";
  };
  cautioned();
  const keys = Object.entries(KEYS);
  return [
    h(
      "div",
      { class: "fields" },
      field(t("kit.commonName"), input(draft, "commonName", { required: true })),
      field(t("kit.organization"), input(draft, "organization")),
      field(t("kit.country"), input(draft, "country", { maxlength: 2, size: 2, pattern: "[A-Za-z]{2}" })),
      field(t("kit.key"), select(draft, "key", keys, cautioned)),
      daysField(t("kit.caDays"), input(draft, "days", DAYS)),
    ),
    warn,
  ];
}

function addCertificate() {
  const n = draft.certificates.length + 1;
  draft.certificates.push({ name: `node${n}`, kind: "server", names: `node${n}.example.com`, days: 825 });
  set({ kit: { ...idle() } });
}

/** What few need. */
function more() {
  return h(
    "details",
    { class: "sub", "data-key": "kit more" },
    h("summary", null, t("kit.more")),
    h(
      "div",
      { class: "stack tight" },
      field(
        t("kit.instances"),
        h("textarea", {
          rows: 5,
          spellcheck: "false",
          value: draft.instancesYaml,
          "data-key": "kit instances",
          placeholder: "instances:\n  - name: es01\n    dns: [es01, localhost]\n    ip: [127.0.0.1]",
          oninput: (/** @type {Event} */ e) =>
            (draft.instancesYaml = /** @type {HTMLTextAreaElement} */ (e.target).value),
        }),
      ),
      h(
        "div",
        { class: "fields" },
        field(t("kit.keyPassword"), secretField("kit-key-password", { autocomplete: "new-password" })),
        field(t("options.pkcs12"), secretField("kit-pkcs12", { autocomplete: "new-password" })),
      ),
      check(draft, "legacyPkcs12", t("options.legacy")),
      check(draft, "elasticsearch", t("kit.elasticsearch")),
    ),
  );
}

/** @param {import("../store.js").State["kit"]} kit */
function form(kit) {
  const create = {
    class: "button",
    "data-testid": "new-ca-create",
    "data-key": "kit create",
    disabled: kit.busy,
    "aria-busy": kit.busy ? "true" : undefined,
  };
  return h(
    "form",
    { class: "stack", onsubmit: submit },
    authority(),
    draft.certificates.map((_, i) => certificate(i)),
    h("div", { class: "row" }, plainButton(t("kit.add"), addCertificate, { "data-key": "kit add" })),
    more(),
    kit.problem && problemBox(wished(kit.problem)),
    kit.busy ? progressBar(s => s.kit.progress, cancelWork) : null,
    h("div", { class: "row" }, h("button", create, t("kit.create"))),
    h("p", { class: "note" }, t("kit.promise")),
  );
}

/** @param {NonNullable<import("../store.js").State["kit"]["result"]>} result */
function made(result) {
  return h(
    "div",
    { class: "stack", "data-testid": "kit-result" },
    h("p", { class: "notice accepted" }, t("kit.done", { n: result.files.length })),
    result.locked && h("p", { class: "note" }, t("kit.passwordsGone")),
    downloads(result.files, "new-ca.zip"),
    handOver(result.handover, "kit"),
    h("p", { class: "note" }, t("kit.goes")),
  );
}

/** @param {import("../store.js").State} s @returns {import("../dom.js").Children} */
export function kitPanel(s) {
  begin(s.report?.as === "client" ? "client" : "server");
  return [h("p", null, t("kit.intro")), form(s.kit), s.kit.result && made(s.kit.result)];
}

/** Back to the welcome. */
function close() {
  drop("kit");
  set({ kitOpen: false });
}

/** The form in the place of the report, for someone who has nothing to paste. @param {import("../store.js").State} s */
export function kitPage(s) {
  return h(
    "section",
    { class: "card stack", id: "kit" },
    h(
      "div",
      { class: "row spread" },
      h("h1", null, t("kit.title")),
      h("button", { type: "button", class: "link", onclick: close }, t("word.back")),
    ),
    kitPanel(s),
  );
}
