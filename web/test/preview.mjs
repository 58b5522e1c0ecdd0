// Makes web/preview.png, the picture shown where somebody links to the site: node web/test/preview.mjs
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, top } from "./harness.mjs";

const html = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; width: 1200px; height: 630px; background: #f7f7f5; color: #1c1c1a; display: grid; align-content: center; gap: 34px;
    padding: 0 90px; box-sizing: border-box; font: 34px/1.4 system-ui, sans-serif; }
  b { font-size: 74px; letter-spacing: -2px; line-height: 1.1; }
  pre { margin: 0; font: 25px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; background: #fff; border: 2px solid #d9d9d4; border-inline-start: 10px solid #b3261e;
    padding: 26px 30px; }
  span { color: #5c5c57; }
</style><span>x509strict</span><b>Will Python 3.13 accept this certificate?</b>
<pre>certificate verify failed:
CA cert does not include key usage extension</pre>
<span>Every reason at once, and the repaired file. Nothing leaves your browser.</span>`;

const browser = await launch(/** @type {any} */ ({ after() {} }));
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
await page.setContent(html);
writeFileSync(join(top, "web/preview.png"), await page.screenshot({ type: "png" }));
await browser.close();
