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

/** @typedef {(call: string, args: any) => Promise<any>} Call */

/** Starts the built engine as its worker would. @param {import("node:test").TestContext} t @returns {Promise<Call>} */
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
  const name = readdirSync(join(dist, "assets")).find(f => /^whole-.*\.wasm$/.test(f));
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
      if (!w || m.progress) return;
      waiting.delete(m.id);
      if (m.problem) w.reject(m.problem);
      else w.resolve(m.ok);
    };
    const go = new root.Go();
    WebAssembly.instantiate(readFileSync(join(dist, "assets", name)), go.importObject).then(
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
    assert.deepEqual(await call("historyImport", { json }), { added: 1 });
    await call("historyClear", {});
    assert.deepEqual(await list(), []);
    assert.deepEqual(await call("historyImport", { json }), { added: 2 });
    assert.deepEqual(await call("historyImport", { json }), { added: 0 });
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
