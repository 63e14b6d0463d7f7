// SPDX-License-Identifier: GPL-3.0-or-later
// What a person would see and hear, measured in the page.

/** Average colour of the video's picture now, and a coarse copy of it to compare with later. */
export function look(page) {
  return page.evaluate(() => {
    const video = document.querySelector("video");
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 18 });
    const paint = canvas.getContext("2d", { willReadFrequently: true });
    paint.drawImage(video, 0, 0, 32, 18);
    return Array.from(paint.getImageData(0, 0, 32, 18).data);
  });
}

/** Mean difference per colour value, 0 to 255. */
export function difference(one, other) {
  return one.reduce((sum, value, index) => sum + Math.abs(value - other[index]), 0) / one.length;
}

export async function seesMovement(page, withinMs = 20_000) {
  const first = await look(page);
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    if (difference(first, await look(page)) > 0.2) return true;
    await page.waitForTimeout(100);
  }
  return false;
}

/** Loudest root mean square of what the player plays within a second, 0 to 1. */
export function hears(page) {
  return page.evaluate(async () => {
    const video = document.querySelector("video");
    if (video.muted || video.volume === 0) return 0;
    const context = new AudioContext();
    await context.resume();
    const analyser = new AnalyserNode(context, { fftSize: 2048 });
    context.createMediaStreamSource(video.captureStream()).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let loudest = 0;
    for (let round = 0; round < 20; ++round) {
      await new Promise((done) => setTimeout(done, 100));
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
      loudest = Math.max(loudest, Math.sqrt(power));
    }
    await context.close();
    return loudest;
  });
}

export function screen(page, name, timeout = 30_000) {
  return page.waitForSelector(`main[data-screen="${name}"]`, { timeout });
}

/** The video plays: its time goes on. */
export async function playing(page, timeout = 45_000) {
  await page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 0, null, { timeout });
  const before = await page.evaluate(() => document.querySelector("video").currentTime);
  await page.waitForFunction((time) => document.querySelector("video").currentTime > time + 0.5, before, { timeout });
}
