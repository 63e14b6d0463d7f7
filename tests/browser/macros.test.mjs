// SPDX-License-Identifier: GPL-3.0-or-later
// Macros on the studio page, against a played server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { studioPage } from "./support/studio_page.mjs";

const studio = studioPage();

test("a macro runs by button and by key, and stops when it is pressed again", async () => {
  const { page } = studio.opened;
  await page.click(".sides >> text=プリセット");
  await page.click(".macro .recall");
  assert.deepEqual(await studio.called("studio.macro.run"), { id: "open" });
  await page.waitForSelector(".macro.running >> text=止める 1/3");
  await page.click(".macro .recall");
  assert.deepEqual(await studio.called("studio.macro.stop"), {});
  await page.waitForSelector(".macro.running", { state: "detached" });
  studio.server.calls.length = 0;
  await page.keyboard.press("F1");
  assert.deepEqual(await studio.called("studio.macro.run"), { id: "open" });
  await page.keyboard.press("F2");
  await page.waitForSelector("text=F2 のマクロはありません");
});

test("a macro is made of steps, changed and removed", async () => {
  const { page } = studio.opened;
  await page.click(".sides >> text=プリセット");
  await page.click("text=マクロを作る");
  await page.fill(".macro-form input[maxlength='40']", "休憩");
  await page.selectOption('[aria-label="手順 1"]', "slate");
  await page.click("text=手順を足す");
  await page.selectOption('[aria-label="手順 2"]', "wait");
  await page.fill('[aria-label="秒"]', "2.5");
  await page.click("text=手順を足す");
  await page.selectOption('[aria-label="手順 3"]', "mute");
  await page.click('[aria-label="手順 3 を上へ"]');
  await assertAccessible(page, "studio-macro");
  await screenshot(page, "studio-macro");
  await page.click("text=マクロを保存");
  const made = await studio.called("studio.macro.save");
  assert.equal(made.name, "休憩");
  assert.deepEqual(made.steps.map(({ action }) => action), ["slate", "mute", "wait"]);
  assert.equal(made.steps[2].waitMs, 2500);
  await page.click('[aria-label="マクロ「休憩」の設定"]');
  await page.click("text=このマクロを消す");
  await page.click("text=もう一度押すと消します");
  assert.deepEqual(await studio.called("studio.macro.remove"), { id: "made" });
  await page.waitForSelector(".macro >> nth=1", { state: "detached" });
});

test("the automatic director is a switch of its own", async () => {
  const { page } = studio.opened;
  await page.click(".sides >> text=調整");
  await page.click("text=パネルで話している人を自動で大きくする");
  assert.deepEqual(await studio.called("studio.director"), { on: true });
});
