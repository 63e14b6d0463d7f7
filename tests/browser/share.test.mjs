// SPDX-License-Identifier: GPL-3.0-or-later
// A panelist shares their screen: an input of its own, seen and heard by everybody but themselves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";
import { join, putOnAir } from "./support/joining.mjs";
import { becomes, colourOf, isGreen, tones } from "./support/played_devices.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

const slide = { colour: "rgb(20, 160, 20)", hertz: 2300 };
const red = { colour: "rgb(200, 20, 20)", hertz: 1000, screen: slide };
const blue = { colour: "rgb(20, 20, 200)", hertz: 1700 };
const apart = 40; // dB, at least
const demo = "panelist-demo";
const screenId = `${demo}-screen`;

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

const screenNow = async () => (await control.call("studio.get")).snapshot.inputs[screenId];

test("a shared screen goes on air when its panelist is on stage, stays while nothing moves, and ends with a press", async () => {
  const second = await control.call("panel.add", { seminar: "demo", name: "鈴木 次郎", affiliation: "東京" });
  const one = await join(browser, server.join, red);
  const two = await join(browser, second.link, blue);
  const seen = () => colourOf(two.page, ".return video");
  const heardBy = (page) => async () => (await tones(page, ".return video", [slide.hertz]))[0];

  await one.page.click("text=画面を共有する");
  await one.page.waitForSelector("text=あなたの画面を、担当者に送っています");
  await becomes(screenNow, (input) => input?.hasVideo && input.width === 640, "the screen is an input as large as the canvas");
  await assertAccessible(one.page, "sharing");
  await screenshot(one.page, "join-sharing");

  await putOnAir(control, screenId);
  await two.page.waitForTimeout(1_000); // on purpose: whatever were to come through has come through by then
  assert.ok(!isGreen(await seen()), "the screen of somebody in the green room is on air");
  await control.call("panel.admit", { panelist: demo });
  await becomes(seen, isGreen, "the others see the screen");
  await becomes(heardBy(two.page), (level) => level > -60, "the others hear the screen");
  const level = await heardBy(two.page)();
  await becomes(heardBy(one.page), (own) => own < level - apart, "nobody hears what they share themselves");
  await two.page.waitForTimeout(2_000); // on purpose: other inputs are lost when nothing comes for 1.1 s
  assert.ok(isGreen(await seen()), "a screen that stands still is no fault");

  const studio = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await studio.page.goto(server.studio);
  await studio.page.waitForSelector(".monitors");
  await studio.page.waitForSelector(".input.live >> text=画面：");
  await screenshot(studio.page, "studio-share");

  await one.page.click("text=共有をやめる");
  await becomes(seen, (colour) => !isGreen(colour), "the name card when sharing ended");
  await becomes(screenNow, (input) => input.state === "lost", "the screen's input waits");
  await one.page.click("text=画面を共有する");
  await becomes(seen, isGreen, "shared again");
  for (const opened of [one, two, studio]) assert.deepEqual(opened.faults, []);

  await one.page.reload();
  await becomes(seen, (colour) => !isGreen(colour), "a page that was reloaded shares nothing any more");
  for (const opened of [one, two, studio]) await opened.context.close();
});

test("a machine that vanishes takes its screen along", async () => {
  const one = await join(browser, server.join, red);
  await one.page.click("text=画面を共有する");
  await becomes(screenNow, (input) => input?.state === "live", "the screen is an input");
  await one.page.evaluate(() => {
    for (const peer of window.peers) peer.getSenders().forEach((sender) => sender.replaceTrack(null)); // as if no packet came any more
  });
  await becomes(screenNow, (input) => input.state === "lost", "the screen's input waits");
  await one.context.close();
});
