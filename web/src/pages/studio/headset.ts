// SPDX-License-Identifier: GPL-3.0-or-later
import { effect, signal, untracked } from "@preact/signals";
import { OwnMedia } from "../../own_media.ts";
import { Peer, type Lines, type PeerStatus } from "../../peer.ts";
import type { PanelTalkbackParams, Text } from "../../protocol.ts";
import type { Line } from "./line.ts";

/** Id of a panelist, or everybody. */
export type Audience = string;
export const everybody: Audience = "";

/** The server's order: sound both ways. */
const lines: Lines = ["sendrecv"];

/**
 * The operator's headset: speaks to panelists off air and hears them, also those who wait in the green room. The
 * microphone is open only while somebody is spoken to.
 */
export class Headset {
  readonly media = new OwnMedia(["microphone"], "tsudoi.headset");
  readonly status = signal<PeerStatus>("off");
  /** What the panelists say. */
  readonly heard = signal<MediaStream | null>(null);
  /** null: nobody. */
  readonly speaksTo = signal<Audience | null>(null);
  /** Where the sound goes; empty: where the browser sends it. */
  readonly speaker = signal("");
  /** The server takes no further headset, and why. */
  readonly refused = signal<Text | null>(null);

  private readonly peer: Peer;

  constructor(private readonly line: Line) {
    this.peer = new Peer(line.request, lines, {
      status: (status) => this.turned(status),
      returned: (stream) => (this.heard.value = stream),
      refused: (why) => this.refuse(why),
    });
  }

  start(): void {
    effect(() => void this.peer.send([this.media.microphone.value]));
    effect(() => this.openMicrophone());
  }

  /** The browser asks for the microphone. */
  async connect(): Promise<void> {
    this.refused.value = null;
    await this.media.again();
    if (this.media.microphone.value) this.peer.start();
  }

  disconnect(): void {
    this.peer.stop();
    this.media.close();
    this.heard.value = null;
  }

  /** The line to the server is back, which has put the headset away meanwhile. */
  lineOpened(): void {
    this.peer.lineOpened();
  }

  async talk(to: Audience): Promise<void> {
    this.speaksTo.value = to;
    const answer = await this.tell(to === everybody ? { on: true } : { on: true, panelist: to });
    if (!answer && this.speaksTo.value === to) this.speaksTo.value = null;
  }

  hush(): void {
    if (this.speaksTo.value === null) return;
    this.speaksTo.value = null;
    void this.tell({ on: false });
  }

  private tell(params: PanelTalkbackParams): Promise<object | undefined> {
    return this.line.call("panel.talkback", params);
  }

  private turned(status: PeerStatus): void {
    this.status.value = status;
    if (status !== "connected") this.speaksTo.value = null;
  }

  private refuse(why: Text): void {
    this.disconnect();
    this.refused.value = why;
  }

  private openMicrophone(): void {
    const open = this.speaksTo.value !== null;
    const track = this.media.microphone.value;
    untracked(() => {
      if (track) track.enabled = open;
      else this.hush(); // unplugged: nobody is to believe that they are heard
    });
  }
}
