// SPDX-License-Identifier: GPL-3.0-or-later
// Names and questions over the programme, from the studio's page to what the audience sees.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";
import { becomes } from "./support/played_devices.mjs";
import { playing } from "./support/senses.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

let server, browser, control;
before(async () => {
  server = await startTsudoi();
  browser = await launch({ media: true });
  control = await openControl(server.url, keyOf(server.studio));
});
after(async () => {
  control?.close();
  await browser?.close();
  await server?.stop();
});

/** Colour of the audience's picture at a place, in shares of width and height. */
const colourAt = (page, x, y) => () =>
  page.evaluate(
    ([x, y]) => {
      const video = document.querySelector("video");
      const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
      const paint = canvas.getContext("2d");
      paint.drawImage(video, 0, 0, 640, 360);
      return Array.from(paint.getImageData(Math.round(x * 640), Math.round(y * 360), 1, 1).data).slice(0, 3);
    },
    [x, y],
  );
const near = (wanted) => (colour) => colour.every((value, index) => Math.abs(value - wanted[index]) < 20);
/** The ground of a title, and a place in it beside its words. */
const bar = near([16, 32, 46]);
const inBar = [0.065, 0.9];

test("a name and a question are shown over the programme, and taken away again", async () => {
  const audience = await openPage(browser);
  await audience.page.goto(server.watch);
  await audience.page.click("text=視聴をはじめる");
  await playing(audience.page);
  const seen = colourAt(audience.page, ...inBar);
  const aside = colourAt(audience.page, 0.97, 0.9);
  const before = await seen();
  assert.ok(!bar(before), `no title yet: ${before}`);

  const { page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(server.studio);
  await page.click('.inputs .add >> text=テロップ');
  await page.click('[aria-label="出す: パネリスト（デモ）"]');
  await becomes(seen, bar, "the name's bar is seen");
  assert.ok(!bar(await aside()), "not over the whole width");
  await page.waitForSelector('[aria-label="消す: パネリスト（デモ）"]');
  await assertAccessible(page, "titles");
  await screenshot(page, "studio-titles");
  await screenshot(audience.page, "watch-title");

  await control.call("panel.question", { seminar: "demo", text: "夜間に連絡がつかないときは、どうすればよいですか？" });
  await page.click('[aria-label^="出す: 夜間に"]');
  await becomes(colourAt(audience.page, 0.4, 0.9), bar, "the question's bar is wider");
  await page.click('[aria-label^="消す: 夜間に"]');
  await becomes(seen, (colour) => !bar(colour), "nothing is left of it");

  await page.fill('aside label:has-text("名前または質問") input', "佐藤 一郎");
  await page.fill('aside label:has-text("所属") input', "訪問看護ステーション");
  await page.keyboard.press("Enter");
  await becomes(seen, bar, "a title of one's own");
  await control.call("studio.slate", { slate: { kind: "break" } });
  await becomes(colourAt(audience.page, 0.97, 0.9), near([22, 32, 44]), "the slate is over everything");
  await control.call("studio.slate", { slate: null });
  await becomes(aside, (colour) => !near([22, 32, 44])(colour), "back from the slate");
  assert.ok(bar(await seen()), "the title is still there");
  assert.deepEqual([faults, audience.faults], [[], []]);
});
