// Certificates and links made to harm: shown as text, escaped, in bounded time, and the page lives on.
import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { launch, openPage, ready, serve } from "../harness.mjs";
import { OID, certificate, der, extension, identifiers, name } from "../der.mjs";

const dns = (/** @type {string} */ s) => der(0x82, s),
  uri = (/** @type {string} */ s) => der(0x86, s);
const san = (/** @type {Buffer[]} */ ...names) => extension(OID.san, der(0x30, ...names));

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {string} */
let url;
/** @type {() => Promise<void>} */
let stop;
test.before(async () => {
  ({ url, stop } = await serve(/** @type {any} */ (undefined)));
});

/** A fresh page that fails the test on any dialog, exception or complaint of the policy. */
async function open(/** @type {import("node:test").TestContext} */ t, fragment = "") {
  browser ??= /** @type {any} */ (await launch(/** @type {any} */ (undefined)));
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  t.after(() => context.close());
  const page = await openPage(context, url + fragment);
  page.on("dialog", d => {
    /** @type {any} */ (page).complaints.push(`exception: dialog ${d.message()}`);
    return d.dismiss();
  });
  return page;
}
test.after(async () => {
  await browser?.close();
  await stop();
});

/** Gives a file. */
const drop = (
  /** @type {import("playwright-core").Page} */ page,
  /** @type {string} */ fileName,
  /** @type {Buffer} */ buffer,
) =>
  page
    .getByTestId("file-input")
    .setInputFiles({ name: fileName, mimeType: "application/octet-stream", buffer });

/** Waits until the work has ended in a verdict, a problem, or a table that is complete. */
const ended = (/** @type {import("playwright-core").Page} */ page) =>
  page.waitForFunction(
    () =>
      document.querySelector("[data-testid=verdict], [data-testid=error], [data-testid=audit]") &&
      !document.querySelector("[data-testid=progress], [data-testid=rest-coming]"),
    null,
    { timeout: 60_000 },
  );

/** Pastes and waits for the end. */
async function paste(/** @type {import("playwright-core").Page} */ page, /** @type {string} */ text) {
  // Typing so much would measure the text box of the browser; a file is how it comes.
  if (text.length < 50_000) await page.getByTestId("input").fill(text);
  else await drop(page, "hostile.pem", Buffer.from(text));
  await ended(page);
}

/** Opens every part that is folded, those inside of others too, and waits until they are filled. */
async function openAll(/** @type {import("playwright-core").Page} */ page) {
  for (let round = 0; round < 3; round++) {
    await page.evaluate(() => {
      for (const d of document.querySelectorAll("details")) d.open = true;
    });
    await page.waitForTimeout(250);
  }
}

/** What must hold whatever was pasted. */
async function unharmed(/** @type {import("playwright-core").Page} */ page) {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(tall < 15_000, `the page is ${tall} px tall before anything is opened`);
  await openAll(page);
  const found = await page.evaluate(() => {
    const text = document.body.innerText;
    return {
      evil: [
        /** @type {any} */ (window).evil,
        /** @type {any} */ ({}).polluted,
        document.title.includes("evil") ? "title" : undefined,
      ].filter(x => x !== undefined),
      elements: document.querySelectorAll("main img, main script, main iframe, main object, main style")
        .length,
      hrefs: [...document.querySelectorAll("[href], [src], [action]")]
        .map(e => e.getAttribute("href") ?? e.getAttribute("src") ?? "")
        .filter(h => /^\s*(javascript|data|vbscript):/i.test(h) && !h.startsWith("data:image/svg+xml")),
      // eslint-disable-next-line no-control-regex
      raw: [
        ...text.matchAll(
          /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g,
        ),
      ].map(m => m[0].codePointAt(0)?.toString(16)),
      wide: document.documentElement.scrollWidth - innerWidth,
    };
  });
  assert.deepEqual(found.evil, []);
  assert.equal(found.elements, 0, "markup of a certificate became elements");
  assert.deepEqual(found.hrefs, [], "an address of a certificate became a link");
  assert.deepEqual(found.raw, [], "control or direction characters are shown raw");
  const long = await page.evaluate(() =>
    [...document.querySelectorAll("main *:not(pre):not(textarea)")]
      .filter(e => [...e.childNodes].some(c => c instanceof Text && c.length > 5_000))
      .map(
        e =>
          `${e.closest("section[id], [id]")?.id}: ${e.tagName} ${e.className} in ${e.parentElement?.className}: ${e.textContent?.slice(0, 60)}`,
      ),
  );
  assert.deepEqual(long, [], "single texts of more than 5,000 characters");
  assert.ok(found.wide <= 0, `the page is ${found.wide} px wider than the window`);
  assert.deepEqual(
    /** @type {any} */ (page).complaints.filter((/** @type {string} */ c) =>
      /^exception|Content.Security.Policy|Trusted/.test(c),
    ),
    [],
  );
  const alive = await page.evaluate(() =>
    /** @type {any} */ (window).x509strict.check("nothing", {}).then(
      (/** @type {any} */ r) => r.verdict,
      (/** @type {any} */ e) => e.problem?.kind,
    ),
  );
  assert.ok(["unreadable", "bad-input"].includes(alive), `the engine answers ${alive}`);
}

const MARKUP = `"><img src=x onerror="window.evil=1"><script>window.evil=2</script><b>`;
const CERTIFICATES = {
  "markup in every name": certificate({
    subject: name([
      [OID.commonName, MARKUP],
      [OID.organization, "<svg onload=window.evil=3>"],
    ]),
    extensions: [
      ...identifiers,
      san(dns("<script>window.evil=4</script>"), uri("javascript:window.evil=5"), der(0x81, "\"'`<>&@evil")),
      extension(OID.crl, der(0x30, der(0x30, der(0xa0, der(0xa0, uri("javascript:window.evil=6")))))),
      extension(
        OID.aia,
        der(
          0x30,
          der(
            0x30,
            der(6, Buffer.from([43, 6, 1, 5, 5, 7, 48, 2])),
            uri("data:text/html,<script>evil</script>"),
          ),
        ),
      ),
    ],
  }),
  "direction marks, controls and look-alikes": certificate({
    subject: name([
      [
        OID.commonName,
        "admin\u202Emoc.elpmaxe\u202C \u0000\u001b[31mred\u0007\u0085 \u2066x\u2069 \u200Bpаypal\uFEFF",
      ],
      [OID.organization, "tab\there\nline\rreturn"],
    ]),
    extensions: [...identifiers, san(dns("a\u0000.example"), dns("\u001b]0;title\u0007"))],
  }),
  "names of prototypes": certificate({
    subject: name([
      [OID.commonName, "__proto__"],
      [OID.organization, "constructor"],
    ]),
    extensions: [
      ...identifiers,
      san(
        dns("__proto__"),
        dns("constructor"),
        dns("toString"),
        dns("hasOwnProperty"),
        dns("__proto__.polluted"),
      ),
    ],
  }),
  "letters that pass for others": certificate({
    subject: name([
      [OID.commonName, "p\u0430ypal \u{1d400}dmin e\u0301\u0301\u0301\u0301\u0301\u0301\u0301"],
      [OID.organization, "G\u03bfogle"],
    ]),
    extensions: [...identifiers, san(dns("p\u0430ypal.com"), dns("\u0430\u0440\u0440\u04cf\u0435.com"))],
  }),
  "a name of 900,000 letters": certificate({
    subject: name([[OID.commonName, "W".repeat(900_000)]]),
    extensions: identifiers,
  }),
  "a name of a megabyte": certificate({
    subject: name([[OID.commonName, "W".repeat(1 << 20)]]),
    extensions: identifiers,
  }),
  "10,000 names": certificate({
    subject: name([[OID.commonName, "many"]]),
    extensions: [
      ...identifiers,
      san(...Array.from({ length: 10_000 }, (_, i) => dns(`host-${i}.example.org`))),
    ],
  }),
  "5,000 attributes in a name": certificate({
    subject: name(
      Array.from(
        { length: 5_000 },
        (_, i) => /** @type {[string, string]} */ ([OID.commonName, `part ${i}`]),
      ),
    ),
    extensions: identifiers,
  }),
  "3,000 extensions": certificate({
    subject: name([[OID.commonName, "x"]]),
    extensions: Array.from({ length: 3_000 }, (_, i) => extension(`1.3.6.1.4.1.99999.${i}`, der(12, "x"))),
  }),
  "a serial number of 100,000 bytes": certificate({
    subject: name([[OID.commonName, "x"]]),
    extensions: identifiers,
    serial: Buffer.alloc(100_000, 0x55),
  }),
};
let nested = der(5);
for (let i = 0; i < 10_000; i++) nested = der(0x30, nested);
CERTIFICATES["10,000 levels in an extension"] = certificate({
  subject: name([[OID.commonName, "deep"]]),
  extensions: [...identifiers, extension("1.3.6.1.4.1.99999.1", nested)],
});
CERTIFICATES["10,000 levels in a name"] = certificate({
  subject: name([[OID.commonName, nested]]),
  extensions: identifiers,
});

for (const [what, pem] of Object.entries(CERTIFICATES)) {
  test(`certificate: ${what}`, { timeout: 120_000 }, async t => {
    const page = await open(t);
    await page.getByTestId("host").fill("host.example"); // so that clients quote the names they were given
    await paste(page, pem);
    await unharmed(page);
  });
}

test("letters that pass for others are shown as what they are", { timeout: 60_000 }, async t => {
  const page = await open(t);
  await paste(page, CERTIFICATES["letters that pass for others"]);
  await openAll(page);
  const text = await page.locator("main").innerText();
  for (const shown of [
    "p\\u{430}ypal",
    "\\u{1d400}dmin",
    "G\\u{3bf}ogle",
    "DNS:\\u{430}\\u{440}\\u{440}\\u{4cf}\\u{435}.com",
  ])
    assert.ok(text.includes(shown), `${shown} is not in the page`);
  assert.doesNotMatch(text, /[\u0430\u03bf]|\u0301{4}/);
});

const PLAIN = certificate({ subject: name([[OID.commonName, "plain"]]), extensions: identifiers });
for (const fileName of [
  "__proto__",
  "constructor",
  "toString.pem",
  `"><img src=x onerror=window.evil=1>.pem`,
  "ca\u202Emep.exe",
  "..\\..\\x.pem",
  "n".repeat(250),
]) {
  test(`a file called ${JSON.stringify(fileName).slice(0, 60)}`, { timeout: 60_000 }, async t => {
    const page = await open(t);
    await drop(page, fileName, Buffer.from(PLAIN));
    await ended(page);
    assert.equal(await page.getByTestId("verdict").count(), 1);
    await unharmed(page);
    await drop(page, fileName, Buffer.from(PLAIN.repeat(30) + CERTIFICATES["names of prototypes"])); // the same as a table
    await page.getByTestId("audit").waitFor();
    await ended(page);
    await unharmed(page);
  });
}

test("a megabyte of anything else ends in words, not in waiting", { timeout: 90_000 }, async t => {
  for (const junk of [
    Buffer.alloc(1 << 20, 0x41),
    Buffer.alloc(1 << 20, 0),
    Buffer.from("-----BEGIN CERTIFICATE-----\n".repeat(40_000)),
  ]) {
    const page = await open(t);
    await drop(page, "junk.bin", junk);
    await ended(page);
    assert.equal(await page.getByTestId("verdict").getAttribute("data-verdict"), "unreadable");
    await unharmed(page);
  }
});

const simple = certificate({ subject: name([[OID.commonName, "link"]]), extensions: identifiers });
const simpleDER = Buffer.from(simple.replace(/-----[^-]+-----|\s/g, ""), "base64");
const LINKS = {
  "nothing behind the name": "#cert=",
  "no base64": "#cert=%%%<script>window.evil=1</script>",
  "no DEFLATE": `#cert=${Buffer.from("garbage that is no deflate").toString("base64url")}`,
  "a bomb of 200 MB": `#cert=${deflateRawSync(Buffer.alloc(200 << 20)).toString("base64url")}`,
  "cut off": `#cert=${deflateRawSync(simpleDER).toString("base64url").slice(0, 90)}`,
  "markup in the PEM": `#pem=${encodeURIComponent(`<img src=x onerror=window.evil=1>${simple}`)}`,
  "broken escapes": "#pem=%E0%A4%A%zz",
  "DER that is none": "#der=AAAA",
  "options of prototypes": `#der=${simpleDER.toString("base64url")}&client=__proto__&lang=constructor&host=__proto__&__proto__=x&constructor=y`,
  "markup in the options": `#der=${simpleDER.toString("base64url")}&host=${encodeURIComponent(MARKUP)}&client=${encodeURIComponent(MARKUP)}&lang=${encodeURIComponent("<b>")}`,
  "options twice": `#der=${simpleDER.toString("base64url")}&der=AAAA&cert=AAAA&pem=x`,
  "two megabytes": `#pem=${"A".repeat(2_000_000)}`,
};
for (const [what, fragment] of Object.entries(LINKS)) {
  test(`link: ${what}`, { timeout: 120_000 }, async t => {
    const page = await open(t, fragment);
    await ready(page);
    await page.waitForTimeout(700);
    await unharmed(page);
  });
}

test("link: a good one after all these", { timeout: 60_000 }, async t => {
  const page = await open(t, `#cert=${deflateRawSync(simpleDER).toString("base64url")}`);
  await page.getByTestId("verdict").first().waitFor();
  await unharmed(page);
});
