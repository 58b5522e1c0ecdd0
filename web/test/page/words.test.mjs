// What stands on the page and on paper in particular cases: verdicts with a condition, locked input, printed and
// exported audits.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { fixtures } from "../harness.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { open, saved, useSite, verdict } from "./site.mjs";

useSite();

test("an acceptance that hangs on an unseen CA says so in its heading, in both languages", async t => {
  const page = await open(t),
    heading = page.locator("[data-testid=verdict] h1");
  await page.getByTestId("input").fill(EXAMPLES["lone-leaf"]);
  await verdict(page, "accepted");
  assert.equal(
    await heading.innerText(),
    "Python 3.13 accepts this certificate, given a conforming CA that it trusts",
  );
  assert.match((await page.getByTestId("verdict").getAttribute("class")) ?? "", /waiting/);
  await page.getByTestId("language").selectOption("zh");
  await page.waitForFunction(() =>
    /只要 CA 合规且受信任/.test(document.querySelector("[data-testid=verdict] h1")?.textContent ?? ""),
  );
  await page.getByTestId("language").selectOption("en");
  await page.getByTestId("input").fill(EXAMPLES.clean);
  await page.waitForFunction(
    () =>
      document.querySelector("[data-testid=verdict] h1")?.textContent === "Python 3.13 accepts this chain",
  );
  assert.doesNotMatch((await page.getByTestId("verdict").getAttribute("class")) ?? "", /waiting/);
});

test("a lone CA: accepted under a condition, refused without one", async t => {
  const page = await open(t),
    heading = page.locator("[data-testid=verdict] h1");
  const all = EXAMPLES.clean.split(/(?<=-----END CERTIFICATE-----\n)/).filter(Boolean);
  await page.getByTestId("input").fill(all[all.length - 1]);
  await verdict(page, "accepted");
  assert.match(await heading.innerText(), /accepts this CA, given a conforming server certificate from it/);
  const [, ca] = EXAMPLES.elasticsearch.split(/(?<=-----END CERTIFICATE-----\n)/);
  await page.getByTestId("input").fill(ca);
  await verdict(page, "refused");
  assert.match(await heading.innerText(), /^Python 3\.13 refuses/);
});

test("a locked container: a password is wanted, not another paste", async t => {
  const page = await open(t);
  await page.getByTestId("file-input").setInputFiles(join(fixtures, "elasticsearch-http.p12"));
  await page.getByRole("button", { name: "Enter the password" }).click();
  assert.match(
    await page.getByTestId("verdict").innerText(),
    /a password is needed[\s\S]*elasticsearch-http\.p12: it wants a password/,
  );
  await page.keyboard.type("wrong");
  await page.keyboard.press("Enter");
  await page.getByTestId("verdict").getByText("the password does not open it").waitFor();
  await page.getByTestId("password").fill("changeme");
  await page.keyboard.press("Enter");
  await verdict(page, "refused");
});

test("an audit on paper holds every row with its name, and its Markdown speaks the language of the page", async t => {
  const page = await open(t, { locale: "zh-CN" });
  await page.getByTestId("file-input").setInputFiles(join(fixtures, "truststore-140.pem"));
  await page.waitForFunction(() =>
    /140/.test(document.querySelector("[data-testid=audit] h1")?.textContent ?? ""),
  );
  const { data } = await saved(page, "audit.md");
  assert.match(String(data), /\| 信任锚 \|/);
  assert.doesNotMatch(String(data), /\| anchor \|/);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.getByTestId("audit-row").count(), 140);
  for (const i of [0, 139])
    assert.ok(
      await page.getByTestId("audit-row").nth(i).locator("button").isVisible(),
      "a name is missing on paper",
    );
  assert.equal(await page.locator(".audit-columns button").first().isVisible(), true);
  assert.equal(await page.locator(".audit-tools").first().isVisible(), false);
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=audit-row]").length < 60);
});
