// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the studio that is about panelists, against a played server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { studioPage } from "./support/studio_page.mjs";

const studio = studioPage();

const open = async (page) => {
  await page.click(".inputs .add >> text=パネリスト");
  await page.waitForSelector("aside .panelist");
};

test("the input row tells who waits, who wants to speak, and how many hands there are", async () => {
  const { page } = studio.opened;
  const tile = (id) => page.textContent(`.input:has([data-picture="input:${id}"]) .input-state`);
  assert.match(await tile("osaka"), /LIVE[\s\S]*控室[\s\S]*挙手/);
  assert.match(await tile("sapporo"), /音声のみ[\s\S]*マイク切/);
  assert.doesNotMatch(await tile("sapporo"), /控室/);
  assert.match(await page.textContent(".inputs .add"), /パネリスト 3[\s\S]*挙手 1/);
  studio.server.snapshot.inputs.osaka.state = "lost";
  studio.server.push();
  await page.waitForSelector(".input.lost >> text=送信待ち");
});

test("hands come first; onto the stage and back, muting, and taking somebody away with time to think", async () => {
  const { page } = studio.opened;
  await open(page);
  const names = await page.$$eval("aside .panelist strong", (all) => all.map((name) => name.textContent));
  assert.deepEqual(names, ["大阪 佐藤", "札幌 鈴木", "名古屋 高橋"]);
  assert.match(await page.textContent("aside .panelist >> nth=2"), /別のセミナー: 嚥下リハビリ研修[\s\S]*未接続/);
  assert.ok(await page.isDisabled('aside [aria-label="ミュート: 札幌 鈴木"]'));
  assert.ok(await page.isVisible("text=ON AIR"));
  await assertAccessible(page, "panelists");
  await screenshot(page, "studio-panelists");
  await page.click('aside [aria-label="ステージへ: 大阪 佐藤"]');
  assert.deepEqual(await studio.called("panel.admit"), { panelist: "osaka" });
  await page.click('aside [aria-label="控室へ: 大阪 佐藤"]');
  assert.deepEqual(await studio.called("panel.hold"), { panelist: "osaka" });
  await page.click('aside [aria-label="ミュート: 大阪 佐藤"]');
  assert.deepEqual(await studio.called("panel.mute"), { panelist: "osaka" });
  await page.click('aside [aria-label="削除: 名古屋 高橋"]');
  await page.click("aside .attention >> text=やめる");
  await page.click('aside [aria-label="削除: 名古屋 高橋"]');
  await page.waitForSelector("text=名古屋 高橋 さんを削除します（あと5秒）");
  await screenshot(page, "studio-panelists-removing");
  assert.deepEqual(await studio.called("panel.remove"), { panelist: "nagoya" });
  await page.waitForSelector("aside >> text=名古屋 高橋", { state: "detached" });
});

test("a message goes to one or to all, and can be taken away", async () => {
  const { page } = studio.opened;
  await open(page);
  await page.click('aside [aria-label="伝言: 大阪 佐藤"]');
  await page.fill("aside .panelist .form input", "次にお呼びします");
  await assertAccessible(page, "a message to a panelist");
  await page.keyboard.press("Enter");
  assert.deepEqual(await studio.called("panel.message"), { panelist: "osaka", text: "次にお呼びします" });
  await page.waitForSelector("aside .panelist >> text=送りました");
  const all = page.locator("aside > .form", { hasText: "全員への伝言" });
  await all.locator("input").fill("10分遅れます");
  await all.locator("text=送る").click();
  await all.locator("text=送りました").waitFor();
  assert.deepEqual(studio.server.calls.at(-1).params, { text: "10分遅れます" });
  await all.locator("text=伝言を消す").click();
  await all.locator("text=消しました").waitFor();
  assert.deepEqual(studio.server.calls.at(-1).params, { text: "" });
});

test("an invited panelist gets a link, shown once", async () => {
  const { page } = studio.opened;
  await open(page);
  await page.waitForSelector("text=「在宅医療セミナー 第3回」の登壇用リンクを作ります");
  await page.fill("aside .seminar input[name=name]", "福岡 田中");
  await page.fill("aside .seminar input[name=affiliation]", "みどり医院");
  await page.click("aside .seminar button[type=submit]");
  await page.waitForSelector("aside .links .copy");
  assert.equal(decodeURIComponent(await page.inputValue("aside .links input")), "https://example.jp/join#k=福岡 田中");
  await page.waitForSelector("aside .panelist >> text=福岡 田中");
  await assertAccessible(page, "a new panelist");
  await screenshot(page, "studio-panelists-link");
});

const screensOf = (page) => page.locator("aside .seminar", { hasText: "会場の画面" });

test("the screens in the room: which are connected, which wait for a press, and what each shows", async () => {
  const { page } = studio.opened;
  await open(page);
  const venue = screensOf(page);
  await venue.locator(".screen >> nth=0").waitFor();
  const rows = await venue.locator(".screen").allTextContents();
  assert.deepEqual(rows.map((row) => row.match(/大ホール|ロビー|会場スクリーン|別館/)[0]), ["ロビー", "会場スクリーン", "大ホール"]);
  assert.match(rows[0], /接続中・音が出ていません[\s\S]*1分以内[\s\S]*ボタンを押してもらってください/);
  assert.match(rows[1], /開始ボタン待ち/);
  assert.match(rows[2], /接続中[\s\S]*12分前から/);
  assert.equal(await page.inputValue('[aria-label="ロビーに映すもの"]'), "panelists");
  await venue.scrollIntoViewIfNeeded();
  await assertAccessible(page, "screens in the room");
  await screenshot(page, "studio-screens");
  await page.selectOption('[aria-label="大ホールに映すもの"]', "panelists");
  assert.deepEqual(await studio.called("panel.venueShow"), { screen: "hall", picture: "panelists" });
  await page.check('aside .screen:has-text("大ホール") >> text=右下に時計を出す');
  assert.deepEqual(await studio.called("panel.venueShow"), { screen: "hall", clock: true });
  studio.server.snapshot.screens.hall = { ...studio.server.snapshot.screens.hall, picture: "programme", state: "closed", connectedAt: undefined };
  studio.server.push();
  await venue.locator(".screen", { hasText: "大ホール" }).locator("text=未接続").waitFor();
  assert.equal(await page.inputValue('[aria-label="大ホールに映すもの"]'), "programme");
});

test("a screen's link is taken back with time to think", async () => {
  const { page } = studio.opened;
  await open(page);
  await page.click('aside [aria-label="リンクを取り消す: 大ホール"]');
  await page.waitForSelector("text=「大ホール」のリンクを取り消します（あと5秒）");
  await assertAccessible(page, "a screen about to go");
  await screenshot(page, "studio-screen-removing");
  await page.click("aside .screen .attention >> text=やめる");
  await page.click('aside [aria-label="リンクを取り消す: 大ホール"]');
  await page.click('aside [aria-label="リンクを取り消す: ロビー"]'); // the first one does not wait any longer
  assert.deepEqual(await studio.called("panel.venueRemove"), { screen: "hall" });
  await page.waitForSelector("aside .screen >> text=ロビー", { state: "detached" });
  assert.deepEqual(studio.server.calls.map(({ params }) => params.screen), ["hall", "lobby"]);
});

test("a new screen gets a name and a link, shown once and only while it lets in", async () => {
  const { page } = studio.opened;
  await open(page);
  const venue = screensOf(page);
  assert.equal(await venue.locator("input[name=screen]").inputValue(), "会場スクリーン 2");
  await venue.locator("input[name=screen]").fill("2階ロビー");
  await venue.locator("form select").selectOption("panelists");
  await venue.locator("text=リンクを作る").click();
  await venue.locator(".links .copy").waitFor();
  assert.deepEqual(await studio.called("panel.venue"), { seminar: "demo", name: "2階ロビー", picture: "panelists" });
  assert.equal(await venue.locator(".links input").inputValue(), "https://example.jp/venue#k=demo");
  assert.ok(await venue.locator("text=「2階ロビー」のリンク").isVisible());
  await venue.locator(".screen >> text=2階ロビー").waitFor();
  assert.equal(await venue.locator("input[name=screen]").inputValue(), "会場スクリーン 2");
  await venue.locator(".links").scrollIntoViewIfNeeded();
  await assertAccessible(page, "a link for the room");
  await screenshot(page, "studio-venue-link");
  delete studio.server.snapshot.screens.added;
  studio.server.push();
  await venue.locator(".links").waitFor({ state: "detached" });
});

test("a panelist's input has a name to change and no source; the kind is not offered for new inputs", async () => {
  const { page } = studio.opened;
  await page.click('[aria-label="大阪 佐藤の設定"]');
  await page.waitForSelector("aside >> text=リモートのパネリスト");
  assert.equal(await page.$("aside select"), null);
  await assertAccessible(page, "the input of a panelist");
  await screenshot(page, "studio-panelist-input");
  await page.fill("aside input[name=name]", "佐藤先生");
  await page.click("aside button[type=submit]");
  assert.deepEqual(await studio.called("studio.input.update"), { input: { id: "osaka", name: "佐藤先生", kind: "panelist" } });
  await page.click(".inputs .add >> text=入力を追加");
  assert.ok(!(await page.$$eval("aside option", (all) => all.map(({ value }) => value))).includes("panelist"));
});
