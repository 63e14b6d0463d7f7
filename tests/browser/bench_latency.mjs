// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a watch link and starts the player, or opens the studio; reads the clock that the camera drew (16 cells, Gray
// code of milliseconds) from every picture that is new. Prints the latencies in ms as one JSON array. Used by
// tests/bench/b3_latency.py and tests/bench/multiview.py.
// Usage: bench_latency.mjs LINK SECONDS SETTLE_SECONDS SELECTOR   (SELECTOR: the video or canvas that shows the clock)
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const [link, seconds, settle, selector] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ignoreHTTPSErrors: true });
  await page.goto(link);
  if (selector === 'video') {
    await page.getByRole('button', { name: '視聴をはじめる' }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0, null, { timeout: 30000 });
  } else {
    await page.waitForFunction((name) => document.querySelector(name)?.width > 16, selector, { timeout: 30000 });
  }
  const samples = await page.evaluate(readClock, { selector, settleMs: settle * 1000, readMs: seconds * 1000 });
  console.log(JSON.stringify(samples));
} finally {
  await browser.close();
}

function readClock({ selector, settleMs, readMs }) {
  const CELLS = 16, WRAP = 65536;
  const shown = document.querySelector(selector);
  const canvas = document.createElement('canvas');
  canvas.width = CELLS * 8;
  canvas.height = 8;
  const pixels = canvas.getContext('2d', { willReadFrequently: true });
  const whenPainted = shown.requestVideoFrameCallback
    ? (next) => shown.requestVideoFrameCallback(next)
    : (next) => requestAnimationFrame(next);
  const begin = performance.now();
  const found = [];
  let last = -1;
  return new Promise((resolve) => {
    const next = () => {
      const now = performance.now() - begin;
      if (now > settleMs + readMs) {
        resolve(found);
        return;
      }
      pixels.drawImage(shown, 0, 0, canvas.width, canvas.height);
      const row = pixels.getImageData(0, 4, canvas.width, 1).data;
      let value = 0, previous = 0;
      for (let cell = 0; cell < CELLS; cell += 1) {
        previous ^= row[(cell * 8 + 4) * 4] > 128 ? 1 : 0;
        value = value * 2 + previous;
      }
      const latency = (Date.now() % WRAP - value + WRAP) % WRAP;
      if (now > settleMs && value !== last) found.push(latency);
      last = value;
      whenPainted(next);
    };
    whenPainted(next);
  });
}
