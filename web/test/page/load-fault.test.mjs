// A certificate that does not load: the page says where, who loads it nevertheless, and shows the bytes, in both
// languages.
import assert from "node:assert/strict";
import test from "node:test";
import { EXAMPLES } from "../../js/examples.js";
import { open, useSite, verdict } from "./site.mjs";

useSite();

/** The first certificate with another tag where its serial number is. @returns {string} */
function withoutSerial() {
  const body = /-----BEGIN CERTIFICATE-----([^-]+)/.exec(EXAMPLES.clean)?.[1] ?? "";
  const der = Buffer.from(body, "base64");
  const at = der.indexOf(Buffer.from([0xa0, 3, 2, 1, 2, 2])) + 5;
  der[at] = 4;
  return `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

test("the place of the fault, each verifier's words and the bytes stand on the page", async t => {
  const page = await open(t),
    fault = page.getByTestId("load-fault");
  await page.getByTestId("input").fill(withoutSerial());
  await verdict(page, "unreadable");
  await fault.filter({ hasText: "rustls" }).waitFor(); // the whole engine has answered
  const text = await fault.innerText();
  assert.match(text, /tbsCertificate\.serialNumber, at byte 13/);
  assert.match(text, /expected INTEGER, found OCTET STRING/);
  assert.match(text, /OpenSSL 3\.5 does not load it: asn1 encoding routines:wrong tag/);
  await fault.locator("summary").click();
  assert.match(await fault.locator("mark").first().innerText(), /^04 /);
  await page.getByTestId("language").selectOption("zh");
  await fault.filter({ hasText: "应为 INTEGER，实际为 OCTET STRING" }).waitFor();
});
