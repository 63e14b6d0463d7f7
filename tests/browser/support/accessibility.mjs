// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const { source } = createRequire(import.meta.url)("axe-core");

/** Fails with the rules and places that axe-core finds wrong (WCAG 2.2 A and AA, and its best practices). */
export async function assertAccessible(page, what) {
  await page.mouse.move(0, 0); // an open tooltip holds both of its texts; axe-core reads the hidden one, too
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }));
  });
  assert.deepEqual(violations, [], `${what}: ${JSON.stringify(violations, null, 1)}`);
}

/** Nothing is cut off or needs scrolling sideways. */
export async function assertFits(page, what) {
  const { content, room } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }));
  assert.ok(content <= room, `${what}: ${content} px wide in ${room} px`);
}

/** Kept only when TSUDOI_SCREENSHOTS names a folder. */
export async function screenshot(page, name) {
  const folder = process.env.TSUDOI_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
