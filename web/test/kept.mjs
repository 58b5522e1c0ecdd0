// What a browser keeps of a page, and how a key would be recognized in it.
import { createPrivateKey } from "node:crypto";

/** Byte strings by which the key would be recognized, in the forms it could take. @param {string} pem */
export function marks(pem) {
  const lines = pem.split("\n").filter(l => l.length === 64);
  const jwk = createPrivateKey(pem).export({ format: "jwk" });
  const d = Buffer.from(String(jwk.d), "base64url"),
    p = Buffer.from(String(jwk.p), "base64url");
  return [
    // behind the modulus, which is public and stands in every certificate
    ...lines.slice(8, 14).map(l => Buffer.from(l)),
    d.subarray(8, 40),
    p.subarray(8, 40),
    Buffer.from(d.subarray(8, 40).toString("hex")),
    Buffer.from(p.subarray(8, 40).toString("hex").toUpperCase()),
    Buffer.from(
      BigInt("0x" + d.toString("hex"))
        .toString(10)
        .slice(10, 60),
    ),
    Buffer.from([...d.subarray(8, 20)].join(",")),
    Buffer.from(d.subarray(9, 39).toString("base64").slice(0, 36)),
    Buffer.from(lines[9], "utf16le"),
  ];
}

/** Runs in the page: everything that scripts can find of what is kept. */
export async function everythingKept() {
  /** @type {any} */
  const all = {
    local: { ...localStorage },
    session: { ...sessionStorage },
    url: location.href,
    history: history.state,
    name: window.name,
    cookie: document.cookie,
    databases: {},
    caches: [],
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done, failed) => {
      const r = indexedDB.open(String(name));
      r.onsuccess = () => done(r.result);
      r.onerror = () => failed(r.error);
    });
    for (const store of db.objectStoreNames) {
      all.databases[`${name}/${store}`] = await new Promise((done, failed) => {
        const r = db.transaction(store).objectStore(store).getAll();
        r.onsuccess = () =>
          done(JSON.stringify(r.result, (_, v) => (v instanceof Uint8Array ? Array.from(v) : v)));
        r.onerror = () => failed(r.error);
      });
    }
    db.close();
  }
  for (const name of await caches.keys())
    for (const r of await (await caches.open(name)).keys()) all.caches.push(r.url);
  return all;
}

/**
 * Does something that the history takes in, and waits until it has.
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<unknown>} doing
 */
export async function intoHistory(page, doing) {
  const databases = async () => JSON.stringify((await page.evaluate(everythingKept)).databases);
  const before = await databases();
  await doing();
  for (let i = 0; i < 300; i++) {
    if ((await databases()) !== before) return;
    await page.waitForTimeout(100);
  }
  throw new Error("in 30 seconds nothing came into the history");
}
