// SPDX-License-Identifier: GPL-3.0-or-later
// What the people in the room do not notice: the studio tells which sound is wrong and what to do. Real sound through
// the real server.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, screenshot } from "./support/accessibility.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { keyOf, openControl } from "./support/control.mjs";
import { becomes } from "./support/played_devices.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

const toldWithinMs = 10_000; // with the second that a setting and a poll may take
const words = "We begin with the anatomy of swallowing. Please look at the first slide, which shows the pharynx from the side. ".repeat(5);

let server, browser, control, folder;
before(async () => {
  server = await startTsudoi();
  browser = await launch();
  control = await openControl(server.url, keyOf(server.studio));
  folder = mkdtempSync(path(tmpdir(), "tsudoi-guardian-"));
  for (const source of Object.keys((await now()).inputs)) await set(source, { muted: true });
});
after(async () => {
  control?.close();
  await browser?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const now = async () => (await control.call("studio.get")).snapshot;
const set = (source, change) => control.call("studio.source", { source, ...change });
const alerts = async () => Object.entries((await now()).alerts).filter(([id, { over }]) => id.startsWith("sound-") && !over);
const told = (id) => becomes(async () => (await alerts()).map(([each]) => each), (ids) => ids.includes(id), id, toldWithinMs + 1_000);
const over = (id) => becomes(async () => (await alerts()).map(([each]) => each), (ids) => !ids.includes(id), `${id} is over`, 20_000);

/** An input that plays a sound again and again; sources: ffmpeg's inputs, filter: what becomes of them. */
async function play(id, name, sources, filter) {
  const file = path(folder, `${id}.wav`);
  execFileSync("ffmpeg", ["-loglevel", "error", "-y", ...sources, "-filter_complex", filter, "-ar", "48000", "-c:a", "pcm_s16le", file]);
  await control.call("studio.input.add", { input: { id, name, kind: "file", path: file, loop: true } });
  await becomes(async () => (await now()).inputs[id]?.state, (state) => state === "live", `${id} plays`, 20_000);
  await set(id, { muted: false }); // new inputs are not heard until somebody wants it
}

test("speech with the noise of a room is no trouble; silence, and speech that is too quiet, are told and taken back", async () => {
  await told("sound-silent");
  const voice = path(folder, "voice.wav");
  execFileSync("espeak-ng", ["-v", "en", "-s", "150", "-w", voice, words]);
  const noise = ["-f", "lavfi", "-i", "anoisesrc=d=60:c=pink:a=0.003:seed=1:r=48000"];
  await play("talker", "講師", ["-i", voice, ...noise], "[0:a]aresample=48000,loudnorm=I=-20:TP=-3[v];[v][1:a]amix=duration=first:normalize=0,pan=stereo|c0=c0|c1=c0");
  await over("sound-silent");

  const { page, faults } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(server.studio);
  await page.waitForSelector(".monitors");
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    assert.deepEqual(await alerts(), []);
    await page.waitForTimeout(500); // on purpose: for half a minute nothing is told
  }

  await set("talker", { muted: true });
  await told("sound-silent");
  await page.waitForSelector("text=プログラムの音が出ていません");
  await screenshot(page, "studio-silent");
  await assertAccessible(page, "a silent programme");
  await set("talker", { muted: false });
  await over("sound-silent");

  await set("talker", { gainDb: -24 });
  await told("sound-quiet");
  await set("talker", { gainDb: 0 });
  await over("sound-quiet");
  assert.deepEqual(faults, []);
});

test("an input that is distorted and one that sounds on one side only are named", async () => {
  await set("talker", { muted: false });
  await play("clipped", "割れる", ["-f", "lavfi", "-i", "sine=f=300:d=20:r=48000"], "[0:a]volume=30dB,pan=stereo|c0=c0|c1=c0");
  await told("sound-clipped:clipped");
  await set("clipped", { muted: true });
  await over("sound-clipped:clipped");
  await play("one-sided", "片側", ["-f", "lavfi", "-i", "sine=f=500:d=20:r=48000"], "[0:a]volume=6dB,pan=stereo|c0=c0|c1=0*c0");
  await told("sound-one-sided:one-sided");
  const [[, alert]] = await alerts();
  assert.match(alert.text.ja, /「片側」は左右の片方しか音が出ていません/);
  await set("one-sided", { muted: true });
  await over("sound-one-sided:one-sided");
  assert.deepEqual(await alerts(), []);
});
