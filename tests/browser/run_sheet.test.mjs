// SPDX-License-Identifier: GPL-3.0-or-later
// A second seminar after the demo's, with a programme that is silent: the real server says no once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";
import { becomes } from "./support/played_devices.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

let server, browser, control;
before(async () => {
  server = await startTsudoi();
  browser = await launch();
  control = await openControl(server.url, keyOf(server.studio));
});
after(async () => {
  control?.close();
  await browser?.close();
  await server?.stop();
});

const now = async () => (await control.call("studio.get")).snapshot;
const mute = async (muted) => {
  for (const source of Object.keys((await now()).inputs)) await control.call("studio.source", { source, muted });
};

test("going live without sound takes a second press, and with sound one", async () => {
  const [first] = Object.keys((await now()).seminars);
  await control.call("office.seminar.create", { seminar: { id: "second", title: "在宅医療セミナー 第2部", contact: { name: "事務局", phone: "024-000-0000" } } });
  await control.call("office.seminar.publish", { seminar: "second" });
  await control.call("seminar.end", { seminar: first });
  await becomes(now, ({ recording }) => !recording.active && recording.freeSeconds > 0, "the disk is looked at while nothing is recorded", 30_000);

  const { page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(server.studio);
  await page.waitForSelector(".monitors");
  await page.click("header .title");
  await page.click("aside >> text=在宅医療セミナー 第2部");
  await page.keyboard.press("Escape");
  await page.waitForSelector("header .title >> text=第2部");
  await page.click(".checklist button");
  await page.waitForSelector(".checklist .done >> text=この10秒に聞こえました");
  await page.waitForSelector(".checklist .done >> text=プログラムに映っています");
  assert.equal(await page.isVisible(".checklist >> text=パネリスト"), false); // those of the other seminar do not count
  await page.keyboard.press("Escape");

  await mute(true);
  await becomes(now, ({ checklist }) => !checklist.sound, "the silence is noticed", 15_000);
  await page.click(".action.start");
  await page.waitForSelector(".checklist .refusal >> text=プログラムの音が聞こえていません");
  assert.equal((await now()).seminars.second.state, "open");
  await assertAccessible(page, "studio-refused");
  await screenshot(page, "studio-silent-start");

  await mute(false);
  await page.waitForSelector(".checklist .refusal", { state: "detached" }); // there is sound: nothing to override
  await page.waitForSelector(".action.start >> text=本番を始める");
  await mute(true);
  await becomes(now, ({ checklist }) => !checklist.sound, "the silence is noticed again", 15_000);
  await page.click(".action.start");
  await page.click(".action.start >> text=音が出ていないまま始める");
  await page.waitForSelector("text=ON AIR");
  await page.click(".checklist button");
  await page.waitForSelector(".checklist .missing >> text=この10秒、聞こえていません");
  await page.waitForSelector(".checklist .done >> text=記録しています");
  assert.equal((await now()).seminars.second.state, "live");
  assert.deepEqual(faults, []);
});
