// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { Channel } from "../../channel.ts";
import { Peer, type Lines, type PeerStatus } from "../../peer.ts";
import type { Text } from "../../protocol.ts";

/** The server's order: the screen's sound, its picture. */
const lines: Lines = ["sendonly", "sendonly"];
const largest = { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 30 } };

/** The person's screen as an input of its own, over a connection of its own. */
export class ScreenShare {
  readonly on = signal(false);
  readonly failed = signal(false);
  /** The server takes no further screen, and why. */
  readonly refused = signal<Text | null>(null);

  private tracks: readonly MediaStreamTrack[] = [];
  private readonly peer: Peer;

  constructor(private readonly call: Channel["call"]) {
    const status = (now: PeerStatus): void => this.turned(now);
    const refused = (why: Text): void => this.refuse(why);
    this.peer = new Peer(call, lines, { status, returned: () => undefined, refused }, "share");
  }

  /** Telephones cannot. */
  get possible(): boolean {
    return typeof navigator.mediaDevices?.getDisplayMedia === "function";
  }

  /** The browser asks which window; the person may also decide against it. */
  async start(): Promise<void> {
    this.failed.value = false;
    this.refused.value = null;
    try {
      this.take(await navigator.mediaDevices.getDisplayMedia({ video: largest, audio: true }));
    } catch (error) {
      this.failed.value = (error as DOMException).name !== "NotAllowedError";
    }
  }

  stop(): void {
    if (!this.on.value) return;
    this.release();
    this.peer.stop();
    this.tellStopped();
  }

  /** The line to the server is back. After a reload of this page the server may still show what was shared before. */
  lineOpened(): void {
    if (this.on.value) this.peer.lineOpened();
    else this.tellStopped();
  }

  private take(stream: MediaStream): void {
    this.release();
    this.tracks = stream.getTracks();
    const [picture = null] = stream.getVideoTracks();
    const [sound = null] = stream.getAudioTracks();
    if (picture) {
      picture.contentHint = "detail"; // small letters before smooth movement
      picture.onended = () => this.stop(); // the browser has a button of its own
    }
    this.on.value = true;
    void this.peer.send([sound, picture]);
    this.peer.start();
  }

  private release(): void {
    for (const track of this.tracks) {
      track.onended = null;
      track.stop();
    }
    this.tracks = [];
    this.on.value = false;
  }

  private turned(status: PeerStatus): void {
    if (status === "elsewhere") this.release();
  }

  private refuse(why: Text): void {
    this.release();
    this.refused.value = why;
  }

  private tellStopped(): void {
    this.call("rtc.leave", { purpose: "share" }).catch(() => undefined); // said again when the line is back
  }
}
