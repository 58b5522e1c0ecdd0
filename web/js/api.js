// @ts-check
/**
 * window.x509strict: the engine for scripts, documentation pages and tests.
 *
 *   await x509strict.ready;
 *   const report = await x509strict.check(pemText, { host: "es01" });
 *   if (report.verdict === "refused") console.log(report.message, report.events);
 *   const { files } = await x509strict.repair(pemText, { key: keyText, password });
 *   for (const { name, type, data } of files) save(name, new Blob([data], { type }));
 *
 * check gives the report of types.js; events are what OpenSSL objects to, in its order, findings explain them. repair
 * gives the files with the plan and its proof. Both reject with an Error whose problem is {kind, message, where}
 * (protocol.js). Nothing given here is shown on the page, kept in the history or sent anywhere.
 */
import { call } from "./engine.js";
import { state } from "./store.js";

/**
 * @typedef {string|ArrayBuffer|ArrayBufferView|Blob|{name?: string, data: string|ArrayBuffer|ArrayBufferView|Blob}}
 *   Given
 */

const DEEP = 32; // levels of arrays within arrays, more than anybody means
const MANY = 20_000; // things in all

/**
 * @param {any} given text, bytes, a File, {name, data} or an array of these
 * @param {object[]} [within] the arrays and objects that hold it
 * @param {{things: number}} [seen] in all
 * @returns {Promise<import("./types.js").Input[]>}
 */
async function asInputs(given, within = [], seen = { things: 0 }) {
  if (given === undefined || given === null) return [];
  if (within.includes(given)) throw new TypeError("x509strict: what was given contains itself");
  if (within.length > DEEP) throw new TypeError(`x509strict: more than ${DEEP} arrays within each other`);
  if (++seen.things > MANY) throw new TypeError(`x509strict: more than ${MANY} things at once`);
  if (Array.isArray(given)) {
    /** @type {import("./types.js").Input[]} */
    const all = [];
    for (const one of given) all.push(...(await asInputs(one, [...within, given], seen)));
    return all;
  }
  if (typeof given === "string") return [{ name: "", data: new TextEncoder().encode(given) }];
  if (given instanceof Blob)
    return [
      { name: given instanceof File ? given.name : "", data: new Uint8Array(await given.arrayBuffer()) },
    ];
  if (given instanceof ArrayBuffer) return [{ name: "", data: new Uint8Array(given.slice(0)) }];
  if (ArrayBuffer.isView(given))
    return [{ name: "", data: new Uint8Array(given.buffer, given.byteOffset, given.byteLength).slice() }];
  if (typeof given === "object" && "data" in given)
    return (await asInputs(given.data, [...within, given], seen)).map(i => ({
      ...i,
      name: String(given.name ?? i.name),
    }));
  throw new TypeError("x509strict: give text, bytes, a File, {name, data} or an array of these");
}

/** @param {any} given @param {any} o */
async function args(given, o) {
  const time = o.time instanceof Date ? o.time.toISOString() : o.time;
  const passwords = o.passwords ?? (o.password === undefined ? [] : [o.password]);
  return {
    inputs: await asInputs(given),
    client: o.client,
    openssl: o.openssl,
    host: o.host ?? "",
    time: time ?? new Date().toISOString(),
    passwords: [passwords].flat().map(String),
    roles: o.roles ?? {},
    chain: o.chain ?? null,
    as: o.as ?? "",
    lang: o.lang ?? state.lang,
  };
}

/**
 * @param {Promise<void>} ready resolves when the engine runs; rejected with the reason when it can't
 * @param {string} version of the page
 */
export function offerAPI(ready, version) {
  ready.catch(() => {}); // whoever awaits it still gets the reason; the page itself shows it
  /**
   * @param {any} input
   * @param {any} [options] client, openssl, host, time (RFC 3339 or Date), password or passwords, roles, chain, as
   *   ("server" or "client"), lang; signal, onProgress
   */
  const check = async (input, options = {}) =>
    call("check", await args(input, options), { ...options, whole: true }); // always with every client
  /**
   * @param {any} input
   * @param {any} [options] as for check, and key (anything that check takes), newSerial, notAfter, pkcs12Password,
   *   legacyPkcs12
   */
  const repair = async (input, options = {}) => {
    const { newSerial, notAfter, pkcs12Password, legacyPkcs12 } = options;
    return call(
      "repair",
      {
        ...(await args(input, options)),
        keys: await asInputs(options.key),
        options: { newSerial, notAfter, pkcs12Password, legacyPkcs12 },
      },
      options,
    );
  };
  Object.defineProperty(window, "x509strict", {
    value: Object.freeze({ ready, version, check, repair }),
    enumerable: true,
  });
}
