// SPDX-License-Identifier: GPL-3.0-or-later
// A bad network between a page and the server: a UDP relay on 127.0.0.1 that both take for the other one. It works on a
// thread of its own: whatever the test does meanwhile delays no packet.
import { createSocket } from "node:dgram";
import { setPriority } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const host = "127.0.0.1";

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A packet that waits because the machine is busy would look like one of a bad line: this thread (only) goes first. */
function hurry() {
  try {
    setPriority(0, -15);
  } catch {
    // not root: as good as the others
  }
}

/** The door for one port of one side: what comes in goes on to the other side. */
class Door {
  static async open(taken) {
    const door = new Door();
    door.socket = createSocket("udp4").on("message", (packet, { address, port }) => {
      if (address === host) taken(packet, port); // the page's other addresses do not come to the server
    });
    await new Promise((done) => door.socket.bind(0, host, done));
    door.port = door.socket.address().port;
    return door;
  }
}

/**
 * Two rows of doors: the page sends to a door that stands for a port of the server, and its packets leave through the
 * door that stands for the page's own port.
 */
class Doors {
  weather = { loss: 0, delayMs: 0, cut: false };
  log = { up: { passed: 0, lost: 0 }, down: { passed: 0, lost: 0 } };
  #random = randomFrom(workerData.seed);
  #servers = new Map();
  #pages = new Map();

  becomes(weather) {
    Object.assign(this.weather, weather);
  }

  counted() {
    return this.log;
  }

  async burst(ms) {
    this.weather.cut = true;
    await new Promise((done) => setTimeout(done, ms));
    this.weather.cut = false;
  }

  /** An offer with no way to the server but through here. */
  async offerThrough(sdp) {
    const lines = [];
    for (const line of sdp.split("\r\n")) {
      if (!line.startsWith("a=candidate:")) lines.push(line);
      else if (line.includes(` ${host} `)) lines.push(await this.#moved(line, (port) => this.#server(port)));
    }
    return lines.join("\r\n");
  }

  /** A candidate of the page as the server may know it; null: another way, which there is none of. */
  candidateThrough(text) {
    const usable = text.includes(` ${host} `) && text.toLowerCase().includes(" udp ");
    return usable ? this.#moved(text, (port) => this.#page(port)) : null;
  }

  async #moved(candidate, doorOf) {
    const words = candidate.split(" ");
    const at = words.indexOf(host);
    words[at + 1] = (await doorOf(Number(words[at + 1]))).port;
    return words.join(" ");
  }

  #server(port) {
    return this.#door(this.#servers, port, async (packet, from) => {
      const out = await this.#page(from);
      this.#pass("up", () => out.socket.send(packet, port, host));
    });
  }

  #page(port) {
    return this.#door(this.#pages, port, async (packet, from) => {
      const out = await this.#server(from);
      this.#pass("down", () => out.socket.send(packet, port, host));
    });
  }

  #door(doors, port, taken) {
    if (!doors.has(port)) doors.set(port, Door.open(taken));
    return doors.get(port);
  }

  #pass(way, send) {
    const { loss, delayMs, cut } = this.weather;
    const lost = this.#random() < loss || cut;
    this.log[way][lost ? "lost" : "passed"] += 1;
    if (lost) return;
    if (delayMs) setTimeout(send, delayMs);
    else send();
  }
}

if (!isMainThread) {
  hurry();
  const doors = new Doors();
  parentPort.on("message", async ({ id, method, values }) => parentPort.postMessage({ id, result: await doors[method](...values) }));
}

export class LossyRelay {
  #worker;
  #waiting = new Map();

  /** seed: the same one loses the same packets. */
  constructor({ seed = 1 } = {}) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: { seed } });
    this.#worker.on("message", ({ id, result }) => this.#waiting.get(id)(result));
  }

  /** loss: the share (0 to 1) of packets that are lost at random, each way; delayMs: how long each takes; cut: nothing comes through. */
  becomes = (weather) => this.#ask("becomes", weather);
  /** All packets are lost for so long. */
  burst = (ms) => this.#ask("burst", ms);
  /** {up, down} of {passed, lost} packets. */
  counted = () => this.#ask("counted");
  offerThrough = (sdp) => this.#ask("offerThrough", sdp);
  candidateThrough = (text) => this.#ask("candidateThrough", text);
  close = () => this.#worker.terminate();

  #ask(method, ...values) {
    const id = this.#waiting.size;
    this.#worker.postMessage({ id, method, values });
    return new Promise((done) => this.#waiting.set(id, done));
  }
}

/** For page.addInitScript, before the page has a connection: the offers and the own addresses it sees are the relay's. */
function moveConnections() {
  const Real = RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    async setRemoteDescription({ type, sdp }) {
      return super.setRemoteDescription({ type, sdp: await window.offerThrough(sdp) });
    }
    set onicecandidate(told) {
      super.onicecandidate = async ({ candidate }) => {
        const moved = candidate?.candidate && (await window.candidateThrough(candidate.candidate));
        if (moved) told({ candidate: { candidate: moved, sdpMLineIndex: candidate.sdpMLineIndex } });
      };
    }
  };
}

/** Whatever connections this page makes go through the relay and no other way. */
export async function sendThrough(page, relay) {
  await page.exposeFunction("offerThrough", (sdp) => relay.offerThrough(sdp));
  await page.exposeFunction("candidateThrough", (text) => relay.candidateThrough(text));
  await page.addInitScript(moveConnections);
}
