// SPDX-License-Identifier: GPL-3.0-or-later
// Every state of the panelist's page against a played server, with Chromium's test camera and microphone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertFits, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { startPanel } from "./support/join_fixture.mjs";
import { screen } from "./support/senses.mjs";

let browser;
before(async () => (browser = await launch({ media: true })));
after(() => browser?.close());

const desktop = { width: 1280, height: 720 };
const phones = [
  { width: 320, height: 640 },
  { width: 360, height: 640 },
];

/** before: runs in the page before its scripts, to take devices away. */
async function join({ options, hash = "#k=KEY", before: prepare } = {}) {
  const server = await startPanel(options);
  const { context, page, faults } = await openPage(browser, { viewport: desktop, permissions: ["camera", "microphone"] });
  if (prepare) await page.addInitScript(prepare);
  await page.goto(`${server.url}/join${hash}`);
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
    await server.close();
  };
  return { server, context, page, close };
}

/** Names for every control, and nothing cut off on desktop and telephones. */
async function looksRight(page, name) {
  await assertAccessible(page, name);
  await assertFits(page, name);
  await screenshot(page, `join-${name}`);
  for (const viewport of phones) {
    await page.setViewportSize(viewport);
    await assertFits(page, `${name} at ${viewport.width}`);
    await screenshot(page, `join-${name}-${viewport.width}`);
  }
  await page.setViewportSize(desktop);
}

async function enter(page) {
  await page.waitForSelector(".ready button:enabled");
  await page.click("text=準備できました");
  await screen(page, "room");
}

/** getUserMedia refuses what is asked for; the arguments are names of errors. */
function refuse({ camera, microphone }) {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const error = (wanted.video && camera) || (wanted.audio && microphone);
    if (error) throw new DOMException("", error);
    return real(wanted);
  };
}

/** Keeps the page's camera and microphone where the test can look at them. */
const keepStream = `{
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => (window.stream = await real(wanted));
}`;

const refusing = (errors) => `(${refuse})(${JSON.stringify(errors)})`;

test("three checks tick themselves, a recording plays, and the button leads to the green room", async () => {
  const { server, page, close } = await join();
  await screen(page, "check");
  assert.deepEqual(server.posts, [{ key: "KEY" }]);
  assert.match(await page.textContent("main"), /東京 山田 さん/);
  await page.click("h1");
  await page.waitForFunction(() => document.querySelectorAll(".checks .done").length === 3);
  assert.match(await page.textContent(".checks"), /映っています[\s\S]*声が届いています[\s\S]*良好/);
  await looksRight(page, "check");
  await page.click("text=いいえ");
  await page.waitForSelector("text=声が回り込まず");
  await page.click("text=機器を選ぶ");
  assert.ok((await page.$$(".devices select")).length >= 2);
  await page.click("summary >> text=録画して確かめる");
  await page.click("text=録画してみる");
  await page.waitForSelector("text=録画しています");
  await page.waitForFunction(() => document.querySelector(".recorded")?.currentTime > 0.5, null, { timeout: 15_000 });
  await looksRight(page, "check-all");
  await enter(page);
  await close();
});

test("while the browser asks, its question is drawn", async () => {
  const { page, close } = await join({ before: "navigator.mediaDevices.getUserMedia = () => new Promise(() => {})" });
  await page.waitForSelector("text=カメラとマイクを許可してください");
  assert.ok(await page.isDisabled("text=準備できました"));
  await looksRight(page, "permission");
  await close();
});

const denied = "navigator.permissions.query = async () => ({ state: 'denied' });";
const troubles = [
  ["refused", denied + refusing({ camera: "NotAllowedError", microphone: "NotAllowedError" }), /カメラとマイクが許可されていません/, false],
  ["no-camera", refusing({ camera: "NotFoundError" }), /カメラが見つかりません。声だけでも/, true],
  ["busy-camera", refusing({ camera: "NotReadableError" }), /ほかのアプリ/, true],
  ["no-microphone", refusing({ microphone: "NotFoundError" }), /マイクが見つかりません/, false],
  ["insecure", "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })", /https:\/\//, false],
];
for (const [name, before, words, mayGoOn] of troubles) {
  test(`${name}: said in words, with what to do`, async () => {
    const { page, close } = await join({ before });
    await page.waitForSelector(".trouble");
    assert.match(await page.textContent(".trouble"), words);
    assert.equal(await page.isEnabled("text=準備できました"), mayGoOn);
    await looksRight(page, name);
    if (mayGoOn) {
      await enter(page);
      await page.waitForSelector("text=声だけで参加しています");
    }
    await close();
  });
}

test("what was refused can be allowed, and a microphone that is plugged in is taken", async () => {
  const { page, close } = await join({
    before: `let real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (wanted) => wanted.audio ? Promise.reject(new DOMException("", "NotFoundError")) : real(wanted);
      window.plugIn = () => { navigator.mediaDevices.getUserMedia = real; navigator.mediaDevices.dispatchEvent(new Event("devicechange")); };`,
  });
  await page.waitForSelector("text=マイクが見つかりません");
  await page.evaluate(() => window.plugIn());
  await page.waitForSelector(".ready button:enabled");
  await page.waitForSelector(".trouble", { state: "detached" });
  await close();
});

test("green room, stage, on air: words and frame, and the way back", async () => {
  const { server, page, close } = await join();
  server.snapshot.message = { text: "5分前にお呼びします。スライドは会場から出します。", at: new Date().toISOString() };
  await enter(page);
  await page.waitForSelector("h1 >> text=待機中");
  const words = await page.textContent("main");
  const others = [/大阪 佐藤[\s\S]*出演中/, /札幌 鈴木[\s\S]*挙手[\s\S]*控室/];
  const told = [/5分前にお呼びします/, /開始まで あと 12分/, /自動でステージに変わります/];
  for (const part of [...others, ...told]) assert.match(words, part);
  await page.waitForSelector("text=接続が切れました");
  await looksRight(page, "waiting");
  server.self({ place: "stage", connected: true });
  await page.waitForSelector("h1 >> text=ステージ上（いまは配信されていません）");
  await looksRight(page, "stage");
  server.snapshot.seminar.state = "live";
  server.self({ onAir: true });
  await page.waitForSelector("h1 >> text=出演中");
  const frame = await page.$eval(".room", (room) => getComputedStyle(room).borderTopColor);
  assert.equal(frame, "rgb(184, 0, 31)");
  assert.match(await page.title(), /^出演中/);
  await looksRight(page, "air");
  server.self({ place: "waiting", onAir: false });
  await page.waitForSelector("h1 >> text=待機中");
  await close();
});

test("the microphone follows the server, and only the panelist switches it on", async () => {
  const { server, page, close } = await join({ before: keepStream });
  const microphone = () => page.evaluate(() => window.stream.getAudioTracks()[0].enabled);
  await enter(page);
  assert.equal(await microphone(), true);
  server.self({ muted: true });
  await page.waitForSelector("text=担当者がマイクを切りました");
  assert.equal(await microphone(), false);
  await looksRight(page, "muted");
  await page.click("text=マイクを入れる >> nth=-1");
  await page.waitForSelector("button >> text=マイクを切る");
  assert.deepEqual(server.calls.at(-1), { method: "panel.self", params: { muted: false } });
  assert.equal(await microphone(), true);
  await page.click("text=マイクを切る");
  assert.equal(await microphone(), false);
  await page.waitForSelector("text=マイクは切れています");
  assert.equal(await page.isVisible("text=担当者がマイクを切りました"), false);
  await page.click("text=カメラを切る");
  await page.waitForSelector("text=カメラはオフです");
  assert.equal(await page.evaluate(() => window.stream.getVideoTracks()[0].enabled), false);
  await page.click("text=手を挙げる");
  await page.waitForSelector("text=手を下ろす");
  assert.deepEqual(server.calls.at(-1), { method: "panel.self", params: { hand: true } });
  await close();
});

test("a press on mute silences at once, even while the line is broken, and the server hears of it later", async () => {
  const { server, page, close } = await join({ before: keepStream });
  await enter(page);
  server.offline = true;
  server.dropAll();
  await page.waitForSelector("text=接続が切れました。自動でつなぎ直しています");
  await page.click("text=マイクを切る");
  assert.equal(await page.evaluate(() => window.stream.getAudioTracks()[0].enabled), false);
  await looksRight(page, "lost");
  server.offline = false;
  await page.waitForFunction(() => !document.body.textContent.includes("サーバーに接続していません"));
  for (let round = 0; round < 100 && !server.snapshot.panelists.yamada.muted; ++round) await page.waitForTimeout(100);
  assert.equal(server.snapshot.panelists.yamada.muted, true);
  assert.equal(await page.evaluate(() => window.stream.getAudioTracks()[0].enabled), false);
  await close();
});

test("leaving can be taken back for five seconds; then camera and microphone are off", async () => {
  const { server, page, close } = await join();
  await enter(page);
  await page.click("text=退出する");
  await page.waitForSelector("text=あと5秒で退出します");
  await page.click("text=退出をやめる");
  await page.click("text=退出する");
  await page.waitForSelector("text=あと4秒で退出します");
  await looksRight(page, "leaving");
  await screen(page, "left");
  const hungUp = server.calls.filter(({ method, params }) => method === "rtc.leave" && params.purpose !== "share");
  assert.equal(hungUp.length, 1);
  await looksRight(page, "left");
  await page.click("button >> text=もう一度入る");
  await screen(page, "room");
  await page.waitForSelector("text=声だけで参加しています", { state: "detached" });
  await close();
});

test("a link that was opened on another device says so, and can be taken back", async () => {
  const { server, page, close } = await join();
  server.methods["rtc.offer"] = () => {
    throw { id: "not-allowed", ja: "", en: "" };
  };
  await page.waitForSelector(".ready button:enabled");
  await page.click("text=準備できました");
  await screen(page, "elsewhere");
  await looksRight(page, "elsewhere");
  await page.click("text=この端末で登壇する");
  await screen(page, "check");
  await close();
});

test("the end says thank you, and an end that was taken back leads back to the stage", async () => {
  const { server, page, close } = await join();
  await enter(page);
  server.snapshot.seminar.state = "ended";
  server.push();
  await screen(page, "ended");
  assert.match(await page.textContent("main"), /ご登壇ありがとうございました/);
  await looksRight(page, "ended");
  server.snapshot.seminar.state = "live";
  server.push();
  await screen(page, "room");
  await close();
});

test("an unknown link, and a link that is taken back", async () => {
  const stranger = await join({ hash: "#k=OTHER" });
  await screen(stranger.page, "noright");
  await looksRight(stranger.page, "noright");
  await stranger.close();
  const { server, page, close } = await join();
  await enter(page);
  server.refuseKey = true;
  server.dropAll();
  await screen(page, "revoked");
  await looksRight(page, "revoked");
  await close();
});

test("the keyboard alone goes through the check and raises a hand, in English, too", async () => {
  const { page, close } = await join();
  await page.click("text=English");
  await page.waitForSelector("h1 >> text=Camera and microphone");
  await page.waitForSelector(".ready button:enabled");
  await looksRight(page, "check-en");
  await page.focus(".ready button");
  await page.keyboard.press("Enter");
  await screen(page, "room");
  await page.focus(".controls .hand");
  await page.keyboard.press("Space");
  await page.waitForSelector("text=Lower hand");
  await looksRight(page, "waiting-en");
  await close();
});
