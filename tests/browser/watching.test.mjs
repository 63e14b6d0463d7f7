// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { hears, playing, screen, seesMovement } from "./support/senses.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

let server;
let browser;
before(async () => {
  server = await startTsudoi();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const begin = "text=視聴をはじめる";

test("opening a personal link changes nothing; the press lets in, with moving pictures and sound", async () => {
  const { context, page, faults } = await openPage(browser);
  const changes = [];
  const asks = (url) => url.endsWith("/link"); // a question whether the link is right
  page.on("request", (request) => request.method() !== "GET" && !asks(request.url()) && changes.push(request.url()));
  await page.goto(server.watch);
  await screen(page, "ready");
  assert.deepEqual(changes, []);
  assert.deepEqual(await context.cookies(), []);

  await page.click(begin);
  await screen(page, "player");
  await playing(page);
  assert.ok(await seesMovement(page), "the picture stands still");
  const loudness = await hears(page);
  assert.ok(loudness > 0.001, `silence: ${loudness}`);
  assert.deepEqual(faults, []); // before axe-core, which clones style sheets of shadow roots

  await assertAccessible(page, "player");
  await page.hover("video");
  await screenshot(page, "watch-live");
  await context.close();
});

test("without the link there is neither page nor media", async () => {
  const { context, page } = await openPage(browser);
  await page.goto(`${server.url}/s/demo`);
  await screen(page, "noright");
  assert.match(await page.textContent("footer"), /000-000-0000/);
  const media = await page.evaluate(() => fetch("/media/demo/index.m3u8").then((answer) => answer.status));
  assert.equal(media, 403);

  await page.fill("input[name=code]", "no-such-key");
  await page.click("button[type=submit]");
  await page.waitForSelector("[role=alert] .note");
  await screen(page, "noright");

  await page.fill("input[name=code]", server.watch);
  await page.click("button[type=submit]");
  await screen(page, "player");
  await playing(page);
  await context.close();
});

test("a wrong link is told before the press", async () => {
  const { context, page } = await openPage(browser);
  await page.goto(`${server.watch}wrong`);
  await screen(page, "noright");
  await page.waitForSelector("[role=alert] .note");
  await page.goto(server.watch);
  await screen(page, "ready");
  await context.close();
});

test("a reload keeps the right, and asks for the press again", async () => {
  const { context, page } = await openPage(browser);
  await page.goto(server.watch);
  await page.click(begin);
  await playing(page);
  await page.reload();
  await screen(page, "ready");
  await page.click(begin);
  await playing(page);
  await context.close();
});

test("rewinds while live and comes back to live", async () => {
  const { context, page } = await openPage(browser);
  await page.goto(server.watch);
  await page.click(begin);
  await playing(page);
  await page.waitForFunction(() => document.querySelector("video").seekable.end(0) > 12, null, { timeout: 60_000 });
  const before = await page.evaluate(() => document.querySelector("video").currentTime);
  await page.keyboard.press("j");
  await page.waitForFunction((time) => document.querySelector("video").currentTime < time - 5, before);
  // attached: the controls hide by themselves while nobody moves
  await page.waitForSelector("button.live-button:enabled >> text=ライブに戻る", { state: "attached" });
  await playing(page);
  await page.hover("video");
  await page.click("button.live-button");
  await page.waitForSelector("button.live-button.at-edge", { state: "attached", timeout: 30_000 });
  assert.ok((await page.evaluate(() => document.querySelector("video").currentTime)) > before);
  await context.close();
});

test("sound only plays on without the picture, and back", async () => {
  const { context, page } = await openPage(browser);
  await page.goto(server.watch);
  await page.click(begin);
  await playing(page);
  await page.click(".row >> text=音声だけ");
  await page.waitForSelector("text=音声だけで再生しています");
  await page.waitForFunction(() => document.querySelector("video").videoWidth === 0);
  await playing(page);
  assert.ok((await hears(page)) > 0.001);
  await page.click(".row >> text=音声だけ");
  await page.waitForFunction(() => document.querySelector("video").videoWidth > 0);
  await playing(page);
  await context.close();
});

test("the third device is in, the oldest is told and can take back", async () => {
  const pages = [];
  for (let device = 0; device < 3; ++device) {
    const opened = await openPage(browser);
    await opened.page.goto(server.watch);
    await opened.page.click(begin);
    await screen(opened.page, "player");
    pages.push(opened);
  }
  const [oldest] = pages;
  await screen(oldest.page, "elsewhere");
  await oldest.page.click("text=この端末で見る");
  await screen(oldest.page, "player");
  await playing(oldest.page);
  for (const { context } of pages) await context.close();
});

test("the server is killed and comes back: the player goes on without a press", async () => {
  const { context, page } = await openPage(browser);
  await page.goto(server.watch);
  await page.click(begin);
  await playing(page);
  await page.evaluate(() => (window.notReloaded = true));
  await server.kill();
  await page.waitForSelector("text=接続が切れました", { timeout: 60_000 });
  await server.restart();
  await page.waitForSelector("text=接続が切れました", { state: "detached", timeout: 60_000 });
  await playing(page);
  assert.ok(await seesMovement(page));
  assert.ok(await page.evaluate(() => window.notReloaded));
  await context.close();
});
