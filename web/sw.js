// @ts-check
/// <reference lib="webworker" />
/**
 * Keeps one whole version of the page for use without a network. Every file is checked against the hash that the build
 * wrote down, so files of two versions are never mixed: either all of a version is stored, or nothing of it is used.
 * A newer version waits until no tab uses the old one, or until the page asks for it ({activate: true}). Tabs that are
 * still of the old version then get its assets from its own store, which goes when a page of the new version is the
 * only one open ({tidy: true}): a name under assets/ says what its content is, so nothing is mixed.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/**
 * What the build wrote down: each file's path relative to this one, with its SHA-256, and which of the files holds the
 * pages of text, as JSON from path to HTML. There are hundreds of those; fetched and stored one by one they took a
 * browser three seconds of the processor on a slow machine.
 * @type {{version: string, pages: string, files: Record<string, string>}}
 */
const KEPT = /* kept */ { version: "", pages: "", files: {} };

const prefix = `x509strict ${worker.registration.scope} `;
const cacheName = prefix + KEPT.version;
const base = new URL("./", worker.location.href);

/** @param {ArrayBuffer} data @returns {Promise<string>} lower-case hex */
async function sha256(data) {
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", data)), b =>
    b.toString(16).padStart(2, "0"),
  ).join("");
}

/** @param {Cache} cache @param {string} path @param {string} hash */
async function keep(cache, path, hash) {
  const url = new URL(path, base).href;
  // Names under assets/ carry their content's hash: what the page has just loaded need not be loaded again.
  const response = await fetch(url, {
    cache: path.startsWith("assets/") ? "default" : "no-cache",
    credentials: "same-origin",
  });
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
  const data = await response.arrayBuffer();
  if ((await sha256(data)) !== hash) throw new Error(`${path}: is of another version than ${KEPT.version}`);
  const headers = new Headers(response.headers);
  for (const header of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(header);
  await cache.put(url, new Response(data, { headers }));
}

worker.addEventListener("install", event => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName);
      try {
        const paths = Object.keys(KEPT.files);
        for (let i = 0; i < paths.length; i += 8) {
          await Promise.all(paths.slice(i, i + 8).map(path => keep(cache, path, KEPT.files[path])));
        }
      } catch (problem) {
        await caches.delete(cacheName);
        throw problem;
      }
    })(),
  );
});

/** Deletes the stores of other versions, but for the latest so many. @param {number} spared */
async function tidy(spared) {
  const old = (await caches.keys()).filter(name => name.startsWith(prefix) && name !== cacheName);
  for (const name of old.slice(0, old.length - spared)) await caches.delete(name);
}

worker.addEventListener("activate", event => event.waitUntil(tidy(1)));

worker.addEventListener("message", event => {
  if (event.data?.activate) worker.skipWaiting();
  if (event.data?.tidy) {
    event.waitUntil(
      (async () => {
        const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
        // a newer version is stored by now, or about to be
        const waits = worker.registration.installing ?? worker.registration.waiting;
        if (open.length === 1 && !waits) await tidy(0);
      })(),
    );
  }
  if (event.data?.version) event.source?.postMessage({ version: KEPT.version });
});

/** @param {string} path @returns {Promise<Response|undefined>} undefined: no such page of text is kept */
async function keptPage(path) {
  const kept = await (await caches.open(cacheName)).match(new URL(KEPT.pages, base).href),
    pages = await kept?.json();
  if (!kept || !Object.hasOwn(pages, path)) return undefined;
  // The server's own headers, its policy among them, but for what the content is.
  const headers = new Headers(kept.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(pages[path], { headers });
}

worker.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(base.href)) return;
  let path = url.pathname.slice(base.pathname.length);
  if (path === "" || path.endsWith("/")) path += "index.html";
  if (!Object.hasOwn(KEPT.files, path)) {
    if (path.startsWith("assets/"))
      event.respondWith(caches.match(url.href).then(kept => kept ?? fetch(event.request)));
    else if (path.endsWith(".html"))
      event.respondWith(keptPage(path).then(kept => kept ?? fetch(event.request)));
    return;
  }
  event.respondWith(
    (async () => {
      const cache = await caches.open(cacheName);
      return (await cache.match(new URL(path, base).href)) ?? fetch(event.request);
    })(),
  );
});
