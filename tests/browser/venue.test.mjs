// SPDX-License-Identifier: GPL-3.0-or-later
// The screen in the room against the real server: it shows the programme, and lets the room hear the panelists only.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";
import { becomes, colourOf, isRed, playDevices, roomHertz, tones } from "./support/played_devices.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

const tokyo = { colour: "rgb(200, 20, 20)", hertz: 1000 };
const demo = "panelist-demo";

let server, browser, control;
before(async () => {
  server = await startTsudoi();
  browser = await launch({ media: true, instruments: true });
  control = await openControl(server.url, keyOf(server.studio));
});
after(async () => {
  control?.close();
  await browser?.close();
  await server?.stop();
});

const plays = (page) => page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 0.5, null, { timeout: 30_000 });

test("the room sees the programme and hears who speaks from afar, but not itself; after a reload the picture is back", async () => {
  const guest = await openPage(browser, { permissions: ["camera", "microphone"] });
  await guest.page.addInitScript(playDevices, tokyo);
  await guest.page.goto(server.join);
  await guest.page.click("text=準備できました", { timeout: 60_000 });
  await guest.page.waitForFunction(() => (document.querySelector(".return video")?.currentTime ?? 0) > 0.5, null, { timeout: 30_000 });

  const { context, page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(server.venue);
  await page.click("text=会場の画面をはじめる");
  await plays(page);
  const heard = async () => {
    const [speaker, ...room] = await tones(page, "video", [tokyo.hertz, ...roomHertz]);
    return { speaker, room: Math.max(...room) };
  };
  const silent = await heard();
  assert.ok(silent.speaker < -80 && silent.room < -80, `the green room or the room itself is heard: ${JSON.stringify(silent)}`);
  await control.call("studio.preview", { scene: { layout: "full", slots: { main: demo } } });
  await control.call("studio.take", { transition: "cut" });
  await control.call("panel.admit", { panelist: demo });
  await becomes(() => colourOf(page, "video"), isRed, "the room sees the panelist");
  await becomes(heard, ({ speaker, room }) => speaker > -60 && room < speaker - 40, "the room hears the panelist only");
  await screenshot(page, "venue-panelist");
  await page.reload();
  await plays(page);
  await becomes(() => colourOf(page, "video"), isRed, "the picture is back after a reload");
  assert.deepEqual(faults, []);
  await context.close();
  await guest.context.close();
});

test("there is a limit to the screens, and one that goes makes room", async () => {
  const { link } = await control.call("panel.venue", { seminar: "demo" });
  const { page, context } = await openPage(browser);
  await page.goto(`${server.url}/`);
  const outcomes = await page.evaluate(async ({ key }) => {
    const ask = async () => {
      const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/control`, "tsudoi.v1");
      await new Promise((done) => (socket.onopen = done));
      const call = (id, method, params) =>
        new Promise((done) => {
          const listen = ({ data }) => {
            const message = JSON.parse(data);
            if (message.id !== id) return;
            socket.removeEventListener("message", listen);
            done(message.error?.data.id ?? "taken");
          };
          socket.addEventListener("message", listen);
          socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
        });
      await call(1, "session.hello", { key });
      return { offered: await call(2, "rtc.offer", {}), leave: () => call(3, "rtc.leave", {}) };
    };
    const screens = [];
    for (let i = 0; i < 5; i += 1) screens.push(await ask());
    const offered = screens.map((screen) => screen.offered);
    await screens[0].leave();
    return [...offered, (await ask()).offered];
  }, { key: keyOf(link) });
  assert.deepEqual(outcomes.filter((outcome) => outcome === "unavailable").length > 0, true, outcomes.join(" "));
  assert.equal(outcomes.at(-1), "taken");
  await context.close();
});
