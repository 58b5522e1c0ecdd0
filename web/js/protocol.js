// @ts-check
/**
 * The border between the page and the engine's worker: every call's name, what goes in and what comes out.
 * Both ends import this file; nothing else crosses.
 *
 * Page to worker:   {start, env} once (worker.js), then {id, call, args, waits} and {cancel: id}; {shown: id} where
 *                   waits said that the rest of a report shall come after its first part is shown
 * Worker to page:   {compiled: module} where it has compiled its program itself, {begun: true} when it has it, then
 *                   {ready: {version, whole}} (whole is false for an engine that only gives first verdicts) or
 *                   {failed: {message}} once, then for each call any number of {id, progress}
 *                   and one of {id, ok} or {id, problem}. A check says {id, first} before {id, ok}: the report without
 *                     other clients, makers and plan.
 *                   That is all that an engine which is not whole answers, as {id, ok}; what takes more it leaves to
 *                     the whole one (problem "further").
 */

/**
 * @typedef {{name: string, data: Uint8Array, pasted?: boolean}} Input one paste (name "") or file; pasted: a key that
 *   was taken out of a paste
 */

/**
 * @typedef {object} CheckArgs
 * @property {Input[]} inputs
 * @property {string} [client] client id; default python-3.13
 * @property {string} [openssl] "1.1.1", "3.0", "3.5" or "4.0"; default 3.5
 * @property {string} [host] host name or IP address to match
 * @property {string} [time] RFC 3339; default now
 * @property {string[]} [passwords]
 * @property {Record<string, string>} [roles] SHA-256 (lower-case hex) to leaf, intermediate, anchor or unused
 * @property {number|null} [chain] which chain the report is about; null for the one that decides
 * @property {string} [as] what the leaf is used as: "server", "client" or "" to tell from the evidence
 * @property {boolean} [ownHost] take no host from a pasted message
 * @property {boolean} [ownClient] likewise the client
 * @property {string} [lang] en or zh
 */

/**
 * @typedef {CheckArgs & {keys: Input[], options?: RepairOptions}} RepairArgs
 * @typedef {object} RepairOptions
 * @property {boolean} [newSerial] give re-issued certificates new serial numbers
 * @property {string} [notAfter] RFC 3339: a new end for re-issued certificates
 * @property {string} [pkcs12Password] also make PKCS#12 files, protected with it
 * @property {boolean} [legacyPkcs12] use the old PKCS#12 form
 */

/**
 * The certificate that a request is to become.
 * @typedef {CheckArgs & {keys: Input[], wanted: Wanted}} SignRequestArgs
 * @typedef {object} Wanted
 * @property {number} request index into the report's requests
 * @property {string[]} names host names and addresses
 * @property {"server"|"client"|"both"} kind
 * @property {number} [days] 397 when not said
 */

/**
 * @typedef {object} NewCAArgs
 * @property {{commonName: string, organization?: string, country?: string}} subject
 * @property {string} key ec-p256, ec-p384, ec-p521, rsa-2048, rsa-3072, rsa-4096, ed25519, ml-dsa-65 or ml-dsa-87
 * @property {number} days lifetime of the CA
 * @property {{name: string, kind: "server"|"client"|"both", names: string[], days?: number,
 *   key?: string}[]} certificates
 * @property {string} [instancesYaml] Elasticsearch's instances.yml, instead of or beside certificates
 * @property {string} [keyPassword] encrypts the private keys
 * @property {string} [pkcs12Password]
 * @property {boolean} [legacyPkcs12]
 * @property {boolean} [elasticsearch] also write the settings lines that use the files
 * @property {string} [lang]
 * @property {string} [client] whom the hand-over is for first
 */

/** @typedef {{name: string, type: string, data: Uint8Array}} OutFile */
/** @typedef {{id: string, title: string, note: string, code: string, language: string, group: string}} HandoverPlace */
/**
 * @typedef {object} Handover
 * @property {string} file "" when everybody keeps the CA file they have
 * @property {string} client
 * @property {string} product "" when unknown
 * @property {string} host HOST when unknown
 * @property {number} port
 * @property {HandoverPlace[]} places
 * @property {{title: string, value: string, before: string, code: string}[]} fingerprints
 * @property {{title: string, code: string, language: string, expect: string}|null} test
 */
/** @typedef {{en: Handover, zh: Handover}} HandoverBoth in both languages: it outlives a change of language */
/** @typedef {{kind: string, title: string, source: string, wanted: string[]}} KeyProblem */
/**
 * @typedef {{files: OutFile[], plan: import("./types.js").Plan|null, proof: {client: string, verdict: string,
 *   text: string}[], proven: boolean, why: string, handover: HandoverBoth|null, run: string, key: KeyProblem|null,
 *   lang: string, request: string}} RepairResult lang: of its plan; request: who signed which request
 */

/**
 * @typedef {object} AuditRow
 * @property {number} index
 * @property {string} subject
 * @property {string} source
 * @property {string} file name of the file; "" for a paste
 * @property {number} line counted from 1; 0 when the input is not text
 * @property {string} role
 * @property {string} verdict accepted or refused
 * @property {number} code first event's code, 0 when accepted
 * @property {string} name of the first event, X509_V_ERR_…; "" when accepted
 * @property {number} depth of the first event
 * @property {string} text first event's text
 * @property {string} rule slug of the first event's rule
 * @property {string} notAfter RFC 3339
 * @property {Record<string, string>} clients client id to verdict
 * @property {string} sha256
 * @property {string} severity the worst finding's; "" when nobody asked
 */

/**
 * @typedef {{total: number, counts: Record<string, number>, notes: import("./types.js").Note[]}} AuditSummary counts by
 *   verdict, and by the name of the first error
 */

/** @typedef {{fields: Field[], text: string}} Detail one certificate; text has the fields as indented lines */
/**
 * @typedef {{name: string, value: string, start: number, end: number, children: Field[]}} Field offsets count from the
 *   start of the certificate
 */

/**
 * @typedef {{id: string, name: string, about: string, source: string, openssl: boolean, group: string,
 *   compared: boolean}} CatalogClient openssl: a generation makes a difference; compared: held to the real client
 */
/** @typedef {{id: string, name: string}} ClientGroup */
/** @typedef {{clients: CatalogClient[], groups: ClientGroup[], generations: string[], version: string}} Catalog */
/**
 * @typedef {{id: string, title: string, language: string, code: string, note: string, loses: string}} Snippet a change
 *   of code that switches the strict flag off
 */
/**
 * What re-issuing CAs mends of an audit (engine/fleet.go), and what came of it (engine/mend/fleet.go).
 * @typedef {{certificate: number, name: string, subject: string, sha256: string, file: string, signer: string,
 *   keyHeld: boolean, changes: import("./types.js").Change[]}} FleetCA
 * @typedef {{cas: number[], rows: number[]}} FleetGroup
 * @typedef {{text: string, rule: string, rows: number}} FleetLeft
 * @typedef {{total: number, refused: number, mended: number, cas: FleetCA[], groups: FleetGroup[], left: FleetLeft[],
 *   many: number}} FleetPlan
 * @typedef {object} FleetResult
 * @property {OutFile[]} files
 * @property {FleetPlan|null} fleet
 * @property {number[]} made indexes into fleet.cas
 * @property {number[]} wanting those whose signing key is not here
 * @property {number} judged rows that were judged again; 0 when nothing was issued
 * @property {number} accepted
 * @property {number} refused
 * @property {number} mended
 * @property {AuditRow[]} lost
 * @property {string} why what stands in the way; "" when files were made
 */

/** Problems: what can go wrong with a call, by kind.
 * @typedef {{kind: "bad-input"|"too-large"|"cancelled"|"password"|"storage"|"crash"|"usage"|"further", message: string,
 *   where?: string, title?: string, texts?: {en: string, zh: string}}} Problem texts: of what a
 *   person wished, in words for them */
/**
 * @typedef {{stage: string, done: number, total: number, rows?: AuditRow[], first?: number,
 *   work?: Uint8Array}} Progress work: some rows of an audit that wait to be judged; first: the index of
 *   the first of them
 */

/**
 * The calls, as (args) => result. Lists only; the promise client is engine.js.
 * @typedef {object} Calls
 * @property {(a: CheckArgs) => any} check the report of engine/report.go
 * @property {(a: RepairArgs) => RepairResult} repair
 * @property {(a: SignRequestArgs) => RepairResult} signRequest
 * @property {(a: NewCAArgs) => {files: OutFile[], handover: HandoverBoth}} newCA
 * @property {(a: CheckArgs & {clients?: string[]}) => AuditSummary} audit rows come with progress
 * @property {(a: CheckArgs) => AuditSummary} divide an audit whose rows are judged elsewhere: work comes with progress,
 *   in order, and counts stay empty
 * @property {(a: Omit<CheckArgs, "inputs"> & {clients?: string[], work: Uint8Array}) =>
 *   {rows: AuditRow[], counts: Record<string, number>}} judge some rows of a divided audit
 * @property {(a: CheckArgs & {keys: Input[], rows: number[], clients?: string[]}) => FleetResult} fleet for the rows
 *   that an audit found refused; without keys the plan alone
 * @property {(a: CheckArgs & {sha256: string}) => {inputs: Input[]}} pick one certificate of a heap with every
 *   certificate that may have issued it, as DER, one input each
 * @property {(a: {der: Uint8Array, lang?: string}) => Detail} details every field decoded
 * @property {(a: {lang?: string}) => Catalog} catalog
 * @property {(a: {lang?: string, report?: any}) => {snippets: Snippet[]}} workarounds
 * @property {(a: {ders: Uint8Array[], seen?: string[], host?: string, client?: string, lang?: string}) =>
 *   {fragment: string}} encodeLink
 * @property {(a: {fragment: string}) => {inputs: Input[], host: string, client: string, lang: string}} decodeLink
 * @property {(a: {}) => HistoryList} historyList newest first
 * @property {(a: {id: number}) => {inputs: Input[], report: any}} historyGet
 * @property {(a: {report: any}) => {id: number}} historyPut certificates and verdict only; the same certificates
 *   replace the older entry
 * @property {(a: {id: number}) => {}} historyDelete
 * @property {(a: {}) => {}} historyClear
 * @property {(a: {}) => {json: string}} historyExport
 * @property {(a: {json: string}) => HistoryImport} historyImport only certificates and the question are taken from the
 *   file: the answer is given anew
 */

/**
 * An entry of a file that the history did not take.
 * @typedef {object} Refusal
 * @property {number} entry its number, from 1
 * @property {string} why "not-an-entry", "no-time", "future", "no-certificate", "host", "full" or "not-judged"
 * @property {string} text what was found, safe to show
 */
/**
 * @typedef {{id: number, time: string, title: string, verdict: string, message: string, client: string,
 *   certificates: number}} HistoryEntry
 */
/** @typedef {{available: boolean, why: string, entries: HistoryEntry[]}} HistoryList */
/** @typedef {{added: number, known: number, refused: Refusal[]}} HistoryImport */

export const CALLS = /** @type {const} */ ([
  "check",
  "repair",
  "signRequest",
  "newCA",
  "audit",
  "divide",
  "judge",
  "fleet",
  "pick",
  "details",
  "catalog",
  "workarounds",
  "encodeLink",
  "decodeLink",
  "historyList",
  "historyGet",
  "historyPut",
  "historyDelete",
  "historyClear",
  "historyExport",
  "historyImport",
]);
