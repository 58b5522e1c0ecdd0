// Walks inputs in every dress of the page and lays the screenshots out on contact sheets: node web/test/walk.mjs OUT
// FILE... X509STRICT_DIST names another built site than dist/. A sheet for each input; English and Chinese, light and
// dark, wide, 360 px, zoomed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { dist, launch, openPage, serve } from "./harness.mjs";

const [out, ...files] = process.argv.slice(2);
const none = /** @type {any} */ ({ after() {} });
const site = await serve(none, { dir: process.env.X509STRICT_DIST ?? dist }),
  browser = await launch(none);
mkdirSync(out, { recursive: true });
/** @type {[string, import("playwright-core").BrowserContextOptions][]} */
const DRESSES = [
  ["wide", { viewport: { width: 1360, height: 900 } }],
  ["360", { viewport: { width: 360, height: 740 } }],
  ["zoomed", { viewport: { width: 683, height: 425 } }],
];
for (const file of files) {
  /** @type {{label: string, png: string}[]} */
  const shots = [];
  for (const locale of ["en-US", "zh-CN"])
    for (const [size, options] of DRESSES) {
      const context = await browser.newContext({ locale, serviceWorkers: "block", ...options }),
        page = await openPage(context, site.url);
      await page.getByTestId("file-input").setInputFiles({
        name: basename(file),
        mimeType: "application/octet-stream",
        buffer: readFileSync(file),
      });
      await page.locator("[data-testid=verdict], [data-testid=audit], [data-testid=error]").first().waitFor();
      await page.getByTestId("rest-coming").waitFor({ state: "detached" }); // the report is whole
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(400);
        const png = await page.screenshot({ fullPage: true, type: "png" });
        shots.push({ label: `${locale} ${size} ${colorScheme}`, png: png.toString("base64") });
      }
      await context.close();
    }
  const sheet = await browser.newPage({ viewport: { width: 2400, height: 1200 } });
  await sheet.setContent(
    `<body style="margin:8px;font:14px sans-serif;background:#888;display:flex;gap:8px;align-items:start">${shots
      .map(
        s =>
          `<div><div style="background:#fff">${s.label}</div><img style="width:${/wide/.test(s.label) ? 300 : 150}px;display:block" src="data:image/png;base64,${s.png}"></div>`,
      )
      .join("")}</body>`,
  );
  await sheet.waitForTimeout(200);
  writeFileSync(join(out, `${basename(file)}.png`), await sheet.screenshot({ fullPage: true }));
  await sheet.close();
  console.log(file);
}
await browser.close();
await site.stop();
