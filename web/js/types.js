// @ts-check
/**
 * Shapes of what the engine reports (engine/report.go and engine/plan/plan.go say what each field means) and of the
 * page's own state. Types only: nothing here runs.
 */

/** @typedef {"accepted"|"refused"|"ambiguous"|"not-checked"|"unreadable"} Verdict */
/**
 * @typedef {{title: string, roles: string[], choose: Record<string, string>, verdict: string, message: string,
 *   code: number}} Reading
 */
/**
 * @typedef {{code: number, name: string, depth: number, text: string, certificate: number, strict: boolean,
 *   rule: string}} Event
 */
/** @typedef {{oid: string, name: string, critical: boolean, value: string[], flaw: string}} Extension */
/**
 * @typedef {object} Certificate
 * @property {string} der
 * @property {string} source
 * @property {string} file
 * @property {number} line
 * @property {string} role
 * @property {string} roleBy
 * @property {string} roleWhy
 * @property {boolean} roleSure
 * @property {string} name
 * @property {string} subject
 * @property {string} issuer
 * @property {string} serial
 * @property {string} notBefore
 * @property {string} notAfter
 * @property {string} key
 * @property {string} signature
 * @property {number} version
 * @property {boolean} ca
 * @property {boolean} selfSigned
 * @property {string} ski
 * @property {string} aki
 * @property {string} akiSerial
 * @property {string[]} names
 * @property {string} sha256
 * @property {string} sha1
 * @property {boolean} keyHeld
 * @property {string} seen
 * @property {Extension[]} extensions
 */
/**
 * @typedef {{leaf: number, path: number[], trusted: number, verdict: string, message: string, assumed: string|null,
 *   inUse: boolean, as: string, notChecked: string[]}} Chain
 */
/**
 * @typedef {{id: string, name: string, verdict: string, code: number, depth: number, text: string, about: string,
 *   group: string, compared: boolean, raises: string[], later: string}} ClientVerdict
 */
/**
 * @typedef {object} Finding
 * @property {number} code
 * @property {string} name
 * @property {string} severity
 * @property {number} certificate
 * @property {number} depth
 * @property {string} title
 * @property {string} saw
 * @property {string} why
 * @property {string} fix
 * @property {string} cite
 * @property {string} rule
 */
/**
 * @typedef {object} Origin
 * @property {string} id
 * @property {string} name
 * @property {number} certificate
 * @property {string} sure
 * @property {string[]} matched
 * @property {string} affected
 * @property {string} fixedIn
 * @property {string} remedy
 * @property {string} keyAt
 * @property {string[]} sources
 */
/** @typedef {{why: string, code: string}} Command */
/**
 * @typedef {object} RecognizedError
 * @property {number} code
 * @property {string} rule
 * @property {string} text
 * @property {string} client
 * @property {string} host
 * @property {string} title
 * @property {string} ask
 * @property {string} source
 * @property {string} about
 * @property {number} at
 * @property {string} meaning
 * @property {boolean} aside
 * @property {number} alert
 * @property {string} side
 * @property {number} port
 * @property {number} count
 * @property {string} program
 * @property {string} who
 * @property {string} strict
 * @property {string} caFile
 * @property {Command[]} commands
 * @property {string} snippet
 * @property {CodeChange|null} change
 * @property {string[]} makers
 */
/** @typedef {{library: string, language: string, code: string, note: string, loses: string}} CodeChange */
/** @typedef {{code: number, rule: string, title: string, fix: string}} PrintedFault */
/**
 * @typedef {{format: string, subject: string, issuer: string, notBefore: string, notAfter: string, ca: boolean,
 *   source: string, title: string, findings: PrintedFault[], saw: string[], command: string}} Printed
 */
/** @typedef {{severity: string, id: string, text: string, source: string}} Note */
/** @typedef {{field: string, config: string, before: string, after: string, kind: string, why: string}} Change */
/**
 * @typedef {{certificate: number, signer: number, keyHeld: boolean, file: string, changes: Change[], serial: string}}
 *   Reissue
 */
/**
 * @typedef {{kind: string, title: string, why: string, certificate: number, files: string[], commands: Command[]}} Step
 */
/** @typedef {{client: string, verdict: string, text: string}} Said */
/** @typedef {{name: string, pem: string}} TrustFile */
/**
 * @typedef {{kind: string, title: string, why: string, certificates: number[], files: TrustFile[], proof: Said[]}}
 *   Trust
 */
/**
 * @typedef {{state: "nothing"|"possible"|"partial"|"impossible", summary: string, steps: Step[], reissues: Reissue[],
 *   blocked: string[], warnings: string[], trust: Trust[], class: string, primary: Step|null, relax: boolean}} Plan
 */
/**
 * A certificate request: what it asks for, and what to look at before it is signed.
 *
 * @typedef {object} Request
 * @property {string} name
 * @property {string} subject
 * @property {string[]} names
 * @property {string[]} hosts
 * @property {string} kind "server", "client" or "both"
 * @property {string} key
 * @property {string} signature
 * @property {boolean} signed
 * @property {boolean} ca
 * @property {string[]} problems
 * @property {string} file of the certificate
 * @property {string} source
 * @property {string} pem
 * @property {Command} check
 * @property {Command[]} sign
 */

/**
 * @typedef {object} Report
 * @property {number} schema
 * @property {Verdict} verdict
 * @property {string} client
 * @property {string} openssl
 * @property {string} host
 * @property {string} time
 * @property {string} lang
 * @property {string} message
 * @property {boolean} strict
 * @property {string|null} assumed
 * @property {number[]} waiting
 * @property {Event[]} events
 * @property {Certificate[]} certificates
 * @property {Chain[]} chains
 * @property {number} chain
 * @property {ClientVerdict[]} clients
 * @property {ClientVerdict[]} generations
 * @property {Finding[]} findings
 * @property {Plan|null} plan
 * @property {Origin[]} origins
 * @property {RecognizedError[]} messages
 * @property {Printed[]} printed
 * @property {{kind: string, source: string, matches: number[]}[]} keys
 * @property {{source: string, tried: boolean}[]} locked
 * @property {Note[]} notes
 * @property {string} as
 * @property {string} asBy
 * @property {string} whole
 * @property {Reading[]} readings
 * @property {{host: string, client: string, port: number}} fromMessage
 * @property {string} terminal the line with which the command asks the host itself; "" without a host
 * @property {LoadFault[]} faults
 * @property {{host: string, port: number, product: string, caFile: string}} target
 * @property {Request[]} requests
 */

/**
 * Why a certificate does not load in some release of OpenSSL.
 *
 * @typedef {object} LoadFault
 * @property {string} source
 * @property {number} certificate index, -1 when no release loads it
 * @property {string} field
 * @property {number} offset bytes from the start of the certificate
 * @property {string} text
 * @property {{id: string, name: string, loads: boolean, error: string, text: string}[]} loads
 * @property {{offset: number, hex: string, from: number, to: number}[]} bytes
 * @property {{depth: number, offset: number, text: string, here: boolean}[]} tree
 * @property {string} correction which one change of a character makes a signature verify, "" for none
 * @property {string} corrected the certificate with that change, PEM
 */

/** @typedef {import("./protocol.js").Input} Input */
/** @typedef {import("./protocol.js").Problem} Problem */
/** @typedef {import("./protocol.js").Progress} Progress */
/** @typedef {import("./protocol.js").AuditRow} AuditRow */
/** @typedef {import("./protocol.js").HistoryEntry} HistoryEntry */
/** @typedef {import("./protocol.js").OutFile} OutFile */
/** @typedef {import("./protocol.js").RepairResult} RepairResult */
/** @typedef {import("./protocol.js").Catalog} Catalog */

/**
 * One long piece of work and what came of it.
 * @template T
 * @typedef {{busy: boolean, progress: Progress|null, result: T|null, problem: Problem|null}} Work
 */

export {};
