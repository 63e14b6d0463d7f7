// SPDX-License-Identifier: GPL-3.0-or-later
// The operator speaks to panelists off air and hears them before they go on stage: real pages, real server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";
import { join } from "./support/joining.mjs";
import { becomes, playDevices, roomHertz, tones } from "./support/played_devices.mjs";
import { playing } from "./support/senses.mjs";
import { apart, blue, demo, red, startTwoSpeakers } from "./support/two_speakers.mjs";

const mostHeadsets = 4; // Headsets::kMost
const voice = { colour: "rgb(0, 0, 0)", hertz: 2600 };

let rig, server, browser, control, second;
before(async () => {
  rig = await startTwoSpeakers();
  ({ server, browser, control, second } = rig);
});
after(() => rig?.close());

/** Levels in dB of the operator, the first panelist, the second one and the room. */
const hearing = (page, selector) => async () => {
  const [operator, first, other, ...room] = await tones(page, selector, [voice, red, blue].map(({ hertz }) => hertz).concat(roomHertz));
  return { operator, first, other, room: Math.max(...room) };
};
const inReturn = (page) => hearing(page, ".return video");
const hearsOperator = ({ operator, room }) => operator > room;
const doesNot = ({ operator, room }) => operator < room - apart;

/** The studio's page with a headset that is being connected. */
async function openHeadset() {
  const studio = await openPage(browser, { viewport: { width: 1280, height: 720 }, permissions: ["microphone"] });
  await studio.page.addInitScript(playDevices, voice);
  await studio.page.goto(server.studio);
  await studio.page.click(".inputs .add >> text=パネリスト");
  await studio.page.click("text=ヘッドセットをつなぐ");
  return studio;
}

test("the operator speaks to one or to all, off air, and hears the green room", async () => {
  const one = await join(browser, server.join, red);
  const two = await join(browser, second.link, blue);
  await control.call("panel.admit", { panelist: demo });
  const audience = await openPage(browser);
  await audience.page.goto(server.watch);
  await audience.page.click("text=視聴をはじめる");
  await playing(audience.page);

  const studio = await openHeadset();
  const { page } = studio;
  await page.waitForSelector('button.talk:enabled:has-text("全員に話す")', { timeout: 30_000 });
  await becomes(hearing(page, "audio.headset-sound"), ({ first, other, room }) => first > -60 && other > -60 && room < Math.min(first, other) - 20,
    "the operator hears those on stage and in the green room, and not the room");
  const normal = await inReturn(one.page)();
  assert.ok(doesNot(normal), `nobody is spoken to yet: ${JSON.stringify(normal)}`);

  await page.click('[aria-label="話す: 鈴木 次郎"]'); // a short press stays
  await page.waitForSelector('[aria-label="話し中（押すと終わり）: 鈴木 次郎"]');
  await becomes(inReturn(two.page), hearsOperator, "the one who is spoken to hears the operator over the room");
  await two.page.waitForSelector("text=担当者があなたに話しています");
  await screenshot(two.page, "join-spoken-to");
  await screenshot(page, "studio-talkback");
  await assertAccessible(page, "studio-talkback");
  assert.ok(doesNot(await inReturn(one.page)()), "the other one hears nothing of it");
  assert.equal(await one.page.locator("text=担当者があなたに話しています").count(), 0);
  await page.click('[aria-label="話し中（押すと終わり）: 鈴木 次郎"]');
  await becomes(inReturn(two.page), doesNot, "after the press the operator is not heard any more");

  const all = await page.locator('button.talk:has-text("全員に話す")').boundingBox();
  await page.mouse.move(all.x + all.width / 2, all.y + all.height / 2);
  await page.mouse.down();
  await becomes(inReturn(one.page), hearsOperator, "the first one hears what is said to all");
  await becomes(inReturn(two.page), hearsOperator, "so does the second one");
  const outside = await hearing(audience.page, "video")();
  assert.ok(outside.first > -60 && doesNot(outside), `the audience hears the stage and nothing of the operator: ${JSON.stringify(outside)}`);
  await page.mouse.up();
  await becomes(inReturn(one.page), doesNot, "a button that was held ends when it is let go");

  await page.focus('button.talk:has-text("全員に話す")');
  await page.keyboard.press("Space");
  await becomes(inReturn(one.page), hearsOperator, "the keyboard does it, too");
  await page.click("aside >> text=閉じる");
  await becomes(inReturn(one.page), doesNot, "a drawer that is closed leaves no microphone open");
  await becomes(hearing(page, "audio.headset-sound"), ({ other }) => other > -60, "the operator hears them all the same");

  await page.click(".inputs .add >> text=パネリスト");
  await page.click('button.talk:has-text("全員に話す")');
  await becomes(inReturn(one.page), hearsOperator, "spoken to again");
  await page.goto(`${server.url}/`);
  await becomes(inReturn(one.page), doesNot, "a page that is gone speaks to nobody");
  await one.page.waitForFunction(() => !document.body.textContent.includes("担当者があなたに話しています"));
  for (const opened of [one, two, audience, studio]) {
    assert.deepEqual(opened.faults, []);
    await opened.context.close();
  }
});

test("the headset comes back by itself when the server was away, and speaks to nobody then", async () => {
  const one = await join(browser, server.join, red);
  const studio = await openHeadset();
  const { page } = studio;
  await page.click('button.talk:enabled:has-text("全員に話す")', { timeout: 30_000 });
  await becomes(inReturn(one.page), hearsOperator, "spoken to");
  await server.kill();
  await server.restart();
  await page.waitForSelector('button.talk:enabled:has-text("全員に話す")', { timeout: 60_000 });
  await becomes(hearing(page, "audio.headset-sound"), ({ first }) => first > -60, "the operator hears again", 60_000);
  await becomes(inReturn(one.page), (heard) => heard.room > -60 && doesNot(heard), "nobody is spoken to");
  await page.click("aside >> text=切る");
  await page.waitForSelector("text=ヘッドセットをつなぐ");
  await one.context.close();
  await studio.context.close();
});

test("a microphone that is pulled out ends the talk", async () => {
  const one = await join(browser, server.join, red);
  const studio = await openHeadset();
  const { page } = studio;
  await page.click('button.talk:enabled:has-text("全員に話す")', { timeout: 30_000 });
  await becomes(inReturn(one.page), hearsOperator, "spoken to");
  await page.evaluate(() => window.peers.at(-1).getSenders()[0].track.dispatchEvent(new Event("ended")));
  await becomes(inReturn(one.page), doesNot, "nobody is spoken to");
  await one.page.waitForFunction(() => !document.body.textContent.includes("担当者があなたに話しています"));
  for (const opened of [one, studio]) {
    assert.deepEqual(opened.faults, []);
    await opened.context.close();
  }
});

test("one headset too many is refused in words, and has its place when another one is gone", async () => {
  const others = [];
  for (let i = 0; i < mostHeadsets; ++i) {
    const other = await openControl(server.url, keyOf(server.studio));
    // The headset of the test before may be there for a moment.
    await becomes(() => other.call("rtc.offer").then(() => true, () => false), (has) => has, `headset ${i} has a place`);
    others.push(other);
  }
  const late = await openControl(server.url, keyOf(server.studio));
  await assert.rejects(late.call("rtc.offer"), { id: "unavailable" });
  others[0].close();
  const offered = () => late.call("rtc.offer").then(({ sdp }) => sdp, () => null);
  await becomes(offered, (sdp) => sdp !== null, "a place is free");
  for (const each of [late, ...others.slice(1)]) each.close();
});
