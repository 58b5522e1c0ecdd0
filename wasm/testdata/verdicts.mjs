// Asks the lean engine under Node.js what first visits ask: certificates by link, paste and file, judged for the
// clients, hosts, times and languages that people choose, by an engine that starts anew for each visit.
//
//   node verdicts.mjs wasm_exec.js TOP compare EVERY SPLIT FULL
//     asks every so many visits of both engines. What the split one says has to be what the full one says, up to where
//     it stops because it lacks a function. Prints {visits, verdicts, stops: [{what, where: number of the function}]}.
//   node verdicts.mjs wasm_exec.js TOP record EVERY COUNTING PACE NAMES
//     writes to the file NAMES the functions that no visit called. COUNTING was made by squeeze.Calls; PACE is how many
//     times faster than the real one the clock runs, for what a slow machine does belongs to it.
import fs from "node:fs";
import vm from "node:vm";
import { deflateRawSync, gunzipSync } from "node:zlib";
import { LEAN_ENV } from "../../web/js/lean.js";

const [loader, top, mode, every, file, ...further] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(loader, "utf8"));
const real = performance.now.bind(performance);
const pace = mode === "record" ? Number(further[0]) : 1;
performance.now = () => real() * pace;

// --- one engine at a time ---

/**
 * @typedef {{call: string, args: object, together?: boolean, cancel?: boolean}} Ask
 *   together: with the one before it
 */

/** Of the engine that runs. @type {(e: {data: any}) => void} */
let deliver;
/** @type {(m: any) => void} */
let said;
/** @type {(problem: unknown) => void} */
let stopped;
globalThis.addEventListener = (_, listener) => (deliver = listener);
globalThis.postMessage = m => said(m);
process.on("uncaughtException", problem => {
  if (problem instanceof WebAssembly.RuntimeError) return stopped(problem);
  console.error(problem);
  process.exit(1);
});

/**
 * Starts an engine, asks it one thing after the other, and leaves it.
 * @param {WebAssembly.Module} module @param {Ask[]} asks @param {string} zone of the clock
 * @returns {Promise<{answers: string[], stop: string, where: number, exports: any}>}
 *   where: the function that it stopped at
 */
async function visit(module, asks, zone) {
  process.env.TZ = zone;
  const go = new globalThis.Go();
  go.env = mode === "record" ? { ...LEAN_ENV, GOMEMLIMIT: "3GiB" } : LEAN_ENV;
  const instance = new WebAssembly.Instance(module, go.importObject);
  /** @type {string[]} */
  const answers = [];
  let stop = "",
    where = -1;
  await new Promise(done => {
    let next = 0,
      open = 0;
    const ask = () => {
      const from = next++;
      while (asks[next]?.together) next++;
      open = next - from;
      for (let id = from + 1; id <= next; id++) {
        const { call, args, cancel } = asks[id - 1];
        deliver({ data: { id, call, args } });
        if (cancel) deliver({ data: { cancel: id } });
      }
    };
    said = m => {
      if (m.progress) return;
      if (m.ready) return void setTimeout(ask);
      if (m.id === undefined) throw new Error(JSON.stringify(m));
      const { kind, message, where } = m.problem ?? {}; // the order in which they come says nothing
      answers[m.id] = (answers[m.id] ?? "") + JSON.stringify(m.ok ?? m.first ?? { kind, message, where });
      if (!m.first && --open === 0) next < asks.length ? setTimeout(ask) : done(undefined);
    };
    stopped = problem => {
      said = stopped = () => {};
      stop = String(problem);
      where = Number(/wasm-function\[(\d+)\]/.exec(problem?.stack)?.[1] ?? -1);
      done(undefined);
    };
    go.run(instance).catch(problem => stopped(problem));
  });
  go._resume = () => {}; // what it has still to do is of no visit any more
  return { answers, stop, where, exports: instance.exports };
}

// --- what is asked ---

const read = path => fs.readFileSync(`${top}/${path}`);
const text = path => read(path).toString("utf8");
/** @param {string} path a folder @param {string} end of the names */
const list = (path, end) =>
  fs
    .readdirSync(`${top}/${path}`)
    .filter(f => f.endsWith(end))
    .sort()
    .map(f => `${path}/${f}`);
const pem = base64 =>
  `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g).join("\n")}\n-----END CERTIFICATE-----`;
const blocks = text => text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
const base64 = block => block.replace(/-----[^-]+-----|\s/g, "");
const der = block => new Uint8Array(Buffer.from(base64(block), "base64"));
const bytes = text => new Uint8Array(Buffer.from(text));
const paste = list => [{ name: "", data: bytes(list.join("\n") + "\n") }];

/** Certificates that came together, by where they are from. @type {[string, string[]][]} */
const heaps = [];
for (const folder of [
  "engine/verify/testdata/vectors",
  "engine/testdata",
  "engine/read/testdata",
  "engine/read/printed/testdata",
  "engine/client/testdata",
  "engine/issue/testdata/further",
  "web/test/fixtures",
])
  for (const path of [...list(folder, ".txtar"), ...list(folder, ".pem")])
    heaps.push([path, blocks(text(path))]);
text("web/js/examples.js")
  .split("`")
  .forEach((text, i) => heaps.push([`example ${i}`, blocks(text)]));
heaps.splice(0, Infinity, ...heaps.filter(([, certificates]) => certificates.length > 0));
const own = heaps.length;
for (const kind of ["structured", "random", "edges", "found", "lengths", "algorithms", "damaged"]) {
  const lines = gunzipSync(read(`engine/verify/testdata/cases-${kind}.tsv.gz`))
    .toString("latin1")
    .trim()
    .split("\n");
  for (const line of lines) {
    const [id, ...fields] = line.split("\t");
    heaps.push([
      `${kind} ${id}`,
      fields
        .flatMap(f => f.split(","))
        .filter(f => f.startsWith("MI"))
        .map(pem),
    ]);
  }
}

/** A clock's as the page says it, and what people write. */
const times = [
  "2026-11-22T09:08:07.654Z",
  "2026-11-22T00:00:00.000Z",
  "2026-06-01T12:00:00+08:00",
  "2026-11-22T00:00:00Z",
  "2027-02-28T23:59:59.999Z",
  "2049-01-01T00:00:00.001Z",
  "1999-12-31T23:59:59Z",
];
if (mode === "record") times.push(""); // now, which no two engines agree on
const hosts = [
  "",
  "localhost",
  "es.example.com",
  "127.0.0.1",
  "server.example",
  "::1",
  "nobody.example.org",
  "bücher.example",
  "https://es.example.com:9200/",
  "*.example.com",
  "exa mple",
];
const zones = ["UTC", "Asia/Shanghai", "America/New_York", "Asia/Kolkata"];
let clients = [""],
  generations = ["3.5"],
  turn = 0;

/** What the page asks of every check. @param {object[]} inputs @param {object} [options] @returns {Ask} */
const check = (inputs, options = {}) => ({
  call: "check",
  args: {
    inputs,
    client: "",
    ownClient: false,
    ownHost: false,
    as: "",
    openssl: "3.5",
    host: "",
    time: times[turn++ % times.length],
    passwords: [],
    roles: {},
    chain: null,
    lang: turn % 2 ? "en" : "zh",
    ...options,
  },
});
const catalog = lang => ({ call: "catalog", args: { lang } });
const together = (ask, more = {}) => ({ ...ask, together: true, ...more });

/** The visits that bring these certificates. @param {string[]} certificates @returns {Ask[][]} */
function visits(certificates) {
  const all = paste(certificates),
    one = paste(certificates.slice(0, 1)),
    last = certificates.slice(-1);
  const any = list => list[turn % list.length];
  const fragment = "#cert=" + deflateRawSync(Buffer.concat(certificates.map(der))).toString("base64url");
  const out = [
    // A link, as a visit by one begins; then somebody chooses.
    [
      catalog("en"),
      together({ call: "decodeLink", args: { fragment: fragment + "&host=localhost&client=curl&lang=zh" } }),
      check(certificates.map((c, i) => ({ name: `certificate-${i + 1}.der`, data: der(c) }))),
      check(all, { host: any(hosts), ownHost: true }),
      check(all, { client: any(clients), ownClient: true }),
      check(all, { openssl: any(generations) }),
    ],
    // A paste, and typing that goes on meanwhile.
    [
      catalog("zh"),
      check(all, { time: times[0] }),
      check(one, { cancel: true }),
      together(check(all), { cancel: true }),
      together(check(all)),
      together(catalog("en")),
      check(all, { as: any(["server", "client"]), host: any(hosts) }),
    ],
    // Files.
    [
      check(certificates.map((c, i) => ({ name: i ? "ca.crt" : "server.crt", data: paste([c])[0].data }))),
      check(last.map(c => ({ name: "ca.der", data: der(c) }))),
      check(one, { host: any(hosts) }),
      check([{ name: "", data: bytes(base64(last[0])) }], { passwords: ["changeit"] }),
      check(all, {
        roles: { ["0".repeat(64)]: any(["leaf", "intermediate", "anchor", "unused"]) },
        chain: turn % 3,
      }),
    ],
  ];
  for (let i = 0; mode === "record" && i < 3; i++) {
    const some = [];
    for (let k = 0; k < 5; k++)
      some.push(
        check(all, { client: any(clients), ownClient: true, openssl: generations[i], host: any(hosts) }),
      );
    out.push(some);
  }
  return out;
}

const traceback = "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed";
const damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
/** What is no certificate, and what is asked wrongly. @type {Ask[][]} */
const others = [
  "",
  "hello",
  traceback,
  damaged,
  "MIIB",
  "\0\x01",
  '{"kind": "Secret"}',
  text("engine/read/testdata/ca.key"),
  text("web/test/fixtures/request.csr"),
].map(text => [check([{ name: "", data: bytes(text) }])]);
others.push(
  [
    ...list("engine/read/testdata", ".p12"),
    ...list("engine/read/testdata", ".p7b"),
    ...list("engine/read/testdata", ".jks"),
  ].map(path => check([{ name: path, data: new Uint8Array(read(path)) }], { passwords: ["changeit"] })),
);
others.push([
  check([], {}),
  check([], { client: "nobody" }),
  check(paste(heaps[0][1]), { client: "nobody" }),
  check(paste(heaps[0][1]), { time: "soon" }),
  { call: "decodeLink", args: { fragment: "#cert=!" } },
  { call: "decodeLink", args: { fragment: "" } },
  { call: "decodeLink", args: { fragment: "#pem=" + encodeURIComponent(heaps[0][1][0]) } },
  {
    call: "decodeLink",
    args: { fragment: "#der=" + Buffer.from(der(heaps[0][1][0])).toString("base64url") + "&lang=en" },
  },
  { call: "nonsense", args: {} },
  { call: "check", args: null },
]);

// --- the run ---

const module = new WebAssembly.Module(fs.readFileSync(file));
const full = mode === "compare" ? new WebAssembly.Module(fs.readFileSync(further[0])) : null;
/** @type {Map<string, boolean>} by the name of each function, as far as they have names */
const called = new Map();
/** @type {{what: string, where: number}[]} */
const stops = [];
let number = 0,
  verdicts = 0;

/** @param {string} what @param {Ask[]} asks */
async function go(what, asks) {
  const zone = zones[number++ % zones.length],
    { answers, stop, where, exports } = await visit(module, asks, zone);
  verdicts += answers.filter(a => a?.includes('"verdict"')).length;
  for (const [name, global] of Object.entries(exports))
    if (name.startsWith("called ")) called.set(name, Boolean(global.value) || called.get(name) === true);
  if (!full) {
    if (stop) throw new Error(`${what}: ${stop}`);
    return answers;
  }
  if (stop && !stop.startsWith("RuntimeError")) throw new Error(`${what}: ${stop}`);
  if (stop) stops.push({ what, where });
  const whole = await visit(full, asks, zone);
  if (whole.stop) throw new Error(`${what}: ${whole.stop}`);
  for (const [id, answer] of Object.entries(answers))
    if (answer !== whole.answers[id] && !(stop && whole.answers[id].startsWith(answer)))
      throw new Error(`${what}: the split engine says\n${answer}\nthe full one\n${whole.answers[id]}`);
  return answers;
}

const known = JSON.parse((await go("the catalog", [catalog("en")]))[1]);
clients = known.clients.map(c => c.id);
generations = known.generations;
/** @type {[string, Ask[]][]} */
const wanted = others.map((asks, i) => [`other ${i}`, asks]);
for (const [i, [what, certificates]] of heaps.entries()) {
  const made = i >= own; // strange on purpose: one of the visits that it can bring is enough
  const rare = what.startsWith("algorithms "); // each calls what no other does
  if (i % Number(every) && (mode === "compare" || (made && !rare))) continue;
  const all = certificates.length < 12 ? visits(certificates) : [[check(paste(certificates))]];
  for (const asks of made || mode === "compare" ? [all[i % all.length]] : all) wanted.push([what, asks]);
}
// Where nothing is compared, an engine answers many: its memory lasts.
const step = mode === "record" ? 16 : 1;
for (let i = 0; i < wanted.length; i += step) {
  const some = wanted.slice(i, i + step);
  await go(
    some.map(([what]) => what).join(),
    some.flatMap(([, asks]) => asks),
  );
}

const names = [...called].filter(([, was]) => !was).map(([name]) => name.replace(/^called \d+ /, ""));
if (mode === "record") fs.writeFileSync(further[1], names.join("\n"));
console.log(JSON.stringify({ visits: number, verdicts, stops }));
process.exit(0);
