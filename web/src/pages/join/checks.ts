// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import { Hearing, lineVerdict, type LineVerdict } from "./verdict.ts";

const againMs = 15_000;

/** The three checks that tick themselves, and the question about headphones. */
export class Checks {
  /** The own picture moves. */
  readonly pictured = signal(false);
  readonly heard = signal(false);
  readonly line = signal<LineVerdict | null>(null);
  readonly headphones = signal<boolean | null>(null);

  private hearing = new Hearing();
  private measuring = false;
  private measuredAt = -Infinity;

  /** measure: round-trip times of a few small requests. */
  constructor(private readonly measure: () => Promise<number[]>) {}

  hear(levelDb: number, sinceMs: number): void {
    if (!this.heard.value) this.heard.value = this.hearing.update(levelDb, sinceMs);
  }

  microphoneChanged(): void {
    this.hearing = new Hearing();
    this.heard.value = false;
  }

  /** Asked every second; measures now and then. */
  async measureLine(now: number): Promise<void> {
    if (this.measuring || now - this.measuredAt < againMs) return;
    this.measuring = true;
    const times = await this.measure().catch(() => []);
    this.line.value = lineVerdict(times);
    this.measuredAt = times.length ? now : -Infinity;
    this.measuring = false;
  }
}
