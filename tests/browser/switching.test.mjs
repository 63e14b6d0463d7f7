// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { difference, look, playing, screen } from "./support/senses.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

let server;
let browser;
before(async () => {
  server = await startTsudoi();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function operate() {
  const opened = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await opened.page.goto(server.studio);
  await opened.page.waitForSelector(".monitors");
  return opened;
}

const slotWords = (page) => page.$$eval("[data-slot]", (slots) => slots.map((slot) => slot.textContent.trim()));
const pressed = (page, words) => page.waitForSelector(`button[aria-pressed="true"]:has-text("${words}")`);

test("a scene is built in the preview and taken; only then the watcher's picture changes", async () => {
  const watcher = await openPage(browser);
  await watcher.page.goto(server.watch);
  await watcher.page.click("text=視聴をはじめる");
  await playing(watcher.page);
  const { context, page, faults } = await operate();

  await page.click("text=全画面");
  await pressed(page, "全画面");
  await page.keyboard.press("1");
  await page.waitForSelector('[data-slot="main"] >> text=1');
  await page.keyboard.press("Enter");
  await page.waitForSelector(".input.air >> nth=0");
  await watcher.page.waitForTimeout(6_000); // on purpose: the cut has passed through the stream by then
  const lecturer = await look(watcher.page);

  await page.click("text=全画面");
  await page.keyboard.press("2");
  await page.waitForSelector('[data-slot="main"] >> text=2');
  assert.ok(difference(lecturer, await look(watcher.page)) < 25, "the preview reached the audience");
  await page.keyboard.press(" ");
  const end = Date.now() + 30_000;
  let changed = 0;
  while (changed < 25 && Date.now() < end) changed = difference(lecturer, await look(watcher.page));
  assert.ok(changed >= 25, `the watcher's picture did not change: ${changed}`);
  assert.deepEqual(faults, []);
  await context.close();
  await watcher.context.close();
});

test("the preview survives a reload, and a second operator sees the same", async () => {
  const first = await operate();
  await first.page.click("text=講師+スライド");
  await pressed(first.page, "講師+スライド");
  await first.page.click('[data-slot="lecturer"]');
  await first.page.keyboard.press("2");
  await first.page.click('[data-slot="slides"]');
  await first.page.keyboard.press("1");
  await first.page.waitForSelector('[data-slot="slides"] >> text=1');
  await first.page.waitForSelector('[data-slot="lecturer"] >> text=2');
  const words = await slotWords(first.page);

  const second = await operate();
  assert.deepEqual(await slotWords(second.page), words);
  await second.page.click("text=左右");
  await pressed(first.page, "左右");

  await first.page.reload();
  await first.page.waitForSelector(".monitors");
  await pressed(first.page, "左右");
  await first.context.close();
  await second.context.close();
});

test("small pictures, meters and loudness are alive", async () => {
  const { context, page } = await operate();
  for (const id of ["programme", "preview", "input:lecturer"]) {
    await page.waitForFunction(
      (name) => document.querySelector(`canvas[data-picture="${name}"]`).width > 16,
      id,
      { timeout: 30_000 },
    );
  }
  await page.waitForFunction(() => !document.querySelector(".programme-strip .main").textContent.includes("∞"));
  await screenshot(page, "studio-live");
  await context.close();
});

test("mute and slate reach every operator", async () => {
  const first = await operate();
  const second = await operate();
  await first.page.click(".strip .mute >> nth=0");
  await second.page.waitForSelector('.strip .mute[aria-pressed="true"]');
  await first.page.click(".strip .mute >> nth=0");
  await second.page.waitForSelector('.strip .mute[aria-pressed="true"]', { state: "detached" });
  await first.page.keyboard.press("s");
  await second.page.waitForSelector("text=スレート表示中");
  await second.page.keyboard.press("s");
  await first.page.waitForSelector("text=スレート表示中", { state: "detached" });
  await first.context.close();
  await second.context.close();
});

test("an input is added, renamed and removed", async () => {
  const { context, page } = await operate();
  await page.click("text=入力を追加");
  await page.selectOption(".form select", "test");
  await page.fill(".form input[name=name]", "会場");
  await page.click("text=追加する");
  await page.waitForSelector(".input >> text=会場");
  await page.click('[aria-label="会場の設定"]');
  await page.fill(".form input[name=name]", "会場カメラ");
  await page.click("text=保存する");
  await page.waitForSelector(".input >> text=会場カメラ");
  await page.click('[aria-label="会場カメラの設定"]');
  await page.click("text=この入力を削除");
  await page.waitForSelector(".input >> text=会場カメラ", { state: "detached" });
  await context.close();
});

test("a personal link made here lets a person in, until it is revoked", async () => {
  const { context, page } = await operate();
  await page.click("header .title");
  await page.fill("aside input[name=name]", "鈴木一郎");
  await page.click("text=個別リンクを作る");
  const link = await page.inputValue(".copy >> nth=1 >> input");
  const guest = await openPage(browser);
  await guest.page.goto(link);
  await guest.page.click("text=視聴をはじめる");
  await playing(guest.page);
  await page.click('[aria-label="リンクを止める: 鈴木一郎"]');
  await screen(guest.page, "revoked");
  await guest.context.close();
  await context.close();
});

test("a stranger gets the login form, a wrong password a kind refusal", async () => {
  const { context, page } = await openPage(browser);
  await page.goto(`${server.url}/studio`);
  await page.fill("input[name=user]", "nobody");
  await page.fill("input[name=password]", "wrong-password");
  await page.click("button[type=submit]");
  await page.waitForSelector("text=アカウント名またはパスワードが違います");
  await context.close();
});
