// An engine that ends or hangs without a word: noticed, said, replaced, with the input kept.
import assert from "node:assert/strict";
import test from "node:test";
import { ready } from "../harness.mjs";
import { EXAMPLES } from "../../js/examples.js";
import { context, site, useSite, verdict } from "./site.mjs";

useSite();

/**
 * The page with a clock that the test moves, and workers that can fall silent: window.mute keeps what is sent to them
 * from arriving, as it is with a worker that has closed itself or runs in a circle.
 * @param {import("node:test").TestContext} t
 */
async function openMutable(t) {
  const page = await (await context(t, { serviceWorkers: "block" })).newPage();
  await page.clock.install();
  await page.addInitScript(() => {
    const w = /** @type {any} */ (window),
      send = Worker.prototype.postMessage;
    w.mute = false;
    w.started = 0;
    const muted = new WeakSet();
    w.muteNow = () => (w.mute = true);
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ rest) {
      if (message?.start) w.started++;
      else if (w.mute && !message?.start) muted.add(this);
      if (!muted.has(this)) send.call(this, message, rest);
    };
    const Real = Worker;
    w.Worker = class extends Real {
      constructor(/** @type {any} */ url, /** @type {any} */ options) {
        super(url, options);
        w.mute = false; // only those that stand already fall silent
      }
    };
  });
  await page.goto(site.url);
  await page.clock.resume();
  await ready(page);
  await page.waitForFunction(() => /** @type {any} */ (window).started === 2);
  await page.evaluate(() => /** @type {any} */ (window).x509strict.check("", {})); // the whole engine answers too
  return page;
}

test("an engine that died while idle is replaced, and the new one does the work", async t => {
  const page = await openMutable(t);
  await page.clock.fastForward(10_000);
  await page.evaluate(() => /** @type {any} */ (window).muteNow());
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await page.waitForTimeout(600);
  assert.equal(await page.getByTestId("verdict").count(), 0, "a muted engine answered");
  await page.clock.runFor(9_000);
  await verdict(page, "refused");
  assert.equal(await page.getByTestId("error").count(), 0);
  assert.ok((await page.evaluate(() => /** @type {any} */ (window).started)) >= 3);
});

test("an engine that hangs in mid-work: said after some seconds, replaced by hand, input kept", async t => {
  const page = await openMutable(t);
  await hang(page);
  const box = page.getByTestId("slow");
  assert.match(await box.innerText(), /Still working/);
  await box.getByRole("button", { name: "Restart the engine" }).click();
  await page.locator('[data-testid=error][data-kind="crash"]').waitFor();
  assert.equal(await box.count(), 0);
  assert.equal(await page.getByTestId("input").inputValue(), EXAMPLES.elasticsearch);
  await page.getByRole("button", { name: "Check again" }).click();
  await verdict(page, "refused");
});

/** Pastes into a page whose engine has just answered and now hangs. @param {import("playwright-core").Page} page */
async function hang(page) {
  await page.getByTestId("input").fill(EXAMPLES.clean);
  await verdict(page, "accepted");
  await page.locator('[data-testid=client-row][data-client="go"]').waitFor();
  await page.evaluate(() => /** @type {any} */ (window).muteNow());
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await page.waitForTimeout(600);
  await page.clock.runFor(9_000);
  await page.getByTestId("slow").waitFor();
}

test("work that hangs can be cancelled: what was shown stays, and the engine is another one afterwards", async t => {
  const page = await openMutable(t);
  await hang(page);
  await page.getByTestId("slow").getByRole("button", { name: "Cancel" }).click();
  await page.getByTestId("slow").waitFor({ state: "detached" });
  await verdict(page, "accepted");
  await page.clock.runFor(6_000); // the cancelled call has not obeyed: its engine is gone
  await page.getByTestId("input").fill(EXAMPLES["easy-rsa"]);
  await verdict(page, "refused");
});

test("an engine that hangs for good is replaced without being told to", async t => {
  const page = await openMutable(t);
  await hang(page);
  await page.clock.runFor(40_000);
  const error = page.locator('[data-testid=error][data-kind="crash"]');
  await error.waitFor();
  assert.match(await error.innerText(), /45 seconds/);
  assert.equal(await page.getByTestId("input").inputValue(), EXAMPLES.elasticsearch);
  await error.getByRole("button", { name: "Check again" }).click();
  await verdict(page, "refused");
});

/**
 * A page whose workers do not become ready while window.stuck is set: "unheard" swallows what starts them, "begun" lets
 * them say that they have what they need and no more. Its clock is the test's.
 * @param {import("node:test").TestContext} t @param {"unheard"|"begun"} how
 */
async function openStuck(t, how) {
  const page = await (await context(t, { serviceWorkers: "block" })).newPage();
  await page.clock.install();
  await page.addInitScript(how => {
    const w = /** @type {any} */ (window),
      send = Worker.prototype.postMessage;
    w.stuck = how;
    w.started = 0;
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ rest) {
      if (!message?.start || !w.stuck) return send.call(this, message, rest);
      w.started++;
      const begun = () => this.dispatchEvent(new MessageEvent("message", { data: { begun: true } }));
      if (w.stuck === "begun") queueMicrotask(begun); // a worker's word comes later than what it is told
    };
  }, how);
  await page.goto(site.url);
  await page.clock.resume();
  await page.getByTestId("input").fill(EXAMPLES.elasticsearch);
  await page.waitForFunction(() => /** @type {any} */ (window).started === 1);
  return page;
}

test("an engine that is not there after some seconds: said with another try, and what was typed is judged then", async t => {
  const page = await openStuck(t, "unheard"),
    box = page.getByTestId("slow");
  await page.getByTestId("progress").waitFor();
  await page.clock.runFor(9_000);
  await box.waitFor();
  assert.match(await box.innerText(), /still being loaded[\s\S]*What you gave stays/);
  await page.clock.runFor(200_000); // a slow network is no failure
  assert.equal(await page.getByTestId("error").count(), 0);
  await page.evaluate(() => /** @type {any} */ (window.stuck = ""));
  await box.getByRole("button", { name: "Try again" }).click();
  await verdict(page, "refused");
  assert.equal(await box.count(), 0);
  assert.equal(await page.getByTestId("input").inputValue(), EXAMPLES.elasticsearch);
});

test("a worker that begins and never becomes ready: started once more, then a clear end with a next step", async t => {
  const page = await openStuck(t, "begun"),
    error = page.locator('[data-testid=error][data-kind="engine"]');
  await page.clock.runFor(46_000);
  await page.waitForFunction(() => /** @type {any} */ (window).started === 2);
  assert.equal(await error.count(), 0);
  await page.clock.runFor(47_000);
  await error.waitFor();
  assert.match(await error.innerText(), /does not start[\s\S]*45 seconds[\s\S]*Reload the page/);
  assert.equal(await page.getByTestId("slow").count(), 0);
  assert.equal(await page.getByTestId("input").inputValue(), EXAMPLES.elasticsearch);
  await page.evaluate(() => /** @type {any} */ (window.stuck = ""));
  await error.getByRole("button", { name: "Try again" }).click();
  await verdict(page, "refused");
  assert.equal(await error.count(), 0);
});
