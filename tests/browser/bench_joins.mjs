// SPDX-License-Identifier: GPL-3.0-or-later
// A panelist joins, gets picture and sound, and leaves, again and again. Prints a line for each time it has done so.
// Used by tests/bench/joins.py.
import { launch, openPage } from "./support/browser.mjs";
import { keyOf } from "./support/control.mjs";
import { rawPanelist } from "./support/raw_panelist.mjs";

const [link, times] = process.argv.slice(2);
const browser = await launch({ media: true });
try {
  const { page } = await openPage(browser, { permissions: ["camera", "microphone"] });
  await page.goto(`${new URL(link).origin}/`);
  for (let time = 1; time <= Number(times); time += 1) {
    await page.evaluate(rawPanelist, { key: keyOf(link), change: [["a=mid:", "a=mid:"]] });
    await page.waitForFunction(() => window.peer.connectionState === "connected", null, { timeout: 20_000, polling: 20 });
    await page.waitForFunction(async () => {
      const stats = [...(await window.peer.getStats()).values()];
      return stats.some(({ type, kind, framesDecoded }) => type === "inbound-rtp" && kind === "video" && framesDecoded > 0);
    }, null, { timeout: 20_000, polling: 50 });
    await page.evaluate(() => window.hangUp());
    console.log(time);
  }
} finally {
  await browser.close();
}
