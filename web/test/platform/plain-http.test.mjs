// Plain http inside a closed network: no WebCrypto, no service worker, no clipboard API; everything else works.
import assert from "node:assert/strict";
import test from "node:test";
import { eventually, folder, launch, openPage, serve } from "../harness.mjs";
import { elasticsearch, strictVerify } from "../pki.mjs";
import { download, giveKey, paste } from "../user.mjs";

test("an origin that browsers don't trust", { timeout: 240_000 }, async t => {
  const dir = folder(t),
    made = await elasticsearch(dir, { bits: 2048 });
  const { port } = await serve(t),
    url = `http://pki.closed.test:${port}/`;
  const page = await openPage(
    await launch(t, { args: ["--host-resolver-rules=MAP pki.closed.test 127.0.0.1"] }),
    url,
  );
  assert.deepEqual(
    await page.evaluate(() => ({
      secure: isSecureContext,
      subtle: typeof crypto.subtle,
      worker: "serviceWorker" in navigator,
      clipboard: typeof navigator.clipboard,
    })),
    { secure: false, subtle: "undefined", worker: false, clipboard: "undefined" },
  );

  await paste(page, made.pem, "refused");
  await giveKey(page, made.key);
  const ca = await download(page, "ca.crt", dir),
    after = await strictVerify(ca, made.leaf);
  assert.ok(after.ok, after.text);
  // The history is IndexedDB, which needs no trusted origin.
  await eventually(page, async () => (await indexedDB.databases()).length > 0);
  const link = page.getByTestId("share-link").first();
  assert.ok((await link.count()) > 0, "the link is offered as text where there is no clipboard");
  assert.deepEqual(
    /** @type {any} */ (page).complaints.filter((/** @type {string} */ c) => /^(error|exception)/.test(c)),
    [],
  );
});
