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
  browser = await launch({ media: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Runs in a page: offers the browser's (test) camera and microphone, as an encoder does. */
async function publish({ url, key }) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 }, audio: true });
  const peer = new RTCPeerConnection();
  window.peer = peer;
  for (const track of stream.getTracks()) peer.addTransceiver(track, { direction: "sendonly", streams: [stream] });
  await peer.setLocalDescription();
  while (peer.iceGatheringState !== "complete") await new Promise((done) => (peer.onicegatheringstatechange = done));
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/sdp", Authorization: `Bearer ${key}` },
    body: peer.localDescription.sdp,
  });
  if (answer.status === 201) await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
  return { status: answer.status, location: answer.headers.get("Location") };
}

test("the operator makes a door for OBS; a sender comes through it, and goes", async () => {
  const { context, page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(server.studio);
  await page.waitForSelector(".monitors");
  await page.click("text=入力を追加");
  await page.fill("aside input[name=name]", "OBS");
  await page.selectOption("aside select >> nth=0", "whip");
  await page.click("aside button[type=submit]");
  await page.waitForSelector("aside .copy");
  await assertAccessible(page, "the door for OBS");
  await screenshot(page, "studio-whip");
  const [url, key] = await page.$$eval("aside .copy input", (fields) => fields.map((field) => field.value));
  await page.click("aside >> text=閉じる");
  await page.waitForSelector('.input:has-text("OBS"):has-text("信号なし")');

  const sender = await openPage(browser, { permissions: ["camera", "microphone"] });
  await sender.page.goto(`${server.url}/`);
  assert.equal((await sender.page.evaluate(publish, { url, key: `${key}x` })).status, 401);
  const tooLong = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/sdp", Authorization: `Bearer ${key}` },
    body: "v=0\r\n".repeat(20_000),
  });
  assert.equal(tooLong.status, 413);
  const session = await sender.page.evaluate(publish, { url, key });
  assert.equal(session.status, 201);
  await page.waitForSelector('.input:has-text("OBS"):has-text("LIVE")', { timeout: 30_000 });
  await screenshot(page, "studio-whip-live");

  const left = await sender.page.evaluate(
    ({ location, token }) => fetch(location, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } }).then((answer) => answer.status),
    { location: session.location, token: key },
  );
  assert.equal(left, 200);
  await page.waitForSelector('.input:has-text("OBS"):has-text("信号なし")');
  assert.deepEqual(faults, []);
  await sender.context.close();
  await context.close();
});
