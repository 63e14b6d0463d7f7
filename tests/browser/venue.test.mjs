// SPDX-License-Identifier: GPL-3.0-or-later
// The screen in the room against the real server: it shows the programme, and lets the room hear the panelists only.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { screenshot } from "./support/accessibility.mjs";
import { launch, launchKillable, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";
import { join, putOnAir } from "./support/joining.mjs";
import { becomes, colourOf, isRed, roomHertz, tones } from "./support/played_devices.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

const tokyo = { colour: "rgb(200, 20, 20)", hertz: 1000 };
const demo = "panelist-demo";

let server, browser, control;
before(async () => {
  server = await startTsudoi();
  browser = await launch({ media: true, instruments: true });
  control = await openControl(server.url, keyOf(server.studio));
});
after(async () => {
  control?.close();
  await browser?.close();
  await server?.stop();
});

const plays = (page) => page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 0.5, null, { timeout: 30_000 });

test("the room sees the programme and hears who speaks from afar, but not itself; after a reload the picture is back", async () => {
  const guest = await join(browser, server.join, tokyo);

  const { context, page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(server.venue);
  await page.click("text=会場の画面をはじめる");
  await plays(page);
  const heard = async () => {
    const [speaker, ...room] = await tones(page, "video", [tokyo.hertz, ...roomHertz]);
    return { speaker, room: Math.max(...room) };
  };
  const silent = await heard();
  assert.ok(silent.speaker < -80 && silent.room < -80, `the green room or the room itself is heard: ${JSON.stringify(silent)}`);
  await putOnAir(control, demo);
  await control.call("panel.admit", { panelist: demo });
  await becomes(() => colourOf(page, "video"), isRed, "the room sees the panelist");
  await becomes(heard, ({ speaker, room }) => speaker > -60 && room < speaker - 40, "the room hears the panelist only");
  await screenshot(page, "venue-panelist");
  await page.reload();
  await plays(page);
  await becomes(() => colourOf(page, "video"), isRed, "the picture is back after a reload");
  assert.deepEqual(faults, []);
  await context.close();
  await guest.context.close();
});

const testCard = { layout: "full", slots: { main: "slides" } };
const isTestCard = ([r, g, b]) => !isRed([r, g, b]) && Math.max(r, g, b) > 60;
const isDark = ([r, g, b]) => Math.max(r, g, b) < 50;
const connections = (page) => page.evaluate(() => window.peers.length);
const keepPeers = `window.peers = [];
  RTCPeerConnection = class extends RTCPeerConnection { constructor(...all) { super(...all); window.peers.push(this); } };`;

async function studioSays(id, right, what) {
  const ask = async () => {
    await new Promise((done) => setTimeout(done, 100)); // a control channel takes only so many messages a second
    return (await control.call("studio.get")).snapshot.screens[id];
  };
  await becomes(ask, right, what);
}

test("the operator changes a running screen between programme and panelists, and takes its link back", async () => {
  await control.call("panel.hold", { panelist: demo });
  await control.call("studio.preview", { scene: testCard });
  await control.call("studio.take", { transition: "cut" });
  const { id, link } = await control.call("panel.venue", { seminar: "demo", name: "大ホール" });
  await studioSays(id, (screen) => screen?.name === "大ホール" && screen.state === "closed", "the new link is listed");
  const { context, page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await page.addInitScript(keepPeers);
  await page.goto(link);
  await page.waitForSelector('main[data-screen="start"]');
  await studioSays(id, ({ state }) => state === "waiting", "the page is open");
  await page.click("text=会場の画面をはじめる");
  await plays(page);
  await studioSays(id, ({ state, connectedAt }) => state === "showing" && connectedAt, "picture and sound");
  await becomes(() => colourOf(page, "video"), isTestCard, "the programme");

  await control.call("panel.venueShow", { screen: id, picture: "panelists" });
  await becomes(() => colourOf(page, "video"), isDark, "nobody is on stage: a calm card");
  await screenshot(page, "venue-nobody");
  const guest = await join(browser, server.join, tokyo);
  await becomes(() => colourOf(page, "video"), isDark, "the green room is not seen");
  await control.call("panel.admit", { panelist: demo });
  await becomes(() => colourOf(page, "video"), isRed, "the panelist on stage");
  await screenshot(page, "venue-panelists-only");
  await control.call("studio.slate", { slate: { kind: "break" } });
  await becomes(() => colourOf(page, "video"), isDark, "the slate is for the room, too");
  await screenshot(page, "venue-panelists-slate");
  await control.call("studio.slate", { slate: null });
  await becomes(() => colourOf(page, "video"), isRed, "back from the slate");
  await control.call("panel.venueShow", { screen: id, picture: "programme" });
  await becomes(() => colourOf(page, "video"), isTestCard, "the programme again");
  assert.equal(await connections(page), 1);
  assert.equal(await page.locator("time.clock").count(), 0);
  await control.call("panel.venueShow", { screen: id, clock: true });
  await page.waitForSelector("time.clock");
  assert.match(await page.textContent("time.clock"), /^\d\d:\d\d$/);
  await screenshot(page, "venue-clock");
  await control.call("panel.venueShow", { screen: id, clock: false });
  await page.waitForSelector("time.clock", { state: "detached" });

  await control.call("panel.venueRemove", { screen: id });
  await page.waitForSelector('main[data-screen="revoked"]');
  await studioSays(id, (screen) => screen === undefined, "it is off the list");
  await screenshot(page, "venue-taken-back");
  await page.reload();
  await page.waitForSelector('main[data-screen="noright"]');
  assert.deepEqual(faults, []);
  await context.close();
  await guest.context.close();
});

test("a computer that goes without a good-bye is not shown as connected for long", async () => {
  const { id, link } = await control.call("panel.venue", { seminar: "demo", name: "控室" });
  const own = await launchKillable({ media: true });
  const { page } = await openPage(own.browser);
  await page.goto(link);
  await page.click("text=会場の画面をはじめる");
  await plays(page);
  await studioSays(id, ({ state }) => state === "showing", "picture and sound");
  await own.kill();
  await studioSays(id, ({ state, connectedAt }) => state === "closed" && !connectedAt, "nobody is there");
  await control.call("panel.venueRemove", { screen: id });
});

test("there is a limit to the screens, and one that goes makes room", async () => {
  const links = [];
  for (let i = 0; i < 6; i += 1) links.push((await control.call("panel.venue", { seminar: "demo" })).link);
  const screens = await Promise.all(links.map((link) => openControl(server.url, keyOf(link))));
  const asked = [];
  for (const screen of screens.slice(0, 5)) asked.push(await screen.call("rtc.offer").then(() => "taken", ({ id }) => id));
  assert.equal(asked.at(-1), "unavailable", asked.join(" "));
  await screens[0].call("rtc.leave");
  await screens[5].call("rtc.offer");
  screens.forEach((screen) => screen.close());
});
