// SPDX-License-Identifier: GPL-3.0-or-later
// A panelist on the real page against the real server.
import { openPage } from "./browser.mjs";
import { playDevices } from "./played_devices.mjs";

/** From the check into the green room, until the return plays. */
export async function enter(page) {
  await page.click("text=準備できました", { timeout: 60_000 });
  await page.waitForFunction(() => (document.querySelector(".return video")?.currentTime ?? 0) > 0.5, null, { timeout: 60_000 });
}

/** devices: see playDevices; prepare(page): what is to be there before the page is. */
export async function join(browser, link, devices, { viewport = { width: 1280, height: 720 }, prepare } = {}) {
  const opened = await openPage(browser, { viewport, permissions: ["camera", "microphone"] });
  await opened.page.addInitScript(playDevices, devices);
  await prepare?.(opened.page);
  await opened.page.goto(link);
  await enter(opened.page);
  return opened;
}

/** An input full screen in the programme, at once. */
export async function putOnAir(control, input) {
  await control.call("studio.preview", { scene: { layout: "full", slots: { main: input } } });
  await control.call("studio.take", { transition: "cut" });
}
