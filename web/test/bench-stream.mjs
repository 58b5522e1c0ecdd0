// The audit of a stream of chains by the native command: in one process, in two, and on two hosts.
import { execFileSync, spawn } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OID, der, extension, name, oid } from "./der.mjs";
import { top } from "./harness.mjs";

/**
 * Chains of two whose every certificate is another one: an RSA 2048 CA, and a server's certificate signed with its key.
 */
export function chains(/** @type {number} */ n) {
  const sequence = 0x30,
    algorithm = der(sequence, oid("1.2.840.113549.1.1.11"), der(5));
  const authority = generateKeyPairSync("rsa", { modulusLength: 2048 }),
    server = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const make = (
    /** @type {Buffer} */ subject,
    /** @type {Buffer} */ issuer,
    /** @type {number} */ serial,
    /** @type {import("node:crypto").KeyObject} */ key,
    /** @type {Buffer[]} */ extensions,
  ) => {
    const tbs = der(
      sequence,
      der(0xa0, der(2, Buffer.from([2]))),
      der(2, Buffer.from([1, serial >> 16, (serial >> 8) & 255, serial & 255])),
      algorithm,
      issuer,
      der(sequence, der(23, "240101000000Z"), der(23, "440101000000Z")),
      subject,
      key.export({ type: "spki", format: "der" }),
      der(0xa3, der(sequence, ...extensions)),
    );
    return der(
      sequence,
      tbs,
      algorithm,
      der(3, Buffer.from([0]), sign("sha256", tbs, authority.privateKey)),
    ).toString("base64");
  };
  const id = (/** @type {import("node:crypto").KeyObject} */ key) =>
    createHash("sha1")
      .update(key.export({ type: "pkcs1", format: "der" }))
      .digest();
  const ski = (/** @type {import("node:crypto").KeyObject} */ key) => extension(OID.ski, der(4, id(key))),
    aki = extension(OID.aki, der(sequence, der(0x80, id(authority.publicKey))));
  return Array.from({ length: n }, (_, i) => {
    const issuer = name([[OID.commonName, `CA ${i}`]]),
      host = `host${i}.example.com`;
    const ca = make(issuer, issuer, i, authority.publicKey, [
      ski(authority.publicKey),
      aki,
      extension(OID.bc, der(sequence, der(1, Buffer.from([255]))), true),
    ]);
    const leaf = make(name([[OID.commonName, host]]), issuer, i, server.publicKey, [
      ski(server.publicKey),
      aki,
      extension(OID.san, der(sequence, der(0x82, host))),
    ]);
    return {
      leaf,
      ca,
      line:
        [
          `chain${i}`,
          "strict,partial,trusted_first",
          "sslserver",
          1,
          Math.floor(Date.now() / 1000),
          `dns:${host}`,
          leaf,
          "-",
          ca,
        ].join("\t") + "\n",
    };
  });
}

/**
 * One process of one core for each part, all at once.
 * @param {string} cli
 * @param {string[]} files
 * @returns {Promise<number>} seconds
 */
async function processes(cli, files) {
  const from = performance.now();
  await Promise.all(
    files.map(
      file =>
        new Promise((done, failed) => {
          const input = openSync(file, "r");
          const process_ = spawn(cli, ["audit", "-index=false"], {
            stdio: [input, "ignore", "inherit"],
            env: { ...process.env, GOMAXPROCS: "1" },
          });
          closeSync(input);
          process_.once("error", failed);
          process_.once("exit", code => (code === 0 ? done(null) : failed(new Error(`audit: exit ${code}`))));
        }),
    ),
  );
  return (performance.now() - from) / 1000;
}

/**
 * README's line for GNU parallel on two hosts, which are network namespaces of this machine: its cores are shared.
 * @param {string} cli @param {string} file @returns {number} seconds; 0 where it can't be run
 */
function twoHosts(cli, file) {
  const line = /^parallel .*$/m.exec(readFileSync(join(top, "README.md"), "utf8"))?.[0] ?? "";
  try {
    const script = join(top, "engine/cmd/x509strict/testdata/two-hosts.sh");
    const said = execFileSync("bash", [script, cli, file, line], { encoding: "utf8" });
    return Number(/two hosts ([\d.]+) s/.exec(said)?.[1] ?? 0);
  } catch (failed) {
    console.error(String(failed)); // no root, no parallel, no sshd
    return 0;
  }
}

/**
 * @param {string} cli @param {string} lines chains, one a line @param {string} dir to write files in
 * @returns {Promise<[how: string, seconds: number][]>} 0 seconds for what could not be run here
 */
export async function streams(cli, lines, dir) {
  const all = lines.trimEnd().split("\n"),
    half = Math.ceil(all.length / 2);
  const file = (/** @type {string} */ called, /** @type {string[]} */ some) => {
    writeFileSync(join(dir, called), some.join("\n") + "\n");
    return join(dir, called);
  };
  const whole = file("chains.txt", all),
    halves = [file("chains.1", all.slice(0, half)), file("chains.2", all.slice(half))];
  return [
    ["one process of one core", await processes(cli, [whole])],
    ["two processes of one core each", await processes(cli, halves)],
    ["GNU parallel on two hosts, README's line", twoHosts(cli, whole)],
  ];
}
