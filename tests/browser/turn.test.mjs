// SPDX-License-Identifier: GPL-3.0-or-later
// Panelists who reach the server through a relay (coturn) only.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, openPage } from "./support/browser.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

const secret = "north-south-east-west";

/** A port that nobody listens on now. */
function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function startRelay() {
  const folder = mkdtempSync(join(tmpdir(), "tsudoi-turn-"));
  const port = await freePort();
  const lines = [
    "listening-ip=127.0.0.1", "relay-ip=127.0.0.1", `listening-port=${port}`, "min-port=49200", "max-port=49299",
    "fingerprint", "use-auth-secret", `static-auth-secret=${secret}`, "realm=tsudoi.test",
    "allow-loopback-peers", "no-cli", "no-tls", "no-dtls", "no-tcp-relay",
    "log-file=stdout", "simple-log", `pidfile=${folder}/pid`, `userdb=${folder}/users`,
  ];
  writeFileSync(join(folder, "turnserver.conf"), `${lines.join("\n")}\n`);
  const child = spawn("turnserver", ["-c", join(folder, "turnserver.conf")], { stdio: ["ignore", "pipe", "pipe"] });
  const relay = { port, log: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (relay.log += chunk));
  relay.stop = async () => {
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  const end = Date.now() + 20_000;
  while (!/listener opened on/i.test(relay.log) && Date.now() < end) await new Promise((done) => setTimeout(done, 100));
  return relay;
}

let relay, server, browser;
before(async () => {
  relay = await startRelay();
  const urls = ["udp", "tcp"].map((transport) => `"turn:127.0.0.1:${relay.port}?transport=${transport}"`);
  server = await startTsudoi({ settings: `[ice]\nturn = [${urls.join(", ")}]\nturn_secret = "${secret}"\n` });
  browser = await launch({ media: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await relay?.stop();
});

/** For page.addInitScript: no way but through a relay; over one transport; the password may be spoilt. */
function relayOnly({ transport, spoil }) {
  window.peers = [];
  window.refused = [];
  const Real = RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor({ iceServers }) {
      const servers = iceServers.map(({ urls, username, credential }) => ({
        urls: urls.filter((url) => url.endsWith(transport)), username, credential: spoil ? `x${credential}` : credential,
      }));
      super({ iceServers: servers, iceTransportPolicy: "relay" });
      window.peers.push(this);
      this.onicecandidateerror = ({ errorCode }) => window.refused.push(errorCode);
    }
  };
}

async function joinThrough(options) {
  const opened = await openPage(browser, { viewport: { width: 1280, height: 720 }, permissions: ["camera", "microphone"] });
  await opened.page.addInitScript(relayOnly, options);
  await opened.page.goto(server.join);
  await opened.page.click("text=準備できました", { timeout: 60_000 });
  return opened;
}

for (const transport of ["udp", "tcp"]) {
  test(`picture and sound go both ways through the relay alone, over ${transport}`, async () => {
    const { context, page } = await joinThrough({ transport });
    await page.waitForFunction(() => (document.querySelector(".return video")?.currentTime ?? 0) > 1, null, { timeout: 60_000 });
    const { local, sent } = await page.evaluate(async () => {
      const stats = [...(await window.peers.at(-1).getStats()).values()];
      const pair = stats.find(({ type, nominated, state }) => type === "candidate-pair" && nominated && state === "succeeded");
      return { local: stats.find(({ id }) => id === pair.localCandidateId), sent: pair.bytesSent };
    });
    assert.equal(local.candidateType, "relay");
    assert.equal(local.relayProtocol, transport);
    assert.ok(sent > 10_000, `${sent} bytes`);
    await context.close();
  });
}

test("a wrong password gets no relay", async () => {
  const { context, page } = await joinThrough({ transport: "udp", spoil: true });
  await page.waitForFunction(() => window.refused.includes(401), null, { timeout: 60_000 });
  assert.notEqual(await page.evaluate(() => window.peers.at(-1).connectionState), "connected");
  await context.close();
});
