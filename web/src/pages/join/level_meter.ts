// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import { decibels } from "./verdict.ts";

const everyMs = 50;

/** Loudness of the microphone, twenty times a second. */
export class LevelMeter {
  readonly levelDb = signal(-Infinity);
  /** The browser wants one press before it lets a page listen. */
  readonly asleep = signal(false);
  private context: AudioContext | null = null;
  private source: MediaStreamAudioSourceNode | null = null;
  private analyser: AnalyserNode | null = null;
  private samples = new Float32Array(2048);

  /** heard: called with every level and the milliseconds since the one before. */
  constructor(private readonly heard: (levelDb: number, sinceMs: number) => void) {
    window.setInterval(() => this.measure(), everyMs);
    for (const press of ["pointerdown", "keydown"]) document.addEventListener(press, () => void this.wake());
  }

  follow(track: MediaStreamTrack | null): void {
    this.source?.disconnect();
    this.source = null;
    this.levelDb.value = -Infinity;
    if (!track) return;
    this.context ??= new AudioContext();
    this.analyser ??= new AnalyserNode(this.context, { fftSize: this.samples.length });
    this.source = this.context.createMediaStreamSource(new MediaStream([track]));
    this.source.connect(this.analyser);
    void this.wake();
  }

  private async wake(): Promise<void> {
    if (!this.context || this.context.state === "running") return;
    this.asleep.value = this.source !== null;
    await this.context.resume().catch(() => undefined);
    this.asleep.value = false;
  }

  private measure(): void {
    if (!this.analyser || !this.source || this.context?.state !== "running") return;
    this.analyser.getFloatTimeDomainData(this.samples);
    this.levelDb.value = decibels(this.samples);
    this.heard(this.levelDb.value, everyMs);
  }
}
