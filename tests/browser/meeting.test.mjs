// SPDX-License-Identifier: GPL-3.0-or-later
// A meeting: participants in real browsers, no operator's hand in between, and no audience.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join as path } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";
import { join } from "./support/joining.mjs";
import { becomes, colourAt, isBlue, isGreen, isRed, playDevices, tones } from "./support/played_devices.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

const slide = { colour: "rgb(220, 200, 20)", hertz: 2300 };
const red = { colour: "rgb(200, 20, 20)", hertz: 1000, screen: slide };
const blue = { colour: "rgb(20, 20, 200)", hertz: 1700 };
const green = { colour: "rgb(20, 160, 20)", hertz: 2900 };
const apart = 40; // dB, at least
const patienceMs = 60_000; // somebody who left keeps their place for ten seconds

let server, browser, control, studio, meeting;
before(async () => {
  server = await startTsudoi();
  browser = await launch({ media: true, instruments: true });
  control = await openControl(server.url, keyOf(server.studio));
  await control.call("seminar.end", { seminar: "demo" });
  await control.call("studio.preview", { scene: { layout: "full", slots: {} } });
  await control.call("studio.take", { transition: "cut" });
  studio = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await studio.page.goto(server.studio);
  await studio.page.waitForSelector(".monitors");
});
after(async () => {
  control?.close();
  await browser?.close();
  await server?.stop();
});

const now = async () => (await control.call("studio.get")).snapshot;
const recording = () => path(server.data, "recordings", meeting);
const at = (page, x, y) => () => colourAt(page, ".return video", x, y);
const sees = (page, x, y, right, what) => becomes(at(page, x, y), right, what, patienceMs);
const invite = (name) => control.call("panel.add", { seminar: meeting, name, affiliation: "東京" });

/** The other is heard, oneself is not. */
const hears = (page, own, other, what) =>
  becomes(
    () => tones(page, ".return video", [own.hertz, other.hertz]),
    ([mine, theirs]) => theirs > -60 && mine < theirs - apart,
    what,
    patienceMs,
  );

/** A cookie of whoever the key belongs to, as a browser would send it. */
async function cookieOf(link) {
  const answer = await fetch(`${server.url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", "origin": server.url },
    body: JSON.stringify({ key: keyOf(link) }),
  });
  return answer.headers.get("set-cookie").split(";")[0];
}

const statusOf = async (address, options) => (await fetch(`${server.url}${address}`, options)).status;

test("a meeting is made in the studio, and nobody can be let in to watch it", async () => {
  const { page } = studio;
  await page.click("header .title");
  await page.click("text=新しいセミナー");
  await page.fill("input[name=title]", "準備の打ち合わせ");
  await page.getByLabel(/打ち合わせ（視聴者なし/).check();
  await screenshot(page, "studio-meeting-form");
  await assertAccessible(page, "the form of a meeting");
  await page.click("aside button:has-text('作る')");
  await page.waitForSelector("text=打ち合わせです。視聴者はなく");
  await page.click("text=閉じる");
  meeting = Object.values((await now()).seminars).find((seminar) => seminar.meeting).id;

  await assert.rejects(control.call("office.person.add", { seminar: meeting, name: "視聴者" }), { id: "not-allowed" });
  assert.equal(await statusOf(`/api/seminars/${meeting}`), 404);
  const body = JSON.stringify({ seminar: meeting, name: "視聴者" });
  const headers = { "content-type": "application/json", "origin": server.url };
  assert.equal(await statusOf("/api/session", { method: "POST", headers, body }), 404);
  const watcher = await openPage(browser);
  await watcher.page.goto(`${server.url}/s/${meeting}`);
  await watcher.page.waitForSelector("text=ページが見つかりません");
  await watcher.context.close();
});

test("participants meet without being admitted, the picture follows who is there, and a recording is kept", async () => {
  const one = await join(browser, (await invite("山田 花子")).link, red);
  const second = await invite("鈴木 次郎");
  const two = await join(browser, second.link, blue);
  const third = await invite("佐藤 三郎");
  await two.page.waitForSelector("text=待機中");
  await hears(two.page, blue, red, "those in the green room hear one another");

  await studio.page.click("text=会議を始める");
  await two.page.waitForSelector("h1:has-text('会議中')");
  await sees(two.page, 0.25, 0.5, isRed, "the first participant on the left");
  await sees(two.page, 0.75, 0.5, isBlue, "the second participant on the right");
  await hears(one.page, red, blue, "the first participant hears the second one");
  await hears(two.page, blue, red, "the second participant hears the first one");
  await screenshot(two.page, "join-meeting");
  await assertAccessible(two.page, "in a meeting");
  assert.equal(existsSync(recording()), false, "a meeting without a recording leaves no file");

  const three = await openPage(browser, { viewport: { width: 1280, height: 720 }, permissions: ["camera", "microphone"] });
  await three.page.addInitScript(playDevices, green);
  await three.page.goto(third.link);
  await three.page.waitForSelector("text=すぐに会議に入り");
  await three.page.click("text=準備できました");
  await sees(two.page, 0.5, 0.75, isGreen, "a third participant below");
  await sees(two.page, 0.25, 0.25, isRed, "the first participant stays on the left");
  await sees(two.page, 0.75, 0.25, isBlue, "the second participant stays on the right");

  await one.page.click("text=画面を共有する");
  await sees(two.page, 0.4, 0.5, ([r, g, b]) => r > 150 && g > 130 && b < 90, "a shared screen is large");
  await sees(two.page, 0.9, 0.3, isRed, "who shares it is small beside it");
  await screenshot(two.page, "join-meeting-shared");
  await one.page.click("text=共有をやめる");
  await sees(two.page, 0.25, 0.25, isRed, "without the screen everybody is as large as before");

  await studio.page.click("text=録画を始める");
  await two.page.waitForSelector("h1:has-text('録画中')");
  await becomes(async () => (await now()).recording.publishedMs, (length) => length > 1_000, "something is recorded", patienceMs);
  assert.ok(existsSync(recording()));
  await screenshot(two.page, "join-meeting-recorded");
  await screenshot(studio.page, "studio-meeting");
  const media = `/media/${meeting}/index.m3u8`;
  const asked = async (link) => statusOf(media, { headers: { cookie: await cookieOf(link) } });
  assert.equal(await statusOf(media), 403);
  assert.equal(await asked(server.watch), 403, "an attendee of another seminar");
  assert.equal(await asked(server.studio), 200, "staff");

  await one.page.click("text=退出する");
  await one.page.waitForSelector("text=退出しました");
  await sees(two.page, 0.25, 0.5, isBlue, "when somebody has left the others close up");
  await sees(two.page, 0.75, 0.5, isGreen, "in their order");
  assert.equal(await studio.page.locator("text=「山田 花子」の信号は戻りました").count(), 0, "who has left did not come back");

  await control.call("studio.preview", { scene: { layout: "full", slots: { main: second.id } } });
  await control.call("studio.take", { transition: "cut" });
  await sees(two.page, 0.75, 0.5, isBlue, "a take by hand");
  await screenshot(studio.page, "studio-meeting-by-hand");
  await studio.page.click("button:has-text('自動で並べる')");
  await sees(two.page, 0.75, 0.5, isGreen, "arranged again");

  await studio.page.click("text=録画と会議を終える");
  await two.page.waitForSelector("text=会議は終わりました");
  await studio.page.waitForSelector("text=終了を取り消す", { state: "detached" });
  await screenshot(studio.page, "studio-meeting-over");
  const film = path(server.data, "..", "meeting.mp4");
  execFileSync(process.env.TSUDOI_BINARY, ["export", meeting, "--to", film, "--data", server.data]);
  assert.ok(statSync(film).size > 50_000);
  for (const opened of [one, two, three, studio]) assert.deepEqual(opened.faults, []);
  for (const opened of [one, two, three]) await opened.context.close();
});
