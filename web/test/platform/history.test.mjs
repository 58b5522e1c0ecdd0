// The history's bindings without a browser: the whole engine under Node, with IndexedDB in memory.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import vm from "node:vm";
import {
  IDBCursor,
  IDBCursorWithValue,
  IDBDatabase,
  IDBFactory,
  IDBIndex,
  IDBKeyRange,
  IDBObjectStore,
  IDBOpenDBRequest,
  IDBRequest,
  IDBTransaction,
  IDBVersionChangeEvent,
} from "fake-indexeddb";
import { dist, folder } from "../harness.mjs";
import { elasticsearch } from "../pki.mjs";

const built = process.env.X509STRICT_DIST ?? dist;

/** @typedef {(call: string, args: any) => Promise<any>} Call */

/**
 * Starts the built engine as its worker would. X509STRICT_DIST names another built site than dist/.
 * @param {import("node:test").TestContext} t
 * @returns {Promise<Call>}
 */
async function start(t) {
  const root = /** @type {any} */ (globalThis);
  root.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      t.after(() => this.port1.close()); // the engine never does, and Node would wait for it
    }
  };
  Object.assign(root, {
    IDBCursor,
    IDBCursorWithValue,
    IDBDatabase,
    IDBFactory,
    IDBIndex,
    IDBKeyRange,
    IDBObjectStore,
    IDBOpenDBRequest,
    IDBRequest,
    IDBTransaction,
    IDBVersionChangeEvent,
  });
  root.indexedDB = new IDBFactory();
  vm.runInThisContext(
    readFileSync(
      join(execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim(), "lib/wasm/wasm_exec.js"),
      "utf8",
    ),
  );
  const name = readdirSync(join(built, "assets")).find(f => /^whole-.*\.wasm$/.test(f));
  assert.ok(name, "no whole engine in dist/assets: run ./build.sh");
  /** @type {(event: {data: any}) => void} */
  let deliver = () => {};
  /** @type {Map<number, {resolve: (v: any) => void, reject: (p: any) => void}>} */
  const waiting = new Map();
  let next = 1;
  root.addEventListener = (/** @type {string} */ _, /** @type {typeof deliver} */ listener) =>
    (deliver = listener);
  await new Promise((resolve, reject) => {
    root.postMessage = (/** @type {any} */ m) => {
      if (m.ready) return resolve(m.ready);
      const w = waiting.get(m.id);
      if (!w || m.progress || m.first) return;
      waiting.delete(m.id);
      if (m.problem) w.reject(m.problem);
      else w.resolve(m.ok);
    };
    const go = new root.Go();
    WebAssembly.instantiate(readFileSync(join(built, "assets", name)), go.importObject).then(
      m => go.run(m.instance),
      reject,
    );
  });
  return (call, args) =>
    new Promise((resolve, reject) => {
      const id = next++;
      waiting.set(id, { resolve, reject });
      setTimeout(() => deliver({ data: { id, call, args } }));
    });
}

test(
  "history: put, dedupe, list, get, export, delete, clear, import, no key, a newer database",
  { timeout: 120_000 },
  async t => {
    const made = await elasticsearch(folder(t), { bits: 2048 }),
      key = readFileSync(made.key, "latin1");
    const call = await start(t);
    const check = (/** @type {string} */ text) =>
      call("check", { inputs: [{ name: "", data: new TextEncoder().encode(text) }] });
    const list = async () => (await call("historyList", {})).entries;

    assert.deepEqual(await call("historyList", {}), { available: true, why: "", entries: [] });
    const report = await check(made.pem + "\n" + key);
    assert.equal(report.keys.length, 1);
    const first = (await call("historyPut", { report })).id;
    const second = (await call("historyPut", { report })).id;
    assert.notEqual(first, second);
    let entries = await list();
    assert.deepEqual(
      entries.map((/** @type {any} */ e) => [e.id, e.verdict, e.certificates]),
      [[second, "refused", report.certificates.length]],
      "the same certificates replace the older entry",
    );

    const got = await call("historyGet", { id: second });
    assert.equal(got.report.message, report.message);
    assert.deepEqual(got.report.keys, []);
    assert.equal(got.inputs.length > 0, true);
    await assert.rejects(call("historyGet", { id: first }), { kind: "storage" });

    const alone = await check(made.pem.slice(0, made.pem.indexOf("-----END CERTIFICATE-----") + 26));
    const third = (await call("historyPut", { report: alone })).id;
    entries = await list();
    assert.deepEqual(
      entries.map((/** @type {any} */ e) => e.id),
      [third, second],
      "newest first",
    );

    const { json } = await call("historyExport", {});
    assert.equal(JSON.parse(json).entries.length, 2);
    assert.doesNotMatch(json, /PRIVATE KEY/);
    for (const line of key
      .split("\n")
      .filter(l => l.length === 64)
      .slice(8, 14))
      assert.equal(json.includes(line), false, "bytes of the key in the history");

    await call("historyDelete", { id: third });
    assert.deepEqual(
      (await list()).map((/** @type {any} */ e) => e.id),
      [second],
    );
    assert.deepEqual(await call("historyImport", { json }), { added: 1, known: 1, refused: [] });
    await call("historyClear", {});
    assert.deepEqual(await list(), []);
    assert.deepEqual(await call("historyImport", { json }), { added: 2, known: 0, refused: [] });
    assert.deepEqual(await call("historyImport", { json }), { added: 0, known: 2, refused: [] });
    assert.equal((await list()).length, 2);
    await assert.rejects(call("historyImport", { json: JSON.stringify({ tool: "other", schema: 1 }) }), {
      kind: "bad-input",
    });

    await new Promise((resolve, reject) => {
      const open = indexedDB.open("x509strict", 99);
      open.onsuccess = () => resolve(open.result.close());
      open.onerror = () => reject(open.error);
    });
    const newer = await call("historyList", {});
    assert.deepEqual([newer.available, newer.entries], [false, []]);
    assert.match(newer.why, /version/i);
    await assert.rejects(call("historyPut", { report }), { kind: "storage" });
  },
);

test(
  "import: the answer is given anew, texts are safe, nothing of one's own goes, what was refused is said",
  { timeout: 240_000 },
  async t => {
    const made = await elasticsearch(folder(t), { bits: 2048 });
    const call = await start(t);
    const list = async () => (await call("historyList", {})).entries;
    const report = await call("check", { inputs: [{ name: "", data: new TextEncoder().encode(made.pem) }] });
    assert.equal(report.verdict, "refused");
    const time = "2026-01-02T03:04:05Z";
    const entry = (/** @type {any} */ change = {}, /** @type {any} */ of = {}) => ({
      time,
      schema: 1,
      set: "00",
      title: "bank.example",
      verdict: "accepted",
      message: "",
      client: "python-3.13",
      certificates: 1,
      ...of,
      report: { ...report, verdict: "accepted", message: "", ...change },
    });
    const file = (/** @type {any[]} */ ...entries) => ({
      json: JSON.stringify({ tool: "x509strict", schema: 1, entries }),
    });
    const lie = { der: Buffer.from("no certificate").toString("base64"), name: "bank.example", sha256: "00" };

    // An invented verdict, an invented name, a direction mark in both.
    const invented = await call(
      "historyImport",
      file(entry({}, { title: "bank\u202eelpmaxe", message: "fine\u202e" })),
    );
    assert.deepEqual(invented, { added: 1, known: 0, refused: [] });
    const [one] = await list();
    assert.equal(one.verdict, "refused", "the file's verdict was believed");
    assert.equal(one.message, report.message);
    assert.equal(one.title, report.certificates.find((/** @type {any} */ c) => c.role === "leaf").name);
    assert.equal(one.time, time);
    const got = await call("historyGet", { id: one.id });
    assert.equal(got.report.verdict, "refused");
    await call("historyClear", {});

    const refused = await call(
      "historyImport",
      file(
        "text",
        entry({ certificates: [lie] }),
        entry({ certificates: [report.certificates[0], lie] }),
        entry({ certificates: [] }),
        entry({ host: "bank.example\u202e" }),
        entry({}, { time: "yesterday\u202e" }),
        entry({}, { time: "2999-01-01T00:00:00Z" }),
        entry({ client: "lynx", openssl: "9" }),
      ),
    );
    assert.equal(refused.added, 1, "an unknown client is asked as the default one");
    assert.deepEqual(
      refused.refused.map((/** @type {any} */ r) => [r.entry, r.why]),
      [
        [1, "not-an-entry"],
        [2, "no-certificate"],
        [3, "no-certificate"],
        [4, "no-certificate"],
        [5, "host"],
        [6, "no-time"],
        [7, "future"],
      ],
    );
    assert.doesNotMatch(JSON.stringify(refused), /\u202e/);
    assert.equal((await list())[0].client, "python-3.13");
    await call("historyClear", {});

    // One's own entry, and six hundred others: certificates that differ in a byte of their signature.
    const own = (await call("historyPut", { report })).id;
    const der = Buffer.from(report.certificates[0].der, "base64");
    const others = Array.from({ length: 600 }, (_, i) => {
      const other = Buffer.from(der);
      other.writeUInt16BE(i, other.length - 2);
      return entry({ certificates: [{ der: other.toString("base64") }] });
    });
    const many = await call("historyImport", file(...others));
    assert.equal(many.added, 499);
    assert.equal(many.refused.length, 101);
    assert.ok(many.refused.every((/** @type {any} */ r) => r.why === "full"));
    assert.ok(
      (await list()).some((/** @type {any} */ e) => e.id === own),
      "one's own entry was pushed out",
    );
    const leaf = await call("check", { inputs: [{ name: "", data: new Uint8Array(der) }] });
    await call("historyPut", { report: leaf });
    assert.equal((await list()).length, 500);
    assert.ok(
      (await list()).some((/** @type {any} */ e) => e.id === own),
      "an imported one goes first",
    );

    // What an earlier version has stored as it came is shown safely.
    await new Promise((resolve, reject) => {
      const open = indexedDB.open("x509strict");
      open.onerror = () => reject(open.error);
      open.onsuccess = () => {
        const db = open.result,
          put = db
            .transaction("entries", "readwrite")
            .objectStore("entries")
            .put(JSON.stringify(entry({}, { title: "bank\u202e" })));
        put.onsuccess = () => resolve(db.close());
        put.onerror = () => reject(put.error);
      };
    });
    assert.equal((await list())[0].title, "bank\\u{202e}");
  },
);
