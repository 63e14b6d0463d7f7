// SPDX-License-Identifier: GPL-3.0-or-later
// The studio page against a played server: keys, accessibility, one screen of 1280 by 720.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, assertFits, screenshot } from "./support/accessibility.mjs";
import { openPage } from "./support/browser.mjs";
import { startStudio } from "./support/studio_fixture.mjs";
import { studioPage } from "./support/studio_page.mjs";

const studio = studioPage();

test("everything that matters is on one screen, with names for every control", async () => {
  const { page } = studio.opened;
  const sizes = await page.evaluate(() => {
    const main = document.querySelector(".desk > main");
    return { page: document.documentElement.scrollHeight, hidden: main.scrollHeight - main.clientHeight, sideways: main.scrollWidth - main.clientWidth };
  });
  assert.deepEqual(sizes, { page: 720, hidden: 0, sideways: 0 });
  const header = await page.$eval("header", ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  assert.equal(header, 0, "the header is wider than the page");
  for (const words of ["ON AIR", "REC", "視聴 163", "残り 02:30:00", "ディスクの残りわずか"]) assert.ok(await page.isVisible(`text=${words}`), words);
  await assertAccessible(page, "studio");
  await screenshot(page, "studio");
});

test("the keyboard alone builds a scene and takes it", async () => {
  const { page } = studio.opened;
  await page.keyboard.press("Tab");
  await page.keyboard.press("3");
  assert.deepEqual(await studio.called("studio.preview"), { scene: { layout: "lecturer-slides", slots: { lecturer: "cam1", slides: "deck" } } });
  await page.keyboard.press(" ");
  assert.deepEqual(await studio.called("studio.take"), { transition: "fade", durationMs: 500 });
  await page.keyboard.press("Enter");
  await page.keyboard.press("s");
  assert.deepEqual(await studio.called("studio.slate"), { slate: { kind: "break" } });
  await page.waitForSelector("text=スレート表示中");
  await page.keyboard.press("s");
  await page.waitForSelector("text=スレート表示中", { state: "detached" });
});

test("changes are taken back by key and by button; when there is none, the page says so", async () => {
  const { page } = studio.opened;
  assert.ok(await page.isDisabled(".undo"));
  await page.keyboard.press("Control+z");
  await page.waitForSelector("text=元に戻せる変更はありません");
  studio.server.snapshot.undoSteps = 2;
  studio.server.push();
  await page.click(".undo:enabled");
  assert.deepEqual(await studio.called("studio.undo"), {});
  studio.server.calls.length = 0;
  await page.keyboard.press("Control+z");
  assert.deepEqual(await studio.called("studio.undo"), {});
});

test("after a click on a button, space is still TAKE", async () => {
  const { page } = studio.opened;
  await page.click(".mute >> nth=0");
  await studio.called("studio.source");
  await page.keyboard.press(" ");
  await studio.called("studio.take");
  assert.equal(studio.server.calls.filter(({ method }) => method === "studio.source").length, 1);
});

test("enter leaves a field, and so does a press elsewhere: the keys are shortcuts again", async () => {
  const { page } = studio.opened;
  const times = (method) => studio.server.calls.filter((call) => call.method === method).length;
  await page.fill(".take-seconds", "1.5");
  await page.keyboard.press("Enter");
  assert.equal(times("studio.take"), 0);
  await page.keyboard.press(" ");
  assert.deepEqual(await studio.called("studio.take"), { transition: "fade", durationMs: 1500 });
  const leaving = [".input .put >> nth=0", "text=左右", ".mute >> nth=0", ".monitor.programme canvas", ".take"];
  for (const place of leaving) {
    await page.focus(".take-seconds");
    await page.click(place);
    assert.notEqual(await page.evaluate(() => document.activeElement.className), "take-seconds", place);
  }
  const before = times("studio.preview");
  await page.keyboard.press("3");
  await studio.called("studio.preview");
  assert.equal(times("studio.preview"), before + 1);
  await page.fill(".mark input", "質疑");
  await page.keyboard.press("Enter");
  assert.deepEqual(await studio.called("studio.mark"), { label: "質疑" });
  await page.keyboard.press("Enter");
  assert.deepEqual(await studio.called("studio.take"), { transition: "cut", durationMs: 0 });
});

test("TAKE goes the way that is chosen, and the keys are shortcuts again after the choice", async () => {
  const { page } = studio.opened;
  await page.getByLabel("TAKE の切り替え方").selectOption("move");
  await page.keyboard.press("Space");
  assert.deepEqual(await studio.called("studio.take"), { transition: "move", durationMs: 500 });
  await screenshot(page, "studio-take-move");
});

test("a number beyond its limit goes to the limit, and the page says so", async () => {
  const { page } = studio.opened;
  await page.fill(".delay input >> nth=0", "5000");
  await page.keyboard.press("Enter");
  assert.deepEqual(await studio.called("studio.source"), { source: "cam1", delayMs: 2000 });
  await page.waitForSelector("text=講師カメラの遅延（ミリ秒）は 0〜2000 です");
  await page.fill(".take-seconds", "99");
  await page.click(".monitor.preview canvas");
  assert.equal(await page.inputValue(".take-seconds"), "5");
  assert.equal(await page.getAttribute(".take-seconds", "title"), "0〜5");
});

test("a press that can do nothing says why", async () => {
  const { page } = studio.opened;
  await page.keyboard.press("m");
  await page.waitForSelector("text=消音する音声を押して選んでください");
  await page.keyboard.press("9");
  await page.waitForSelector("text=9番の入力はありません");
  assert.deepEqual(studio.server.calls, []);
});

test("red is only what the audience gets; both tags when an input is on air and next", async () => {
  const { page } = studio.opened;
  const tags = (input) => page.$$eval(`.input:has([data-picture="input:${input}"]) .tally`, (all) => all.map((tag) => tag.textContent));
  assert.deepEqual([await tags("cam1"), await tags("cam2")], [["次"], ["オンエア"]]);
  studio.server.snapshot.preview.slots.slides = "cam2";
  studio.server.push();
  await page.waitForSelector(".input.air.preview");
  assert.deepEqual(await tags("cam2"), ["オンエア", "次"]);
  await page.keyboard.press("s");
  await page.waitForSelector(".input.air", { state: "detached" });
  assert.deepEqual(await tags("cam2"), ["プログラム", "次"]);
  delete studio.server.snapshot.slate;
  delete studio.server.snapshot.onAir;
  studio.server.snapshot.seminars.demo.state = "open";
  studio.server.snapshot.recording = { active: false, publishedMs: 0, freeBytes: 0, freeSeconds: 0, disk: "ok" };
  studio.server.push();
  await page.waitForSelector("text=録画なし");
  assert.deepEqual(await tags("cam2"), ["プログラム", "次"]);
  assert.ok(!(await page.isVisible("text=残り 00:00:00")));
  await screenshot(page, "studio-fresh");
});

test("the picture of an input is 16 to 9", async () => {
  const shape = await studio.opened.page.$eval(".input canvas", (canvas) => canvas.clientWidth / canvas.clientHeight);
  assert.ok(Math.abs(shape - 16 / 9) < 0.02, String(shape));
});

test("while one seminar is live, the panel prepares another one", async () => {
  const { page } = studio.opened;
  await page.click("header .title");
  await page.click('aside [aria-label="開く: 緩和ケア研修"]');
  await page.waitForSelector("aside h3 >> text=緩和ケア研修");
  await page.waitForSelector("text=いま配信しているのは「在宅医療セミナー 第3回」です");
  assert.ok((await page.textContent("header .title")).includes("在宅医療セミナー 第3回"));
  assert.ok((await page.inputValue("aside .copy >> nth=0 >> input")).endsWith("/s/draft"));
  await assertAccessible(page, "draft");
  await screenshot(page, "studio-draft");
  await page.click("aside .attention button");
  assert.deepEqual(await studio.called("office.seminar.publish"), { seminar: "draft" });
  await page.waitForSelector("aside .attention", { state: "detached" });
});

test("new links come into sight and stay for the visit", async () => {
  const { page } = studio.opened;
  await page.click("header .title");
  await page.click('aside [aria-label="開く: 嚥下リハビリ研修"]');
  for (const name of ["佐藤", "高橋"]) {
    await page.fill("aside input[name=name]", name);
    await page.click("text=個別リンクを作る");
    await page.waitForFunction(
      (words) => {
        const made = [...document.querySelectorAll(".links .copy")].find((field) => field.textContent.includes(words));
        return made && made.getBoundingClientRect().bottom <= innerHeight;
      },
      name,
    );
  }
  await screenshot(page, "studio-links");
  await page.keyboard.press("Escape");
  await page.click("header .title");
  const links = await page.$$eval(".links input", (fields) => fields.map((field) => decodeURIComponent(field.value)));
  assert.deepEqual(links, ["https://example.jp/s/next#k=高橋", "https://example.jp/s/next#k=佐藤"]);
});

test("a replay says until when, and gets a week more", async () => {
  const { page } = studio.opened;
  await page.click("header .title");
  await page.click('aside [aria-label="開く: 前回のセミナー"]');
  await page.waitForSelector("text=録画の公開は 11月30日");
  await page.click("text=公開期間を1週間延ばす");
  assert.deepEqual(await studio.called("office.seminar.extend"), { seminar: "old", until: "2099-12-07T12:00:00.000Z" });
  await page.waitForSelector("text=録画の公開は 12月7日");
  await screenshot(page, "studio-replay");
});

test("a solved notice does not repeat the alarm, and can be put away", async () => {
  const { page } = studio.opened;
  assert.equal(await page.textContent(".notices .over s"), "ディスクの残りは2時間半です。");
  studio.server.snapshot.alerts["input-lost:hand"].over = true;
  studio.server.push();
  await page.waitForSelector(".notices s >> text=手元の映像が止まりました"); // over, but it is not back: nothing shows it any more
  studio.server.snapshot.inputs.hand.state = "live";
  studio.server.push();
  await page.waitForSelector("text=「手元」の信号は戻りました");
  await page.click(".notices .over >> nth=0 >> text=消す");
  await page.click(".notices .over >> nth=0 >> text=消す");
  await page.waitForSelector("text=お知らせはありません");
});

test("signing out forgets the link, too", async () => {
  const { page } = studio.opened;
  await page.click("text=ログアウト");
  await page.waitForSelector("input[name=user]");
  await page.waitForSelector("text=アカウント名");
  assert.equal(page.url(), `${studio.server.url}/studio`);
});

test("an organiser gets the seminars and no desk", async () => {
  const office = await startStudio(undefined, "organiser");
  const { context, page, faults } = await openPage(studio.browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(office.link);
  await page.click('[aria-label="開く: 緩和ケア研修"]');
  await page.click(".attention button");
  await page.waitForSelector(".attention", { state: "detached" });
  await page.waitForSelector("text=鈴木一郎");
  await assertAccessible(page, "organiser");
  await screenshot(page, "studio-organiser");
  assert.ok(!(await page.isVisible(".desk")));
  assert.ok(office.calls.every(({ method }) => !method.startsWith("studio.")));
  await page.click("text=ログアウト");
  await page.waitForSelector("input[name=user]");
  assert.deepEqual(faults, []);
  await context.close();
  await office.close();
});

test("a fader moves, the mute key mutes the selected strip", async () => {
  const { page } = studio.opened;
  await page.focus('.strip input[type="range"] >> nth=0');
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await studio.called("studio.source"), { source: "cam1", gainDb: 0.5 });
  await page.keyboard.press("m");
  await page.waitForSelector('.strip .mute[aria-pressed="true"] >> nth=1');
  assert.deepEqual(await studio.called("studio.source"), { source: "cam1", muted: true });
});

test("room echo is switched off for one microphone; a panelist's strip has no such switch", async () => {
  const { page } = studio.opened;
  assert.equal(await page.locator(".strip .echo").count(), 3);
  await page.uncheck("text=反響を消す >> nth=0");
  assert.deepEqual(await studio.called("studio.source"), { source: "cam1", echoCancellation: false });
  await page.waitForSelector(".strip .echo input:not(:checked) >> nth=1");
});

test("a strip's sound is shaped in the drawer, and the strip says how much is done", async () => {
  const { page } = studio.opened;
  const asked = async (change) => {
    assert.deepEqual(await studio.called("studio.source"), { source: "cam1", ...change });
    studio.server.calls.length = 0;
  };
  assert.equal(await page.textContent(".strip .shape-open >> nth=2"), "調整 2");
  await page.click(".strip .shape-open >> nth=0");
  await page.check("text=続く雑音を減らす");
  await asked({ lessNoise: true });
  await page.selectOption(".shape select >> nth=0", "-50");
  await asked({ gateDb: -50 });
  await page.selectOption(".shape select >> nth=1", "fade");
  await asked({ follow: "fade" });
  await page.focus('.shape input[type="range"]');
  await page.keyboard.press("ArrowLeft");
  await asked({ pan: -0.1 });
  await page.selectOption(".shape select >> nth=2", "cam2");
  await asked({ spare: "cam2" });
  await page.waitForSelector(".strip .shape-open >> text=調整 4");
  await assertAccessible(page, "studio-sound-shape");
  await screenshot(page, "studio-sound-shape");
  await page.click(".strip .shape-open >> nth=0");
  await page.waitForSelector(".drawer", { state: "detached" });
});

test("a preset is recalled by button and by key, made from the preview, changed and removed", async () => {
  const { page } = studio.opened;
  await page.click(".sides button >> nth=1");
  await page.click(".preset .recall >> nth=1");
  assert.deepEqual(await studio.called("studio.preset.recall"), { id: "questions" });
  await page.waitForSelector(".preset.preview >> text=質疑応答");
  await page.keyboard.press("Shift+Digit1");
  assert.deepEqual(await studio.called("studio.preset.recall"), { id: "talk" });
  await page.keyboard.press("Shift+Digit7");
  await page.waitForSelector("text=7番のプリセットはまだありません。");
  await assertAccessible(page, "studio-presets");
  await screenshot(page, "studio-presets");

  await page.click("text=今のプレビューを登録");
  await page.fill(".drawer input[name=name]", "開会");
  await page.selectOption(".drawer select[name=sound]", "now");
  await page.fill(".drawer input[name=title]", "司会 佐藤");
  await assertAccessible(page, "studio-preset-form");
  await screenshot(page, "studio-preset-form");
  await page.keyboard.press("Enter");
  assert.deepEqual(await studio.called("studio.preset.save"), { name: "開会", sound: "now", title: { text: "司会 佐藤" } });
  await page.waitForSelector(".drawer", { state: "detached" });
  await page.click("[aria-label='プリセット「開会」の設定']");
  await page.click("text=↑ 前へ");
  assert.deepEqual(await studio.called("studio.preset.move"), { id: "made", order: 1 });
  await page.fill(".drawer input[name=name]", "開会の挨拶");
  await page.click(".drawer >> text=保存");
  const changed = { id: "made", keepScene: true, name: "開会の挨拶", sound: "kept", title: { text: "司会 佐藤" } };
  assert.deepEqual(await studio.called("studio.preset.save"), changed);
  await page.click("[aria-label='プリセット「開会の挨拶」の設定']");
  await page.click(".drawer >> text=消す");
  await page.click(".drawer >> text=本当に消す");
  assert.deepEqual(await studio.called("studio.preset.remove"), { id: "made" });
  await page.waitForSelector(".drawer", { state: "detached" });
  await page.keyboard.press("Delete"); // the slots are not seen: nothing happens
  await page.keyboard.press("3");
  assert.equal((await studio.called("studio.preview")).scene.slots.lecturer, "deck");
  await page.waitForSelector("[data-slot]:focus");
});

test("clicking the programme does nothing", async () => {
  await studio.opened.page.click(".monitor.programme canvas");
  assert.deepEqual(studio.server.calls, []);
});

test("the end can be taken back from the same place", async () => {
  const { page } = studio.opened;
  await page.click("text=終了する");
  await page.click("text=終了を取り消す");
  assert.deepEqual(await studio.called("seminar.undoEnd"), { seminar: "demo" });
});

test("the checklist opens at a press, tells what is missing, and closes with escape or a press elsewhere", async () => {
  const { page } = studio.opened;
  studio.server.snapshot.checklist = { picture: true, sound: false, disk: true, recording: true };
  studio.server.snapshot.panelists.osaka.connected = false;
  studio.server.push();
  await page.click(".checklist >> text=確認 3/5");
  for (const words of ["この10秒、聞こえていません", "2人のうち1人がつながっています"]) await page.waitForSelector(`.checklist .missing >> text=${words}`);
  await assertAccessible(page, "studio-checklist");
  await screenshot(page, "studio-checklist");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#checklist", { state: "hidden" });
  await page.click(".checklist >> text=確認 3/5");
  await page.click(".notices h2");
  await page.waitForSelector("#checklist", { state: "hidden" });
});

test("a notice brings the button that helps", async () => {
  await studio.opened.page.click("text=手元を再起動");
  assert.deepEqual(await studio.called("studio.input.restart"), { id: "hand" });
});

test("help, seminars and the input form are accessible and leave ON AIR in sight", async () => {
  const { page } = studio.opened;
  const drawers = [
    ["help", () => page.keyboard.press("?")],
    ["seminars", () => page.click("header .title")],
    ["edit", () => page.click('[aria-label="東京 山田の設定"]')],
  ];
  for (const [name, open] of drawers) {
    await open();
    await page.waitForSelector("aside");
    await assertAccessible(page, name);
    assert.ok(await page.isVisible("text=ON AIR"));
    await screenshot(page, `studio-${name}`);
    await page.keyboard.press("Escape");
    await page.waitForSelector("aside", { state: "detached" });
  }
});

test("a lost line is said, and everything comes back by itself", async () => {
  const { page } = studio.opened;
  studio.server.offline = true;
  studio.server.dropAll();
  await page.waitForSelector("text=サーバーとの接続が切れました");
  await page.waitForSelector("text=配信は続いているかもしれません");
  await assertAccessible(page, "line lost");
  await screenshot(page, "studio-lost");
  studio.server.offline = false;
  studio.server.snapshot.seminars.demo.viewers = 200;
  await page.waitForSelector("text=サーバーとの接続が切れました", { state: "detached" });
  await page.waitForSelector("text=視聴 200");
});

test("a tablet and the login form", async () => {
  const { page } = studio.opened;
  await page.setViewportSize({ width: 1024, height: 768 });
  await assertFits(page, "tablet");
  await screenshot(page, "studio-tablet");
  const stranger = await openPage(studio.browser);
  await stranger.page.goto(`${studio.server.url}/studio`);
  await stranger.page.waitForSelector("input[name=user]");
  await assertAccessible(stranger.page, "login");
  await stranger.context.close();
});
