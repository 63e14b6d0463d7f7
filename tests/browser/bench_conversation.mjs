// SPDX-License-Identifier: GPL-3.0-or-later
// A panelist whose camera shows the page's own clock (16 bars, Gray code of milliseconds) is on stage and on air; the
// same page reads the clock back from every frame of the return picture. Prints the latencies in ms as one JSON array.
// Used by tests/bench/b5_conversation.py.
import { launch, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";

const [studio, join, panelist, seconds] = process.argv.slice(2);
const settleMs = 5_000;

/** Runs in the page before everything else: camera and microphone that a program can read. */
function clockCamera() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
  const paint = canvas.getContext("2d", { alpha: false });
  setInterval(() => {
    const now = Math.round(performance.now()) % 65536;
    const gray = now ^ (now >> 1);
    for (let bar = 0; bar < 16; bar += 1) {
      paint.fillStyle = (gray >> (15 - bar)) & 1 ? "#fff" : "#000";
      paint.fillRect(bar * 80, 0, 80, 720);
    }
  }, 1000 / 30);
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const sound = context.createMediaStreamDestination();
    new OscillatorNode(context).connect(new GainNode(context, { gain: 0.1 })).connect(sound);
    context.resume();
    const tracks = [...canvas.captureStream(30).getVideoTracks(), ...sound.stream.getAudioTracks()];
    return new MediaStream(tracks.map((track) => track.clone()));
  };
}

function readClock({ settle, read }) {
  const video = document.querySelector(".return video");
  const canvas = Object.assign(document.createElement("canvas"), { width: 128, height: 8 });
  const pixels = canvas.getContext("2d", { willReadFrequently: true });
  const begin = performance.now();
  const found = [];
  return new Promise((done) => {
    const next = () => {
      const now = performance.now();
      if (now - begin > settle + read) return done(found);
      pixels.drawImage(video, 0, 0, 128, 8);
      const row = pixels.getImageData(0, 4, 128, 1).data;
      let value = 0;
      let bit = 0;
      for (let bar = 0; bar < 16; bar += 1) {
        bit ^= row[(bar * 8 + 4) * 4] > 128 ? 1 : 0;
        value = value * 2 + bit;
      }
      if (now - begin > settle) found.push(((Math.round(now) % 65536) - value + 65536) % 65536);
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  });
}

const browser = await launch({ media: true });
const control = await openControl(new URL(studio).origin, keyOf(studio));
try {
  const { page } = await openPage(browser, { viewport: { width: 1280, height: 720 }, permissions: ["camera", "microphone"] });
  await page.addInitScript(clockCamera);
  await page.goto(join);
  await page.click("text=準備できました", { timeout: 30_000 });
  await control.call("panel.admit", { panelist });
  await control.call("studio.preview", { scene: { layout: "full", slots: { main: panelist } } });
  await control.call("studio.take", { transition: "cut" });
  await page.waitForFunction(() => (document.querySelector(".return video")?.currentTime ?? 0) > 0, null, { timeout: 30_000 });
  console.log(JSON.stringify(await page.evaluate(readClock, { settle: settleMs, read: Number(seconds) * 1000 })));
} finally {
  control.close();
  await browser.close();
}
