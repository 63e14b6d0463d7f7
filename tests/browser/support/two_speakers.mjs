// SPDX-License-Identifier: GPL-3.0-or-later
// What tests with two panelists begin with: the real server, a browser with camera and microphone, and both links.
import { launch } from "./browser.mjs";
import { keyOf, openControl } from "./control.mjs";
import { startTsudoi } from "./tsudoi.mjs";

/** What the cameras and microphones of the two are (see playDevices). */
export const red = { colour: "rgb(200, 20, 20)", hertz: 1000 };
export const blue = { colour: "rgb(20, 20, 200)", hertz: 1700 };
/** dB, at least: what one hears and what one does not. */
export const apart = 40;
/** The id of the first one, whose link is server.join. */
export const demo = "panelist-demo";

/** {server, browser, control, second: {id, link}, close()} */
export async function startTwoSpeakers() {
  const server = await startTsudoi();
  const browser = await launch({ media: true, instruments: true });
  const control = await openControl(server.url, keyOf(server.studio));
  const second = await control.call("panel.add", { seminar: "demo", name: "鈴木 次郎", affiliation: "東京" });
  const close = async () => {
    control.close();
    await browser.close();
    await server.stop();
  };
  return { server, browser, control, second, close };
}
