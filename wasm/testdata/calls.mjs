// Runs a compiled engine under Node.js as a worker would and makes every call once. Arguments: wasm_exec.js, the
// module, "lean" or "whole", a folder with ca.crt, leaf.crt and ca.key. Exits with a message at the first thing that is
// not as it should be.
import assert from "node:assert/strict";
import fs from "node:fs";
import vm from "node:vm";

const [loader, module, build, folder] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(loader, "utf8"));

/** @type {(e: {data: any}) => void} */
let deliver;
const waiting = new Map();
let next = 1, announce;
const ready = new Promise((resolve) => (announce = resolve));
globalThis.addEventListener = (_, listener) => (deliver = listener);
globalThis.postMessage = (m) => {
  if (m.ready) return announce(m.ready);
  const w = waiting.get(m.id);
  if (m.progress) return w.progress(m.progress);
  if (m.first) return void ((w.first = m.first), w.shows?.(m.id));
  waiting.delete(m.id);
  if (m.problem) w.reject(m.problem);
  else w.resolve(w.first && m.ok.certificates ? Object.assign(m.ok, { first: w.first }) : m.ok);
};
const go = new globalThis.Go();
go.run((await WebAssembly.instantiate(fs.readFileSync(module), go.importObject)).instance);
const start = await ready;
assert.equal(start.whole, build === "whole");

const post = (data) => setTimeout(() => deliver({ data }));
const call = (name, args, progress = () => {}, shows = undefined) => new Promise((resolve, reject) => {
  const id = next++;
  waiting.set(id, { resolve, reject, progress, shows });
  post({ id, call: name, args, waits: shows !== undefined });
});
const refuses = async (name, args, kind) => {
  const got = await call(name, args).then(() => ({ kind: "none" }), (p) => p);
  assert.equal(got.kind, kind, `${name} ${JSON.stringify(args)}`);
};
const input = (name) => ({ name, data: new Uint8Array(fs.readFileSync(`${folder}/${name}`)) });
const time = "2026-11-01T12:00:00Z";
const ca = input("ca.crt"), leaf = input("leaf.crt"), key = input("ca.key");

const report = await call("check", { inputs: [ca, leaf], host: "localhost", time });
assert.equal(report.verdict, "refused");
assert.equal(report.message, "certificate verify failed: CA cert does not include key usage extension");
assert.equal(report.assumed, null);
assert.deepEqual(report.events.map((e) => [e.code, e.depth, e.certificate, e.strict]), [[92, 1, 0, true]]);
assert.equal(report.clients.some((c) => c.id === "go"), build === "whole");
assert.equal(report.plan !== null, build === "whole");
if (build === "whole") {
  // The first of its two messages is all that the lean engine says.
  const { first, ...all } = report;
  const target = { host: "", port: 0, product: "", caFile: "" };
  const rest = { clients: [], origins: [], plan: null, terminal: "", target };
  assert.deepEqual({ ...all, ...rest }, first);
  // Whoever waits gets the rest once the first is shown, or after a while; a call that is wanted no more waits no more.
  const pair = { inputs: [ca, leaf], time };
  let shown = 0;
  await call("check", pair, undefined, (id) => setTimeout(() => {
    shown = performance.now();
    deliver({ data: { shown: id } });
  }, 300));
  assert.ok(shown > 0, "the rest came before the first was shown");
  const asked = performance.now();
  await call("check", pair, undefined, () => {});
  assert.ok(performance.now() - asked >= 1000, "it waits for a page that says so");
  const off = performance.now();
  await call("check", pair, undefined, (id) => deliver({ data: { cancel: id } })).catch(() => {});
  assert.ok(performance.now() - off < 1000, "it waits for a page that has called it off");
  deliver({ data: { shown: 12345 } });
}
assert.equal((await call("check", { inputs: [ca], lang: "zh", time, roles: {}, passwords: ["x"] })).assumed, "由该 CA 签发的一张合规的服务器证书");
assert.equal((await call("check", { inputs: [ca, leaf], client: "python-3.12", time })).verdict, "accepted");
if (build === "whole") assert.equal((await call("check", { inputs: [], time })).verdict, "unreadable");
else await refuses("check", { inputs: [], time }, "further");

await refuses("nonsense", {}, "usage");
await refuses("check", undefined, "usage");
await refuses("check", { inputs: 3 }, "usage");
await refuses("check", { inputs: [{ name: "x", data: "text" }] }, "usage");
await refuses("check", { inputs: [ca], client: "lynx" }, "usage");
await refuses("check", { inputs: [ca], time: "yesterday" }, "usage");
await refuses("check", { inputs: [ca], client: { toString: 1 } }, "usage");
await refuses("decodeLink", { fragment: "#cert=!!" }, "bad-input");
deliver({ data: null });
deliver({ data: { start: {} } });
deliver({ data: { cancel: 12345 } });

const der = Uint8Array.from(Buffer.from(report.certificates[0].der, "base64"));
const catalog = await call("catalog", { lang: "en" });
assert.deepEqual(catalog.generations, ["1.1.1", "3.0", "3.5", "4.0"]);
assert.ok(catalog.clients.every((c) => c.id && c.name && c.about && c.source.startsWith("https://")));
if (build === "whole") {
  await refuses("details", { der: new Uint8Array([0x30, 1]) }, "bad-input");
  await refuses("pick", { inputs: [ca], sha256: "00" }, "usage");
  assert.equal((await call("details", { der, lang: "en" })).fields.length, 10);
  const picked = await call("pick", { inputs: [ca, leaf], sha256: report.certificates[1].sha256 });
  assert.deepEqual(picked.inputs.map((i) => i.name), ["leaf.crt", "ca.crt"]);
  const rows = [];
  const sum = await call("audit", { inputs: [ca, leaf], clients: ["python-3.12"], time }, (p) => rows.push(...(p.rows ?? [])));
  assert.equal(sum.total, 2);
  assert.deepEqual(rows.map((r) => [r.code, r.clients["python-3.12"]]), [[92, "accepted"], [92, "accepted"]]);
  const works = [], judged = [];
  const divided = await call("divide", { inputs: [ca, leaf], time }, ({ first, total, work }) => {
    if (work) works.push([first, total, work]);
  });
  assert.deepEqual([divided.total, divided.counts, works.length], [2, {}, 1]);
  for (const [first, total, work] of works) {
    assert.deepEqual([first, total], [0, 2]);
    const { rows, counts } = await call("judge", { work, clients: ["python-3.12"], time });
    assert.deepEqual(counts, sum.counts);
    judged.push(...rows);
  }
  assert.deepEqual(judged, rows);
  await refuses("judge", { work: works[0][2].subarray(1), time }, "bad-input");
  await refuses("judge", { inputs: [ca], time }, "usage");
  await refuses("audit", { inputs: [ca], clients: ["nobody"] }, "usage");
  // A cancellation arrives while the work goes on.
  const many = { name: "many.pem", data: Buffer.concat(Array.from({ length: 3000 }, () => Buffer.from(ca.data))) };
  const distinct = new Uint8Array(Buffer.concat(Array.from({ length: 8000 }, (_, i) => {
    const c = Buffer.from(der);
    c.writeUInt16BE(0x4000 + i, c.indexOf(Buffer.from([2, 16])) + 2); // another serial number each
    return c;
  })));
  const stopped = call("audit", { inputs: [many, { name: "distinct.der", data: distinct }] });
  setTimeout(deliver, 5, { data: { cancel: next - 1 } });
  assert.equal(await stopped.then(() => "finished", (p) => p.kind), "cancelled");
  const fixed = await call("repair", { inputs: [ca, leaf], keys: [key], options: {}, time });
  assert.equal(fixed.proven, true, fixed.why);
  const again = fixed.files.find((f) => f.name === "ca.crt");
  assert.equal((await call("check", { inputs: [again, leaf], time })).verdict, "accepted");
  const without = await call("repair", { inputs: [ca, leaf], keys: [], time });
  assert.deepEqual([without.proven, without.files.map((f) => f.name)], [false, ["openssl.cnf", "reissue.sh"]]);
  const kit = await call("newCA", {
    subject: { commonName: "My CA" },
    key: "ec-p256",
    days: 3650,
    certificates: [{ name: "es01", kind: "server", names: ["es01", "127.0.0.1"] }],
    lang: "en",
  });
  const file = (end) => kit.files.find((f) => f.name.endsWith(end));
  assert.equal((await call("check", { inputs: [file("ca.crt"), file("es01.crt")], host: "es01" })).verdict, "accepted");
  assert.deepEqual((await call("check", { inputs: [file("ca.crt"), file("ca.key")] })).keys.map((k) => k.matches), [[0]]);
  await refuses("newCA", { subject: { commonName: "" }, key: "ec-p256", days: 1, certificates: [] }, "usage");
  await refuses("newCA", { subject: { commonName: "x" }, key: "dsa", days: 1, certificates: [] }, "usage");
  assert.ok((await call("workarounds", { lang: "en", report })).snippets.length > 5);
  const link = await call("encodeLink", { ders: [der], host: "es01", client: "curl", lang: "zh" });
  const back = await call("decodeLink", link);
  assert.deepEqual([back.host, back.client, back.lang], ["es01", "curl", "zh"]);
  assert.equal(Buffer.compare(Buffer.from(back.inputs[0].data), Buffer.from(der)), 0);
  const list = await call("historyList", {});
  assert.deepEqual([list.available, list.entries.length], [false, 0]);
  assert.match(list.why, /IndexedDB/);
  await refuses("historyPut", { report }, "storage");
  await refuses("historyPut", { report: 1 }, "usage");
  await refuses("historyImport", { json: "[" }, "bad-input");
  await refuses("historyGet", { id: 0 }, "usage");
} else {
  await refuses("repair", { inputs: [ca], keys: [key] }, "usage");
}
console.log("ok");
process.exit(0);
