// SPDX-License-Identifier: GPL-3.0-or-later
// Panelists in real browsers against the real server: who sees and hears whom, and when.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { screenshot } from "./support/accessibility.mjs";
import { openPage } from "./support/browser.mjs";
import { keyOf } from "./support/control.mjs";
import { enter, join, putOnAir } from "./support/joining.mjs";
import { becomes, colourOf, isRed, playDevices, roomHertz, tones } from "./support/played_devices.mjs";
import { rawPanelist } from "./support/raw_panelist.mjs";
import { playing } from "./support/senses.mjs";
import { apart, blue, demo, red, startTwoSpeakers } from "./support/two_speakers.mjs";

let rig, server, browser, control, second;
before(async () => {
  rig = await startTwoSpeakers();
  ({ server, browser, control, second } = rig);
});
after(() => rig?.close());

const returnOf = (page) => () => colourOf(page, ".return video");

/** [a panelist, another one, the room] in dB of what a video element plays. */
async function heardIn(page, selector, one, other) {
  const [first, second, ...room] = await tones(page, selector, [one.hertz, other.hertz, ...roomHertz]);
  return [first, second, Math.max(...room)];
}
const hearing = (page, own, other) => () => heardIn(page, ".return video", own, other);
const hearsOthersOnly = ([own, other, room]) => other > -60 && room > -60 && own < Math.min(other, room) - apart;

test("the green room hears itself and the programme, nobody hears themselves, and the audience hears and sees no one of it", async () => {
  const one = await join(browser, server.join, red);
  const two = await join(browser, second.link, blue);
  await becomes(hearing(one.page, red, blue), hearsOthersOnly, "the first panelist hears");
  await becomes(hearing(two.page, blue, red), hearsOthersOnly, "the second panelist hears");
  await screenshot(one.page, "panel-green-room");

  const audience = await openPage(browser);
  await audience.page.goto(server.watch);
  await audience.page.click("text=視聴をはじめる");
  await playing(audience.page);
  const heard = () => heardIn(audience.page, "video", red, blue);
  await becomes(heard, ([first, other, room]) => room > -60 && first < room - apart && other < room - apart, "the audience hears");

  await putOnAir(control, demo);
  await two.page.waitForTimeout(1_000); // on purpose: whatever were to come through has come through by then
  assert.ok(!isRed(await colourOf(two.page, ".return video")), "somebody in the green room is on air");

  await control.call("panel.admit", { panelist: demo });
  await becomes(returnOf(two.page), isRed, "the second panelist sees the first one");
  await becomes(() => colourOf(audience.page, "video"), isRed, "the audience sees the first one");
  await becomes(heard, ([first, other, room]) => first > -60 && other < room - apart, "the audience hears who is on stage");
  await one.page.waitForSelector("text=出演中");
  await screenshot(one.page, "panel-on-air");
  const [own] = await hearing(one.page, red, blue)();
  assert.ok(own < -60 - apart / 2, `on stage, too, nobody hears themselves: ${own}`);
  const studio = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await studio.page.goto(server.studio);
  await studio.page.waitForSelector(".monitors");
  await screenshot(studio.page, "studio-panelist-on-air");

  await control.call("panel.hold", { panelist: demo });
  await becomes(returnOf(two.page), (colour) => !isRed(colour), "back in the green room nobody sees them");
  await becomes(heard, ([first, , room]) => first < room - apart, "back in the green room the audience hears nothing");
  for (const opened of [one, two, audience, studio]) {
    assert.deepEqual(opened.faults, []);
    await opened.context.close();
  }
});

test("the operator switches a microphone off, only the panelist switches it on; a reload comes back to the same place", async () => {
  const one = await join(browser, server.join, red);
  const two = await join(browser, second.link, blue);
  const first = async () => {
    const [, tone, room] = await heardIn(two.page, ".return video", blue, red);
    return [tone, room];
  };
  await control.call("panel.admit", { panelist: demo });
  await putOnAir(control, demo);
  await becomes(first, ([tone, room]) => tone > room - 20, "the second panelist hears the first one");
  await control.call("panel.mute", { panelist: demo });
  await becomes(first, ([tone, room]) => tone < room - apart, "a microphone that was switched off is silent");
  await one.page.click('button:has-text("マイクを入れる")');
  await becomes(first, ([tone, room]) => tone > room - 20, "the panelist switched it on again");

  await becomes(returnOf(two.page), isRed, "the first panelist is on air");
  await one.page.reload();
  await becomes(returnOf(two.page), (colour) => !isRed(colour), "the name card while they are away");
  await enter(one.page);
  await becomes(returnOf(two.page), isRed, "back in the same place without the operator");
  await one.page.waitForSelector("text=出演中");
  await control.call("panel.hold", { panelist: demo });
  for (const opened of [one, two]) await opened.context.close();
});

test("nothing comes in from a browser whose certificate is not the announced one, and nothing goes out to it", async () => {
  const { context, page } = await openPage(browser, { permissions: ["camera", "microphone"] });
  await page.addInitScript(playDevices, red);
  await page.goto(`${server.url}/`);
  const answers = await page.evaluate(rawPanelist, { key: keyOf(server.join), change: [["(a=fingerprint:sha-256 )(..:){4}", "$100:00:00:00:"]] });
  assert.deepEqual(answers, ["taken"]);
  await page.waitForFunction(() => ["connected", "failed", "disconnected"].includes(window.peer.connectionState), null, { timeout: 30_000 });
  await page.waitForTimeout(3_000); // on purpose: media would flow within a second
  const { received } = await page.evaluate(async () => {
    let received = 0;
    (await window.peer.getStats()).forEach((report) => (received += report.type === "inbound-rtp" ? report.bytesReceived : 0));
    return { received };
  });
  assert.equal(received, 0);
  const { snapshot } = await control.call("studio.get");
  assert.equal(snapshot.panelists[demo].connected, false);
  assert.match(snapshot.inputs[demo].problem.en, /certificate/);
  await context.close();
});

test("answers that are none are refused in words, and the next one is taken", async () => {
  const { context, page } = await openPage(browser, { permissions: ["camera", "microphone"] });
  await page.addInitScript(playDevices, red);
  await page.goto(`${server.url}/`);
  const change = [
    ["", "hello"],
    ["a=group:BUNDLE 0 1 2|a=group:BUNDLE .*", "a=group:BUNDLE x y z"],
    ["UDP/TLS/RTP/SAVPF", "RTP/AVP"],
    ["a=fingerprint:sha-256", "a=fingerprint:sha-1"],
    ["a=rtcp-mux\r\n", ""],
    ["a=mid:", "a=mid:"],
  ];
  const answers = await page.evaluate(rawPanelist, { key: keyOf(server.join), change });
  assert.deepEqual(answers, [...Array(5).fill("invalid-argument"), "taken"]);
  await page.waitForFunction(() => window.peer.connectionState === "connected", null, { timeout: 30_000 });
  await context.close();
});
