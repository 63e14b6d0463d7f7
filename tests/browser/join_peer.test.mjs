// SPDX-License-Identifier: GPL-3.0-or-later
// The panelist's WebRTC connection against a second page that plays the server: it connects, and comes back by itself.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { countBlack, glance } from "./support/held_picture.mjs";
import { startPanel } from "./support/join_fixture.mjs";
import { becomes } from "./support/played_devices.mjs";
import { playPeer } from "./support/played_peer.mjs";
import { screen } from "./support/senses.mjs";

let browser;
before(async () => (browser = await launch({ media: true })));
after(() => browser?.close());

/** Keeps the page's connections where the test can ask them. */
const keepPeers = `window.peers = [];
  RTCPeerConnection = class extends RTCPeerConnection { constructor(...all) { super(...all); window.peers.push(this); } };`;

async function onStage({ refuseOffers = 0 } = {}) {
  const far = await openPage(browser);
  const played = playPeer(far.page, refuseOffers);
  const server = await startPanel({ rtc: played.rtc });
  server.snapshot.message = { text: "次にお呼びします。", at: new Date().toISOString() };
  server.self({ place: "stage", onAir: true });
  await far.page.goto(`${server.url}/`);
  await far.page.click("h1"); // lets its tone sound
  const { context, page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 }, permissions: ["camera", "microphone"] });
  await page.addInitScript(keepPeers);
  await page.goto(server.link);
  await page.waitForSelector(".ready button:enabled");
  await page.click("text=準備できました");
  await screen(page, "room");
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
    await far.context.close();
    await server.close();
  };
  return { server, played, page, close };
}

/** Picture and sound come back and go on, and nothing is said to be broken. */
async function returns(page) {
  const time = await page.evaluate(() => document.querySelector(".return video").currentTime);
  await page.waitForFunction((before) => {
    const video = document.querySelector(".return video");
    return video.videoWidth > 0 && video.currentTime > before + 0.5;
  }, time);
  const kinds = await page.evaluate(() => document.querySelector(".return video").srcObject.getTracks().map(({ kind }) => kind).sort());
  assert.deepEqual(kinds, ["audio", "video"]);
  await page.waitForSelector(".lost", { state: "detached" });
}

async function arrives(played) {
  const first = await played.arrived();
  for (let round = 0; round < 100; ++round) {
    const now = await played.arrived();
    if (now.frames > first.frames + 5 && now.bytes > first.bytes + 500) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`nothing arrives: ${JSON.stringify(await played.arrived())}`);
}

test("picture and sound go both ways; candidates come after the answer; a small sharp picture before a large dull one", async () => {
  const { played, page, close } = await onStage({ refuseOffers: 2 });
  await returns(page);
  await arrives(played);
  assert.equal(played.offers(), 3);
  assert.ok(played.log.indexOf("candidate") > played.log.indexOf("answered"), played.log.join(" "));
  const shape = await page.evaluate(() => {
    const peer = window.peers.at(-1);
    return {
      directions: peer.getTransceivers().map(({ currentDirection }) => currentDirection),
      preference: peer.getSenders()[1].getParameters().degradationPreference,
    };
  });
  assert.deepEqual(shape, { directions: ["sendrecv", "sendonly", "recvonly"], preference: "maintain-resolution" });
  await screenshot(page, "join-on-air-1280");
  await page.setViewportSize({ width: 360, height: 640 });
  await screenshot(page, "join-on-air-360");
  await close();
});

test("a server that is short of time gets half the picture over the same connection, and again after a lost line", async () => {
  const { server, played, page, close } = await onStage();
  await returns(page);
  const width = async () => (await played.arrived()).width;
  const camera = await page.evaluate(() => window.peers.at(-1).getSenders()[1].track.getSettings().width);
  await becomes(width, (now) => now === camera, "the whole picture");
  server.snapshot.halfPicture = true;
  server.push();
  await becomes(width, (now) => now === camera / 2, "half the picture");
  assert.equal(played.offers(), 1);
  await played.hangUp();
  await becomes(width, (now) => now === camera / 2, "half the picture after it came back");
  await close();
});

test("another microphone is taken without a new connection", async () => {
  const { played, page, close } = await onStage();
  await returns(page);
  await page.click("text=機器を選ぶ");
  const before = await page.evaluate(() => window.peers.at(-1).getSenders()[0].track.id);
  const microphone = page.locator(".devices label", { hasText: "マイク" }).locator("select");
  await microphone.selectOption({ index: 2 });
  await page.waitForFunction((id) => ![null, undefined, id].includes(window.peers.at(-1).getSenders()[0].track?.id), before);
  await arrives(played);
  assert.equal(played.offers(), 1);
  await close();
});

test("while there is no connection the last picture stays, until the next one is there", async () => {
  const { server, played, page, close } = await onStage();
  await returns(page);
  const held = server.methods["rtc.offer"];
  server.methods["rtc.offer"] = () => {
    throw { id: "unavailable", ja: "", en: "" };
  };
  await countBlack(page, ".return");
  await played.hangUp();
  await page.waitForSelector(".lost", { timeout: 30_000 });
  const last = await glance(page, ".return");
  await page.waitForTimeout(2_000); // on purpose: nothing may happen by itself
  assert.deepEqual(await glance(page, ".return"), last);
  await screenshot(page, "join-lost");
  server.methods["rtc.offer"] = held;
  await page.waitForSelector(".return canvas[hidden]", { state: "attached", timeout: 30_000 });
  await returns(page);
  server.dropAll();
  await page.waitForSelector(".lost");
  await returns(page);
  assert.equal(await page.evaluate(() => window.black), 0);
  await close();
});

test("after a hang-up, a lost line, and a leave, it connects again", async () => {
  const { server, played, page, close } = await onStage();
  await returns(page);
  await played.hangUp();
  await page.waitForSelector(".lost", { timeout: 30_000 });
  assert.equal(await page.evaluate(() => document.querySelector(".return video").videoWidth > 0), true);
  await returns(page);
  await arrives(played);
  assert.equal(played.offers(), 2);
  server.dropAll();
  await page.waitForSelector(".lost");
  await returns(page);
  await arrives(played);
  assert.equal(played.offers(), 3);
  await page.click("text=退出する");
  await screen(page, "left");
  assert.ok(played.log.includes("leave"));
  assert.equal(await page.evaluate(() => window.peers.every(({ connectionState }) => connectionState === "closed")), true);
  await page.click("button >> text=もう一度入る");
  await returns(page);
  await arrives(played);
  await close();
});
