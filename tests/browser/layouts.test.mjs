// SPDX-License-Identifier: GPL-3.0-or-later
// Layouts, framing and the T-bar: the page against a played server, then all of it in the real one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, assertFits, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { studioPage } from "./support/studio_page.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

const studio = studioPage();

test("the corners share a button, own layouts stand behind the others", async () => {
  const { page } = studio.opened;
  await page.click('.layouts button:has-text("小窓 右下")');
  assert.equal((await studio.called("studio.preview")).scene.layout, "pip-bottom-right");
  await page.waitForSelector('[data-layout="pip-bottom-left"][aria-pressed="true"]');
  studio.server.calls.length = 0;
  await page.click('[data-layout="pip-bottom-left"]');
  assert.equal((await studio.called("studio.preview")).scene.layout, "pip-bottom-left");
  studio.server.calls.length = 0;
  await page.click('.layouts button:has-text("講師を大きく")');
  assert.equal((await studio.called("studio.preview")).scene.layout, "own:big");
  await assertFits(page);
});

test("a picture is framed by buttons, by dragging it and with the wheel; all of it can be taken back", async () => {
  const { page } = studio.opened;
  await page.click(".sides >> text=調整");
  await page.click("text=左右反転");
  const framed = async () => Object.values((await studio.called("studio.preview")).scene.framing)[0];
  assert.equal((await framed()).mirror, true);
  await page.waitForSelector('button[aria-pressed="true"]:has-text("左右反転")');
  studio.server.calls.length = 0;
  await page.click('.framing button:has-text("枠線")');
  assert.equal((await framed()).border, 6);
  await page.waitForSelector('input[type="color"]');

  studio.server.calls.length = 0;
  const preview = await page.locator(".framing-handles").boundingBox();
  const centre = { x: preview.x + preview.width * 0.83, y: preview.y + preview.height * 0.5 };
  await page.mouse.move(centre.x, centre.y);
  await page.mouse.wheel(0, -100);
  assert.equal((await framed()).zoom, 1.1);
  await page.mouse.wheel(0, -100);
  await page.waitForFunction(() => document.querySelector(".framing output").textContent === "×1.21");
  studio.server.calls.length = 0;
  await page.mouse.down();
  await page.mouse.move(centre.x + 4, centre.y, { steps: 2 });
  await page.mouse.up();
  assert.ok((await framed()).panX < 0);
  await assertAccessible(page, "studio-framing");
  await screenshot(page, "studio-framing");

  await page.click("text=調整をやめる");
  await page.waitForFunction(() => document.querySelector(".framing output").textContent === "×1.00");
  assert.equal((await studio.called("studio.preview")).scene.framing, undefined);
  await page.click(".sides >> text=枠");
});

test("a layout is made with mouse and keyboard, and written to a file and read again", async () => {
  const { page } = studio.opened;
  await page.click(".layouts >> text=作る");
  const canvas = await page.locator(".layout-canvas").boundingBox();
  await page.click("text=枠を足す");
  await page.locator(".layout-canvas > .selected").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  const corner = await page.locator(".layout-canvas > .selected .corner").boundingBox();
  await page.mouse.move(corner.x + 6, corner.y + 6);
  await page.mouse.down();
  await page.mouse.move(canvas.x + canvas.width - 1, canvas.y + canvas.height - 1, { steps: 3 });
  await page.mouse.up();
  await page.fill(".layout-editor input[maxlength]", "三つの枠");
  await assertAccessible(page, "studio-layout");
  await screenshot(page, "studio-layout");
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("text=ファイルに書き出す")]);
  await page.click("text=保存してプレビューで使う");
  const chosen = await studio.called("studio.preview");
  assert.equal(chosen.scene.layout, "own:made");
  const saved = studio.server.calls.find(({ method }) => method === "studio.layout.save").params;
  assert.equal(saved.name, "三つの枠");
  assert.equal(saved.boxes.length, 3);
  const added = saved.boxes[2];
  assert.equal(added.slot, "1");
  assert.ok(Math.abs(added.x - 0.325) < 1e-6 && added.x + added.width > 0.95 && added.y + added.height > 0.95, JSON.stringify(added));

  await page.click(".layouts >> text=直す");
  await page.setInputFiles('input[type="file"]', await file.path());
  assert.equal(await page.inputValue(".layout-editor input[maxlength]"), "三つの枠");
  assert.equal(await page.locator(".layout-canvas > button").count(), 3);
  await page.setInputFiles('input[type="file"]', { name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await page.waitForSelector("text=このファイルはレイアウトではありません");
});

test("the T-bar moves by keyboard; at the end it springs back", async () => {
  const { page } = studio.opened;
  await page.focus(".tbar");
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await studio.called("studio.tbar"), { position: 0.01, transition: "fade" });
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelector(".tbar").value === "0");
  assert.deepEqual(await studio.called("studio.tbar"), { position: 1, transition: "fade" });
});

test("in the real server: an own layout, a mirrored picture and the T-bar bring the programme where they say", async () => {
  const server = await startTsudoi();
  const browser = await launch();
  try {
    const { page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
    await page.goto(server.studio);
    await page.waitForSelector(".monitors");
    await page.click("text=全画面");
    await page.click(".layouts >> text=作る");
    await page.fill(".layout-editor input[maxlength]", "左半分");
    await page.fill(".box-fields input >> nth=2", "50");
    await page.keyboard.press("Tab");
    await page.click("text=保存してプレビューで使う");
    await page.waitForSelector('.layouts button[aria-pressed="true"]:has-text("左半分")');
    await page.keyboard.press("2");
    await page.waitForSelector('[data-slot="main"] >> text=2');
    await page.click(".sides >> text=調整");
    await page.click("text=枠いっぱい");
    await page.waitForSelector('.framing button[aria-pressed="true"]:has-text("枠いっぱい")');
    await page.focus(".tbar");
    await page.keyboard.press("End");
    await page.waitForSelector('.input.air:has-text("スライド")');
    // The right half of the programme is black now, the left one is not.
    await page.waitForFunction(
      () => {
        const canvas = document.querySelector('canvas[data-picture="programme"]');
        const at = (x) => [...canvas.getContext("2d").getImageData(canvas.width * x, canvas.height * 0.1, 1, 1).data.slice(0, 3)];
        return Math.max(...at(0.75)) < 40 && Math.max(...at(0.25)) > 60;
      },
      undefined,
      { timeout: 30_000 },
    );
    await page.reload();
    await page.waitForSelector('.layouts button:has-text("左半分")');
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
    await server.stop();
  }
});
