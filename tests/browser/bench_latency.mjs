// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a watch link, starts the player, reads the clock that the camera drew (16 cells, Gray code of milliseconds)
// from every presented frame. Prints the latencies in ms as one JSON array. Used by tests/bench/b3_latency.py.
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const SETTLE_SECONDS = 15; // the player works off the latency that it joined with
const [link, seconds] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(link);
  await page.getByRole('button', { name: '視聴をはじめる' }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0, null, { timeout: 30000 });
  const samples = await page.evaluate(readClock, { settleMs: SETTLE_SECONDS * 1000, readMs: Number(seconds) * 1000 });
  console.log(JSON.stringify(samples));
} finally {
  await browser.close();
}

function readClock({ settleMs, readMs }) {
  const CELLS = 16, WRAP = 65536;
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  canvas.width = CELLS * 8;
  canvas.height = 8;
  const pixels = canvas.getContext('2d', { willReadFrequently: true });
  const begin = performance.now();
  const found = [];
  return new Promise((resolve) => {
    const next = () => {
      const now = performance.now() - begin;
      if (now > settleMs + readMs) {
        resolve(found);
        return;
      }
      pixels.drawImage(video, 0, 0, canvas.width, canvas.height);
      const row = pixels.getImageData(0, 4, canvas.width, 1).data;
      let value = 0, previous = 0;
      for (let cell = 0; cell < CELLS; cell += 1) {
        previous ^= row[(cell * 8 + 4) * 4] > 128 ? 1 : 0;
        value = value * 2 + previous;
      }
      const latency = (Date.now() % WRAP - value + WRAP) % WRAP;
      if (now > settleMs) found.push(latency);
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  });
}
