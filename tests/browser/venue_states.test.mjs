// SPDX-License-Identifier: GPL-3.0-or-later
// The screen in the seminar room against a played server, and a second page that plays the server's WebRTC end.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertFits, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { countBlack, glance } from "./support/held_picture.mjs";
import { playPeer } from "./support/played_peer.mjs";
import { hears, screen, seesMovement } from "./support/senses.mjs";
import { startRoom } from "./support/venue_fixture.mjs";

let browser;
before(async () => (browser = await launch({ media: true })));
after(() => browser?.close());

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
];
const lost = "text=接続が切れました。自動でつなぎ直しています…";
const quiet = (page) => page.waitForSelector(".notice", { state: "detached", timeout: 30_000 });

/** Keeps the page's connections where the test can ask them. */
const keepPeers = `window.peers = [];
  RTCPeerConnection = class extends RTCPeerConnection { constructor(...all) { super(...all); window.peers.push(this); } };`;

/** played: with a picture; without, the server has none to give. */
async function room({ hash = "#k=KEY", picture = false, refuseOffers = 0, ...options } = {}) {
  const far = picture ? await openPage(browser) : null;
  const played = far && playPeer(far.page, refuseOffers, "venue");
  const server = await startRoom({ rtc: played?.rtc, ...options });
  await far?.page.goto(`${server.url}/`);
  await far?.page.click("h1"); // lets its tone sound
  const { context, page, faults } = await openPage(browser, { viewport: sizes[1] });
  await page.addInitScript(keepPeers);
  await page.goto(`${server.url}/venue${hash}`);
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
    await far?.context.close();
    await server.close();
  };
  return { server, played, context, page, close };
}

async function looksRight(page, name) {
  await assertAccessible(page, name);
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    await assertFits(page, `${name} at ${viewport.width}`);
    await screenshot(page, `venue-${name}-${viewport.width}`);
  }
}

const silenced = (page) => page.evaluate(() => document.querySelector("video").muted);
const cursor = (page) => page.evaluate(() => getComputedStyle(document.querySelector("main")).cursor);
const wholeScreen = (page) => page.waitForFunction(() => document.fullscreenElement !== null);

async function shows(page) {
  await page.waitForFunction(() => document.querySelector("video")?.readyState >= 2 && document.querySelector("canvas").hidden);
  return seesMovement(page);
}

async function begin(page) {
  await screen(page, "start");
  await page.click("text=会場の画面をはじめる");
  await screen(page, "show");
}

test("black until a press anywhere; then picture, sound and the whole screen, and nothing else", async () => {
  const { server, played, page, close } = await room({ picture: true, refuseOffers: 2 });
  await screen(page, "start");
  assert.deepEqual(server.posts, [{ key: "KEY" }]);
  assert.match(await page.title(), /^会場の画面 — 在宅医療セミナー/);
  assert.equal(played.offers(), 0);
  await looksRight(page, "start");
  await page.mouse.click(200, 600);
  await page.waitForSelector("text=つないでいます…");
  await screenshot(page, "venue-connecting");
  await wholeScreen(page);
  assert.ok(await shows(page));
  await quiet(page);
  assert.ok((await hears(page)) > 0.01);
  assert.equal(played.offers(), 3);
  assert.ok(played.log.indexOf("candidate") > played.log.indexOf("answered"), played.log.join(" "));
  const directions = await page.evaluate(() => window.peers.at(-1).getTransceivers().map(({ currentDirection }) => currentDirection));
  assert.deepEqual(directions, ["recvonly", "recvonly"]);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("video")).objectFit), "contain");
  await page.waitForSelector("main.still");
  assert.equal(await cursor(page), "none");
  assert.equal((await page.$$("button")).length, 0);
  await looksRight(page, "show");
  await page.mouse.move(300, 300);
  assert.notEqual(await cursor(page), "none");
  await close();
});

test("a left full screen is a mouse movement and a press away, or a key", async () => {
  const { page, close } = await room({ picture: true });
  await screen(page, "start");
  await page.keyboard.press("PageDown"); // as the lecturers' clickers send it
  await screen(page, "show");
  await wholeScreen(page);
  await page.evaluate(() => document.exitFullscreen());
  await page.mouse.move(300, 300);
  await page.waitForSelector(".whole:not(.hidden)");
  await quiet(page);
  await looksRight(page, "window");
  await page.mouse.move(310, 300);
  await page.click("text=全画面にする");
  await wholeScreen(page);
  await page.waitForSelector(".whole", { state: "detached" });
  await page.evaluate(() => document.exitFullscreen());
  await page.waitForSelector(".whole.hidden", { state: "attached" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await wholeScreen(page);
  await close();
});

test("after a hang-up and a lost line it connects again, and the last picture stays until the next", async () => {
  const { server, played, page, close } = await room({ picture: true });
  await begin(page);
  assert.ok(await shows(page));
  await quiet(page);
  const held = server.methods["rtc.offer"];
  server.methods["rtc.offer"] = () => {
    throw { id: "unavailable", ja: "", en: "" };
  };
  await played.hangUp();
  await page.waitForSelector(lost, { timeout: 30_000 });
  await countBlack(page, "main");
  const last = await glance(page, "main");
  await page.waitForTimeout(2_000); // on purpose: nothing may happen by itself
  assert.deepEqual(await glance(page, "main"), last);
  assert.ok(await page.isVisible(lost));
  await screenshot(page, "venue-lost");
  server.methods["rtc.offer"] = held;
  await quiet(page);
  assert.ok(await shows(page));
  server.dropAll();
  await page.waitForSelector(lost);
  await quiet(page);
  assert.ok(await shows(page));
  assert.equal(await page.evaluate(() => window.black), 0);
  assert.equal(played.offers(), 3);
  assert.ok((await hears(page)) > 0.01);
  await close();
});

test("after a reload the picture comes back by itself, and the sound with a press", async () => {
  const { server, played, context, page, close } = await room({ picture: true });
  await begin(page);
  assert.ok(await shows(page));
  await page.close();
  const again = await context.newPage(); // as after a power cut: nothing was pressed here
  await again.goto(server.link);
  while (played.log.filter((entry) => entry === "answered").length < 2) await again.waitForTimeout(100);
  await again.waitForTimeout(2_000); // on purpose: what Playwright runs in a page counts as a press
  await again.waitForSelector(".ask.over");
  assert.ok(await shows(again));
  assert.equal(await silenced(again), true);
  assert.equal(server.heard.at(-1), false);
  await quiet(again);
  await looksRight(again, "silent");
  await again.keyboard.press("Enter");
  await again.waitForSelector(".ask", { state: "detached" });
  await again.waitForFunction(() => !document.querySelector("video").muted);
  while (server.heard.at(-1) !== true) await again.waitForTimeout(20);
  assert.ok((await hears(again)) > 0.01);
  assert.ok(await shows(again));
  await close();
});

test("the same link on another computer says so, and can be taken back", async () => {
  const { server, played, page, close } = await room({ picture: true });
  await begin(page);
  assert.ok(await shows(page));
  const held = server.methods["rtc.offer"];
  server.methods["rtc.offer"] = () => {
    throw { id: "not-allowed", ja: "別の端末で開きました。", en: "Opened elsewhere." };
  };
  await played.hangUp();
  await screen(page, "elsewhere");
  await looksRight(page, "elsewhere");
  server.methods["rtc.offer"] = held;
  await page.click("text=このパソコンで映す");
  await screen(page, "show");
  assert.ok(await shows(page));
  await close();
});

test("the end is black with a small word; an end that was taken back shows the picture again", async () => {
  const { server, page, close } = await room({ picture: true });
  await begin(page);
  assert.ok(await shows(page));
  server.push({ state: "ended" });
  await screen(page, "ended");
  assert.equal(await page.$("video"), null);
  assert.equal(await page.evaluate(() => window.peers.every(({ connectionState }) => connectionState === "closed")), true);
  await page.waitForSelector("text=終了しました");
  await looksRight(page, "ended");
  server.push({ state: "live" });
  await screen(page, "show");
  assert.ok(await shows(page));
  assert.equal(await silenced(page), false);
  await close();
});

test("no link, a link of nobody, a link of a panelist, and one that is taken back", async () => {
  for (const options of [{ hash: "" }, { hash: "#k=WRONG" }, { role: "panelist" }]) {
    const { page, close } = await room(options);
    await screen(page, "noright");
    if (options.hash) await looksRight(page, "noright");
    await close();
  }
  const { server, page, close } = await room();
  await begin(page);
  await page.waitForSelector("text=つないでいます…");
  server.refuseKey = true;
  server.dropAll();
  await screen(page, "revoked");
  await looksRight(page, "revoked");
  await close();
});

test("a link that is taken back while the picture runs ends it, and says so", async () => {
  const { server, page, close } = await room({ picture: true });
  await begin(page);
  assert.ok(await shows(page));
  server.refuseKey = true;
  server.push({}, { revoked: true });
  server.dropAll();
  await screen(page, "revoked");
  assert.equal(await page.$("video"), null);
  assert.equal(await page.evaluate(() => window.peers.every(({ connectionState }) => connectionState === "closed")), true);
  await page.waitForSelector("text=このリンクは使えなくなりました");
  await close();
});

test("the keyboard alone starts it, in English, too", async () => {
  const { page, close } = await room();
  await screen(page, "start");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Start the screen");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await looksRight(page, "start-en");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await screen(page, "show");
  await page.waitForSelector("text=Connecting…");
  await close();
});
