// Keys that cannot sign: the page says of each what it is, as the command does.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { open, useSite, verdict } from "./site.mjs";

useSite();

/** How each file is made with openssl from ca.key, its password, and what the page says. @type {[string, string, string, RegExp][]} */
const KEYS = [
  [
    "aria.key",
    "pkcs8 -topk8 -in ca.key -v2 aria-256-cbc -passout pass:right",
    "right",
    /cipher ARIA .*openssl pkcs8/,
  ],
  [
    "camellia.p12",
    "pkcs12 -export -in ca.crt -inkey ca.key -keypbe camellia-256-cbc -passout pass:right",
    "right",
    /cipher Camellia .*openssl pkcs12/,
  ],
  ["locked.key", "pkcs8 -topk8 -in ca.key -v2 aes-256-cbc -passout pass:right", "wrong", /password/i],
  ["x25519.key", "genpkey -algorithm x25519", "", /X25519/],
  [
    "explicit.key",
    "ecparam -name prime256v1 -genkey -noout -param_enc explicit",
    "",
    /explicit curve parameters/,
  ],
];

test("a key that cannot sign: the page says what it is", async t => {
  const dir = mkdtempSync(join(tmpdir(), "keys-"));
  t.after(() => rmSync(dir, { recursive: true }));
  const openssl = (/** @type {string} */ line) =>
    execFileSync("openssl", line.split(" "), { cwd: dir, stdio: "pipe" });
  openssl(
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -days 3650 -subj /CN=Example-CA",
  );
  const page = await open(t);
  await page.getByTestId("input").fill(readFileSync(join(dir, "ca.crt"), "latin1"));
  await verdict(page, "refused");
  const text = readFileSync(join(dir, "ca.key"), "latin1");
  writeFileSync(join(dir, "cut.key"), text.slice(0, text.length / 2));
  for (const [name, command, password, says] of [...KEYS, ["cut.key", "", "", /cut off/]]) {
    if (command) openssl(`${command} -out ${name}`);
    await page.getByTestId("key-input").setInputFiles(join(dir, String(name)));
    if (password) await page.getByTestId("password").fill(String(password));
    await page.getByTestId("repair").click();
    const error = page.getByTestId("error");
    await error.waitFor();
    assert.match(await error.innerText(), /** @type {RegExp} */ (says), String(name));
    await page.locator('[data-key="forget"]').click();
    await error.waitFor({ state: "detached" });
  }
});
