// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
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

/** Counts the binary frames by their first byte: 1 JPEG, 2 multiview. */
function countFrames(page) {
  const counts = { 1: 0, 2: 0 };
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      if (typeof payload !== "string") counts[payload[0]] += 1;
    }),
  );
  return counts;
}

async function operate(prepare = () => {}) {
  const opened = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await opened.page.addInitScript(prepare);
  const counts = countFrames(opened.page);
  await opened.page.goto(server.studio);
  await opened.page.waitForSelector(".monitors");
  return { ...opened, counts };
}

/** Average colour of a small picture: red, green, blue. */
function colour(page, id) {
  return page.$eval(`canvas[data-picture="${id}"]`, (shown) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const paint = canvas.getContext("2d");
    paint.imageSmoothingQuality = "high";
    paint.drawImage(shown, 0, 0, 1, 1);
    return Array.from(paint.getImageData(0, 0, 1, 1).data).slice(0, 3);
  });
}

const apart = (one, other) => Math.max(...one.map((value, index) => Math.abs(value - other[index])));

/** A coarse copy of a small picture. */
function copyOf(page, id) {
  return page.$eval(`canvas[data-picture="${id}"]`, (shown) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 18 });
    const paint = canvas.getContext("2d", { willReadFrequently: true });
    paint.drawImage(shown, 0, 0, 32, 18);
    return Array.from(paint.getImageData(0, 0, 32, 18).data);
  });
}

const differ = (one, other) => one.some((value, index) => Math.abs(value - other[index]) > 8);

async function moves(page, id) {
  const first = await copyOf(page, id);
  for (let i = 0; i < 100; i += 1) {
    if (differ(first, await copyOf(page, id))) return true;
    await page.waitForTimeout(50);
  }
  return false;
}

const drawn = (page, id) =>
  page.waitForFunction((name) => document.querySelector(`canvas[data-picture="${name}"]`)?.width > 16, id, { timeout: 30_000 });

test("programme, preview and inputs come as one video and stand where they belong", async () => {
  const { context, page, counts, faults } = await operate();
  await page.click("text=全画面");
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".input.air >> nth=0");
  await page.click("text=全画面");
  await page.keyboard.press("2");
  await page.waitForSelector('[data-slot="main"] >> text=2');
  for (const id of ["programme", "preview", "input:lecturer", "input:slides"]) await drawn(page, id);
  await page.waitForFunction(() => document.querySelector(".input.preview.live"), null, { timeout: 30_000 });
  await page.waitForTimeout(1_000); // on purpose: pictures of the scene before are gone by then
  const [programme, preview, lecturer, slides] = [
    await colour(page, "programme"),
    await colour(page, "preview"),
    await colour(page, "input:lecturer"),
    await colour(page, "input:slides"),
  ];
  assert.ok(apart(lecturer, slides) > 24, `the demo's two inputs look alike: ${lecturer} and ${slides}`);
  assert.ok(apart(programme, lecturer) < 16, `the programme is not the first input: ${programme} and ${lecturer}`);
  assert.ok(apart(preview, slides) < 16, `the preview is not the second input: ${preview} and ${slides}`);
  assert.ok(await moves(page, "programme"));
  assert.ok(await moves(page, "input:lecturer"));
  assert.equal(counts[1], 0);
  assert.ok(counts[2] > 20);
  assert.equal(await page.textContent(".few-pictures"), "");
  assert.deepEqual(faults, []);
  await screenshot(page, "studio-multiview");
  await context.close();
});

test("a second operator and a page that comes back to the front get pictures at once", async () => {
  const first = await operate();
  const second = await operate();
  await drawn(second.page, "programme");
  await second.page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await second.page.waitForTimeout(1_000); // on purpose: what is on its way comes in
  const asleep = second.counts[2];
  await second.page.waitForTimeout(1_000); // on purpose: nothing more comes
  assert.equal(second.counts[2], asleep);
  await second.page.evaluate(() => {
    delete document.visibilityState;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  assert.ok(await moves(second.page, "programme"));
  assert.ok(await moves(first.page, "programme"));
  await first.context.close();
  await second.context.close();
});

test("an input that is added gets its picture, and the others keep theirs", async () => {
  const { context, page } = await operate();
  await drawn(page, "input:lecturer");
  await page.click("text=入力を追加");
  await page.selectOption(".form select", "test");
  await page.fill(".form input[name=name]", "試験");
  await page.click("text=追加する");
  const tile = await page.waitForSelector('.input:has-text("試験") canvas[data-picture]');
  const id = await tile.getAttribute("data-picture");
  await drawn(page, id);
  assert.ok(await moves(page, id));
  assert.ok(await moves(page, "input:lecturer"));
  assert.ok(await moves(page, "programme"));
  await context.close();
});

test("a browser without a video decoder gets JPEGs", async () => {
  const { context, page, counts, faults } = await operate(() => delete window.VideoDecoder);
  for (const id of ["programme", "preview", "input:lecturer"]) await drawn(page, id);
  assert.ok(await moves(page, "input:lecturer"));
  assert.equal(counts[2], 0);
  assert.ok(counts[1] > 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a decoder that breaks once is made anew; one that breaks always is done without", async () => {
  const once = await operate(() => {
    let count = 0;
    window.VideoDecoder = class extends VideoDecoder {
      constructor(init) {
        super(init);
        this.torn = init.error;
      }
      decode(chunk) {
        if (++count !== 20) return super.decode(chunk);
        this.close();
        this.torn(new DOMException("torn", "EncodingError"));
      }
    };
  });
  await drawn(once.page, "input:lecturer");
  await once.page.waitForTimeout(3_000); // on purpose: it has broken by then
  assert.ok(await moves(once.page, "input:lecturer"));
  assert.equal(once.counts[1], 0);
  await once.context.close();

  const always = await operate(() => {
    VideoDecoder.prototype.decode = () => {};
  });
  await drawn(always.page, "input:lecturer");
  assert.ok(await moves(always.page, "input:lecturer"));
  assert.ok(always.counts[1] > 0);
  assert.equal(await always.page.textContent(".few-pictures"), "");
  await always.context.close();
});

test("when few pictures come, the page says so, and that the stream is not touched", async () => {
  const { context, page } = await operate(() => {
    window.VideoDecoder = class extends VideoDecoder {
      constructor(init) {
        let count = 0;
        super({ ...init, output: (frame) => (++count % 4 === 0 ? init.output(frame) : frame.close()) });
      }
    };
  });
  const words = await page.waitForSelector(".few-pictures >> text=間引いています");
  assert.match(await words.textContent(), /毎秒[1-9]枚.*配信には影響ありません/);
  await assertAccessible(page, "studio-few-pictures");
  await screenshot(page, "studio-few-pictures");
  await context.close();
});
