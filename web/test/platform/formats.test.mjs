// What the native command writes for other programs, held to the schemas that those publish.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const schema = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"; // OASIS' own, as published in a package
const top = new URL("../../..", import.meta.url).pathname;
let dir = "";
let program = "";

before(() => {
  dir = mkdtempSync(join(tmpdir(), "formats-"));
  program = join(dir, "x509strict");
  execFileSync("go", ["build", "-o", program, "./engine/cmd/x509strict"], { cwd: top });
});
after(() => rmSync(dir, { recursive: true }));

/** A CA without key usage whose name is hostile to every format. @returns {string} its file */
function refused() {
  const file = join(dir, "a b#%.pem");
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "3650",
    ].concat(["-subj", "/CN=]]><a> \"'& \u202e", "-utf8", "-keyout", join(dir, "key"), "-out", file]),
    { stdio: "pipe" },
  );
  return file;
}

test("SARIF fits its schema, whatever is in the certificates", () => {
  const validate = new Ajv({ schemaId: "auto", unknownFormats: "ignore" })
    .addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"))
    .compile(JSON.parse(readFileSync(require.resolve(schema), "utf8")));
  const file = refused();
  const none = join(dir, "good.pem");
  writeFileSync(none, readFileSync(file));
  for (const args of [
    ["check", file],
    ["audit", file, "127.0.0.1:1", "-expires-within", "9999d"],
    ["audit", none, "-client", "curl"],
  ]) {
    const run = spawnSync(program, [...args, "-format", "sarif"], { encoding: "utf8" });
    const log = JSON.parse(run.stdout);
    assert.ok(validate(log), JSON.stringify(validate.errors?.slice(0, 3), null, 1) + run.stderr);
    assert.ok(log.runs[0].results.length > 0);
    for (const result of log.runs[0].results) {
      assert.equal(log.runs[0].tool.driver.rules[result.ruleIndex].id, result.ruleId);
    }
  }
});

test("JUnit is XML that another parser reads, with a case for each certificate", t => {
  const run = spawnSync(program, ["audit", refused(), "127.0.0.1:1", "-format", "junit"], {
    encoding: "utf8",
  });
  assert.equal(run.status, 1, run.stderr);
  const script =
    "import sys, xml.etree.ElementTree as t; r = t.fromstring(sys.stdin.buffer.read());" +
    "c = r.findall('testsuite/testcase'); print(r.tag, r.get('tests'), len(c), sum(x.find('failure') is not None for x in c)," +
    "sum(x.find('error') is not None for x in c))";
  const read = spawnSync("python3", ["-c", script], { input: run.stdout, encoding: "utf8" });
  if (read.error) return t.skip("python3 is missing");
  assert.equal(read.stdout.trim(), "testsuites 2 2 1 1", read.stderr);
});
