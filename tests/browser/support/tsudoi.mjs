// SPDX-License-Identifier: GPL-3.0-or-later
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const readyWithinMs = 60_000;

/** A line is "ready {json}". */
function readyLine(child, log) {
  return new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error(`not ready in time\n${log.text}`)), readyWithinMs);
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const line = text.split("\n").slice(0, -1).find((each) => each.startsWith("ready "));
      if (!line) return;
      clearTimeout(timer);
      resolve(JSON.parse(line.slice("ready ".length)));
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}\n${log.text}`)));
  });
}

/** The real server with moving test inputs. Small pictures: the tests share two cores with a browser. */
const smallProgramme = `
[programme]
size = "640x360"
frame_rate = 25

[[programme.rendition]]
name = "360p"
size = "640x360"
video_bitrate = "600k"
audio_bitrate = "64k"

[[programme.rendition]]
name = "audio"
audio_bitrate = "64k"
`;

/**
 * replayKeep: how long the replay stays, e.g. "5s". settings: more of the settings file. The answer has url, studio, watch, data, log(),
 * addStaff(), kill(), restart(), stop().
 */
export async function startTsudoi({ replayKeep = "7d", settings = "" } = {}) {
  const binary = process.env.TSUDOI_BINARY;
  if (!binary) throw new Error("TSUDOI_BINARY must name the server");
  const folder = mkdtempSync(join(tmpdir(), "tsudoi-browser-"));
  const config = join(folder, "tsudoi.toml");
  writeFileSync(config, `${smallProgramme}\n[replay]\nkeep = "${replayKeep}"\n${settings}`);
  const log = { text: "" };
  const data = join(folder, "data");
  const server = { data, log: () => log.text };
  let listen = "127.0.0.1:0";
  let child;

  const begin = async () => {
    const args = ["serve", "--demo", "--listen", listen, "--data", data, "--config", config];
    child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.stderr.on("data", (chunk) => (log.text += chunk));
    Object.assign(server, await readyLine(child, log));
    listen = new URL(server.url).host;
  };
  const end = (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((done) => {
      child.once("exit", done);
      child.kill(signal);
    });
  };

  server.addStaff = (name, role, password) =>
    execFileSync(binary, ["staff", "add", name, "--role", role, "--data", data], { input: `${password}\n` });
  server.kill = () => end("SIGKILL");
  server.restart = () => begin();
  server.stop = async () => {
    await end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  await begin();
  return server;
}
