// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { playing, screen } from "./support/senses.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

async function watch(server) {
  const opened = await openPage(browser);
  await opened.page.goto(server.watch);
  await opened.page.click("text=視聴をはじめる");
  await screen(opened.page, "player");
  await playing(opened.page);
  return opened;
}

async function operate(server) {
  const opened = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await opened.page.goto(server.studio);
  await opened.page.waitForSelector(".monitors");
  return opened;
}

/** While the player fetches its list anew, nothing is seekable for a moment. */
const atLeast = (page, seconds) =>
  page.waitForFunction(
    (least) => {
      const { seekable } = document.querySelector("video");
      return seekable.length > 0 && seekable.end(0) > least;
    },
    seconds,
    { timeout: 90_000 },
  );

test("the end turns into the replay without a reload; a fresh visit finds the place again", async () => {
  const server = await startTsudoi();
  try {
    const studio = await operate(server);
    const watcher = await watch(server);
    await atLeast(watcher.page, 45);
    await watcher.page.evaluate(() => (window.notReloaded = true));
    await studio.page.click("text=終了する");
    await watcher.page.waitForSelector("text=配信は終了しました", { timeout: 60_000 });
    await assertAccessible(watcher.page, "the end");
    await screenshot(watcher.page, "watch-ended");
    await watcher.page.click("text=最初から見る");
    await playing(watcher.page);
    const replay = await watcher.page.evaluate(() => {
      const video = document.querySelector("video");
      return { time: video.currentTime, end: video.seekable.end(0), start: video.seekable.start(0), same: window.notReloaded };
    });
    assert.ok(replay.same, "the page was loaded again");
    assert.ok(replay.time < 10 && replay.start === 0 && replay.end > 30, JSON.stringify(replay));
    await watcher.page.waitForSelector("text=公開は");

    await watcher.page.evaluate(() => (document.querySelector("video").currentTime = 20));
    await playing(watcher.page);
    await watcher.page.waitForFunction(() => JSON.parse(localStorage.getItem("tsudoi.place.demo")).seconds > 19);
    await watcher.page.reload();
    await watcher.page.click("text=録画を見る");
    await watcher.page.waitForSelector("text=前回の続き");
    await playing(watcher.page);
    assert.ok((await watcher.page.evaluate(() => document.querySelector("video").currentTime)) > 17);
    await watcher.context.close();
    await studio.context.close();
  } finally {
    await server.stop();
  }
});

test("an end that is taken back goes on live in an open player", async () => {
  const server = await startTsudoi();
  try {
    const studio = await operate(server);
    const watcher = await watch(server);
    await studio.page.click("text=終了する");
    await studio.page.click("text=終了を取り消す");
    await studio.page.waitForSelector("text=ON AIR");
    // the player fetches the list anew: nothing is seekable for a moment
    const end = await (
      await watcher.page.waitForFunction(() => {
        const { seekable } = document.querySelector("video");
        return seekable.length > 0 && seekable.end(0);
      })
    ).jsonValue();
    await atLeast(watcher.page, end + 6);
    await watcher.page.waitForSelector(".live-button", { state: "attached" });
    await playing(watcher.page);
    await watcher.context.close();
    await studio.context.close();
  } finally {
    await server.stop();
  }
});

test("after the window the page says so kindly, and the media are gone", async () => {
  const server = await startTsudoi({ replayKeep: "5s" });
  try {
    const studio = await operate(server);
    const watcher = await watch(server);
    await studio.page.click("text=終了する");
    await screen(watcher.page, "closed", 60_000);
    assert.match(await watcher.page.textContent("main"), /公開期間は終了しました/);
    assert.match(await watcher.page.textContent("footer"), /000-000-0000/);
    const status = await watcher.page.evaluate(() => fetch("/media/demo/index.m3u8").then((answer) => answer.status));
    assert.equal(status, 410);
    const late = await openPage(browser);
    await late.page.goto(server.watch);
    await screen(late.page, "closed");
    await late.context.close();
    await watcher.context.close();
    await studio.context.close();
  } finally {
    await server.stop();
  }
});
