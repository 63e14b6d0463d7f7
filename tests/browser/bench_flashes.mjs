// SPDX-License-Identifier: GPL-3.0-or-later
// A panelist on stage and on air whose camera turns white and whose microphone beeps at the same moments, once a second.
// Says so in one line, and goes when its input ends. Used by tests/bench/panelist_lipsync.py.
import { launch, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";

const [studio, join, panelist, flashSeconds] = process.argv.slice(2);

/** For page.addInitScript. The audio clock leads: the canvas follows it. */
function flash(seconds) {
  const context = new AudioContext();
  const beeps = context.createBuffer(1, context.sampleRate, context.sampleRate);
  const samples = beeps.getChannelData(0);
  for (let at = 0; at < seconds * context.sampleRate; ++at) samples[at] = 0.5 * Math.sin((2 * Math.PI * 1000 * at) / context.sampleRate);
  const sound = context.createMediaStreamDestination();
  const source = new AudioBufferSourceNode(context, { buffer: beeps, loop: true });
  source.connect(sound);
  source.start(0);
  const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
  const paint = canvas.getContext("2d", { alpha: false });
  setInterval(() => {
    paint.fillStyle = context.currentTime > 0 && context.currentTime % 1 < seconds ? "#fff" : "#000";
    paint.fillRect(0, 0, 1280, 720);
  }, 1000 / 60);
  navigator.mediaDevices.getUserMedia = async () => {
    await context.resume();
    const tracks = [...canvas.captureStream(30).getVideoTracks(), ...sound.stream.getAudioTracks()];
    return new MediaStream(tracks.map((track) => track.clone()));
  };
}

const browser = await launch({ media: true, instruments: true });
const control = await openControl(new URL(studio).origin, keyOf(studio));
try {
  const { inputs } = (await control.call("studio.get")).snapshot;
  for (const id of Object.keys(inputs)) await control.call("studio.source", { source: id, muted: id !== panelist });
  const { page } = await openPage(browser, { viewport: { width: 1280, height: 720 }, permissions: ["camera", "microphone"] });
  await page.addInitScript(flash, Number(flashSeconds));
  await page.goto(join);
  await page.click("text=準備できました", { timeout: 60_000 });
  await control.call("panel.admit", { panelist });
  await control.call("studio.preview", { scene: { layout: "full", slots: { main: panelist } } });
  await control.call("studio.take", { transition: "cut" });
  await page.waitForFunction(() => (document.querySelector(".return video")?.currentTime ?? 0) > 0, null, { timeout: 60_000 });
  console.log("on air");
  await new Promise((done) => process.stdin.on("end", done).resume());
} finally {
  control.close();
  await browser.close();
}
