// SPDX-License-Identifier: GPL-3.0-or-later
// Every state of the watch page against a played server: words, accessibility, small screens, large letters.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertFits, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { mediaSample } from "./support/media_sample.mjs";
import { playing, screen } from "./support/senses.mjs";
import { startAttendance } from "./support/watch_fixture.mjs";

let browser, over, running;
before(async () => {
  browser = await launch();
  over = mediaSample();
  running = mediaSample({ running: true });
});
after(async () => {
  await browser?.close();
  for (const sample of [over, running]) sample?.remove();
});

const phone = { width: 320, height: 640 };
/** 1280 by 720 at 200 %: half as many CSS pixels. */
const zoomed = { width: 640, height: 360 };
const sideways = { width: 740, height: 360 };
const upright = { width: 360, height: 640 };

/** A server with media (live, or as replay), the page of an attendee who pressed the button, and where things are in it. */
async function watchMedia(state, options) {
  const server = await startAttendance({ state, files: (state === "live" ? running : over).folder });
  const { context, page, faults } = await openPage(browser, options);
  await page.goto(server.link);
  await page.click(state === "live" ? "text=視聴をはじめる" : "text=録画を見る");
  await screen(page, "player");
  await page.waitForFunction(() => document.querySelector("video")?.readyState > 2, null, { timeout: 45_000 });
  const box = (selector) => page.locator(selector).boundingBox();
  const accessible = async (what) => {
    assert.deepEqual(faults, []);
    await assertAccessible(page, what);
    faults.length = 0; // axe-core itself tries inline styles to read constructed style sheets
  };
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
    await server.close();
  };
  return { server, page, box, accessible, close };
}

/** One box lies wholly in another. */
function assertInside(inner, outer, what) {
  const inside = inner.x >= outer.x - 1 && inner.y >= outer.y - 1 && inner.x + inner.width <= outer.x + outer.width + 1;
  assert.ok(inside && inner.y + inner.height <= outer.y + outer.height + 1, `${what}: ${JSON.stringify({ inner, outer })}`);
}

const states = [
  { name: "noright", state: "live", hash: "", words: /お申し込みの方専用/ },
  { name: "waiting", state: "open", words: /開始まで あと 12分/ },
  { name: "ready", state: "live", words: /視聴をはじめる/ },
  { name: "ready", label: "passcode", state: "live", policy: "passcode", hash: "", words: /合言葉/ },
  { name: "ready", label: "replay", state: "ended", words: /録画を見る/ },
  { name: "draft", state: "draft", words: /準備中です/ },
  { name: "closed", state: "expired", words: /公開期間は終了しました/ },
];

describe("every state says what it is, shows the phone number, and fits", () => {
  for (const { name, label = name, state, policy, hash = "#k=KEY", words } of states) {
    test(label, async () => {
      const server = await startAttendance({ state, policy });
      const { context, page, faults } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
      await page.goto(`${server.url}/s/demo${hash}`);
      await screen(page, name);
      assert.match(await page.textContent("main"), words);
      assert.ok(await page.isVisible("text=03-1234-5678"));
      await assertAccessible(page, label);
      await screenshot(page, `watch-${label}`);
      for (const viewport of [phone, zoomed]) {
        await page.setViewportSize(viewport);
        await assertFits(page, `${label} at ${viewport.width}`);
        assert.ok(await page.isVisible("text=03-1234-5678"));
        await screenshot(page, `watch-${label}-${viewport.width}`);
      }
      assert.deepEqual(faults, []);
      await context.close();
      await server.close();
    });
  }
});

test("there is no such seminar", async () => {
  const server = await startAttendance({ state: "open" });
  server.info = null;
  const { context, page } = await openPage(browser);
  await page.goto(`${server.url}/s/other`);
  await screen(page, "missing");
  await assertAccessible(page, "missing");
  assert.match(await page.textContent("main"), /まだ公開されていない/);
  await screenshot(page, "watch-missing");
  server.info = { id: "other", title: "公開されたセミナー", speakers: "", state: "live", policy: "unlisted", contact: { name: "", phone: "" } };
  await screen(page, "ready");
  await context.close();
  await server.close();
});

test("the sound check signs in, and the waiting room turns into the player by itself", async () => {
  const server = await startAttendance({ state: "open" });
  const { context, page } = await openPage(browser);
  await page.goto(server.link);
  await page.click("text=音を確認する");
  await page.waitForSelector("text=準備ができました");
  assert.deepEqual(server.posts, [{ key: "KEY" }]);
  server.push({ state: "live" });
  await screen(page, "player");
  await assertAccessible(page, "player without media");
  await context.close();
  await server.close();
});

test("somebody who only looks at the waiting room sees the button when it begins", async () => {
  const server = await startAttendance({ state: "open" });
  const { context, page } = await openPage(browser);
  await page.goto(server.link);
  await screen(page, "waiting");
  server.push({ state: "live" });
  await screen(page, "ready");
  assert.deepEqual(server.posts, []);
  await context.close();
  await server.close();
});

test("a passcode and a name let in; a wrong passcode says so", async () => {
  const server = await startAttendance({ state: "live", policy: "passcode" });
  const { context, page } = await openPage(browser);
  await page.goto(`${server.url}/s/demo`);
  await page.fill("input[name=name]", "鈴木");
  await page.fill("input[name=passcode]", "wrong");
  await page.click("text=視聴をはじめる");
  await page.waitForSelector("text=合言葉が違います");
  await page.fill("input[name=passcode]", "himitsu");
  await page.click("text=視聴をはじめる");
  await screen(page, "player");
  assert.deepEqual(server.posts.at(-1), { seminar: "demo", passcode: "himitsu", name: "鈴木" });
  await context.close();
  await server.close();
});

test("the waiting room asks for the passcode first and promises nothing before", async () => {
  const server = await startAttendance({ state: "open", policy: "passcode", startsAt: null });
  const { context, page } = await openPage(browser, { viewport: upright });
  await page.goto(`${server.url}/s/demo`);
  await screen(page, "waiting");
  await page.waitForSelector("text=合言葉を入れてお待ちください");
  assert.doesNotMatch(await page.textContent("main"), /まもなく|このままお待ちください|音の確認/);
  await assertAccessible(page, "waiting for the passcode");
  await screenshot(page, "watch-waiting-passcode");
  await page.fill("input[name=name]", "鈴木");
  await page.fill("input[name=passcode]", "wrong");
  await page.click("text=入る");
  await page.waitForSelector("text=合言葉が違います");
  assert.equal(await page.inputValue("input[name=name]"), "鈴木");
  assert.doesNotMatch(await page.textContent("main"), /音の確認/);
  const note = await page.locator(".note").boundingBox();
  assert.ok(note.y + note.height <= (await page.locator("footer").boundingBox()).y, "the footer hides what went wrong");
  await screenshot(page, "watch-waiting-passcode-wrong");
  await page.fill("input[name=passcode]", "himitsu");
  await page.click("text=入る");
  await page.waitForSelector("text=このままお待ちください");
  assert.doesNotMatch(await page.textContent("main"), /まもなく|合言葉/);
  await screenshot(page, "watch-waiting-passcode-inside");
  server.push({ state: "live" });
  await screen(page, "player");
  await context.close();
  await server.close();
});

test("what went wrong in the waiting room is forgotten when it begins, what was typed is not", async () => {
  const server = await startAttendance({ state: "open", policy: "passcode" });
  const { context, page } = await openPage(browser);
  await page.goto(`${server.url}/s/demo`);
  await page.fill("input[name=name]", "鈴木");
  await page.fill("input[name=passcode]", "wrong");
  await page.click("text=入る");
  await page.waitForSelector("text=合言葉が違います");
  server.push({ state: "live" });
  await screen(page, "ready");
  assert.doesNotMatch(await page.textContent("main"), /合言葉が違います/);
  assert.equal(await page.inputValue("input[name=name]"), "鈴木");
  await context.close();
  await server.close();
});

for (const width of [320, 360]) {
  test(`going back twice at ${width} px meets the same button twice`, async () => {
    const { page, box, accessible, close } = await watchMedia("live", { viewport: { width, height: 640 }, hasTouch: true, isMobile: true });
    const before = await box("media-seek-backward-button");
    const bars = await box(".bars");
    await page.click("media-seek-backward-button");
    await page.waitForSelector("text=ライブに戻る");
    assert.deepEqual(await box("media-seek-backward-button"), before);
    assert.deepEqual(await box(".bars"), bars);
    for (const control of ["media-fullscreen-button", ".live-button"]) assertInside(await box(control), bars, control);
    await assertFits(page, `player at ${width}`);
    await screenshot(page, `watch-player-back-${width}`);
    await page.click("text=設定");
    assert.ok(await page.isVisible("#player-settings select[aria-label=画質]"));
    await page.selectOption("#player-settings select", "1");
    assert.equal(await page.isVisible(".keyboard"), false);
    await accessible("player with settings");
    await screenshot(page, `watch-player-settings-${width}`);
    await close();
  });
}

for (const viewport of [zoomed, sideways]) {
  test(`a low window of ${viewport.width} px has the player with its controls`, async () => {
    const { page, box, close } = await watchMedia("ended", { viewport });
    await page.hover("media-play-button");
    const room = { x: 0, y: 0, ...viewport };
    for (const part of ["#stage", "media-play-button", "media-fullscreen-button", "media-time-display"]) assertInside(await box(part), room, part);
    assert.ok((await box("footer")).y >= (await box(".row")).y + (await box(".row")).height, "the footer lies over the row");
    await assertFits(page, `player at ${viewport.width}`);
    await screenshot(page, `watch-player-low-${viewport.width}`);
    await close();
  });
}

test("a replay has chapters that lead to their places, and a speed", async () => {
  const { page, box, accessible, close } = await watchMedia("ended", { viewport: { width: 1280, height: 720 } });
  await playing(page);
  await page.click("text=症例 <1> 嚥下");
  await page.waitForFunction(() => document.querySelector("video").currentTime >= 20);
  await accessible("replay");
  await page.hover("media-play-button");
  const bars = await box(".bars");
  for (const control of ["[aria-label=速さ]", "[aria-label=画質]", "media-fullscreen-button"]) assertInside(await box(`.bars ${control}`), bars, control);
  assertInside(await box("#stage"), { x: 0, y: 0, width: 1280, height: 720 }, "the picture after a chapter was chosen");
  assert.equal(await page.isVisible("text=設定"), false);
  await screenshot(page, "watch-replay-1280");
  await page.setViewportSize(upright);
  await page.click("text=設定");
  await page.selectOption("#player-settings select[aria-label=速さ]", "1.5");
  await page.waitForFunction(() => document.querySelector("video").playbackRate === 1.5);
  await assertFits(page, "replay at 360");
  await page.hover("media-play-button");
  await screenshot(page, "watch-replay-360");
  await close();
});

test("the words of the end fit on a phone, and their button can be read under the mouse", async () => {
  const { server, page, box, close } = await watchMedia("live", { viewport: upright });
  server.media = over.folder; // the same pictures, and the list has an end
  server.push({ state: "ended" });
  const button = page.locator(".over .button", { hasText: "最初から見る" });
  await button.hover();
  const { ink, ground } = await button.evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return { ink: color, ground: backgroundColor };
  });
  assert.deepEqual([ink, ground], ["rgb(8, 58, 102)", "rgb(223, 234, 246)"]);
  for (const { width, height } of [phone, upright, zoomed, sideways, { width: 1280, height: 800 }]) {
    await page.setViewportSize({ width, height });
    const stage = await box("#stage");
    for (const part of await page.locator(".ended > *").all()) assertInside(await part.boundingBox(), stage, `the end at ${width}`);
    await screenshot(page, `watch-end-${width}`);
  }
  await close();
});

test("the poster's words can be read over a white picture", async () => {
  const server = await startAttendance({ state: "live", files: running.folder });
  const { context, page } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(server.link);
  await page.click("text=視聴をはじめる");
  await screen(page, "player");
  await page.reload();
  await page.waitForFunction(() => document.querySelector("img.still")?.naturalWidth > 0);
  await screenshot(page, "watch-poster-1280");
  await page.setViewportSize(phone);
  await assertFits(page, "poster at 320");
  await screenshot(page, "watch-poster-320");
  await context.close();
  await server.close();
});

test("the start page says where the address is", async () => {
  const server = await startAttendance({ state: "open" });
  const { context, page, faults } = await openPage(browser, { viewport: phone });
  await page.goto(server.url);
  await page.waitForSelector("h1");
  assert.match(await page.textContent("main"), /集い[\s\S]*ご案内/);
  assert.equal(await page.getAttribute("main a", "href"), "/studio");
  await assertAccessible(page, "start");
  await assertFits(page, "start");
  await screenshot(page, "home-320");
  await page.click("text=English");
  await page.waitForSelector("text=Open the studio");
  await page.setViewportSize({ width: 1280, height: 800 });
  await screenshot(page, "home-1280");
  assert.deepEqual(faults, []);
  await context.close();
  await server.close();
});

test("displaced and revoked are told in words", async () => {
  const you = { displaced: true };
  const server = await startAttendance({ state: "live", you });
  const { context, page } = await openPage(browser);
  await page.goto(server.link);
  await page.click("text=視聴をはじめる");
  await screen(page, "elsewhere");
  await assertAccessible(page, "elsewhere");
  await screenshot(page, "watch-elsewhere");
  you.revoked = true;
  server.push({});
  await screen(page, "revoked");
  await assertAccessible(page, "revoked");
  await context.close();
  await server.close();
});

test("the page speaks English to those who want it", async () => {
  const server = await startAttendance({ state: "live" });
  const { context, page } = await openPage(browser);
  await page.goto(server.link);
  await page.click("text=English");
  await page.waitForSelector("text=Start watching");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.reload();
  await page.waitForSelector("text=Start watching");
  await context.close();
  await server.close();
});
