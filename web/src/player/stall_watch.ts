// SPDX-License-Identifier: GPL-3.0-or-later

/** So long may a player stand before it is helped; a live one by a jump to the live edge. */
const jumpAfterMs = 6_000;
/** So long after that, and again and again, its list is loaded anew. */
const reloadAfterMs = 10_000;

export type Help = "none" | "jump" | "reload";

/**
 * Finds out that a player which ought to play stands still. Engines try to go on by themselves, but after a server was
 * lost, or on a machine that is far too busy, they can end up waiting for a place that they never load.
 */
export class StallWatch {
  private time = -1;
  private standingSince = 0;
  private jumped = false;

  /** Call it about twice a second. wanted: it is neither paused nor at the end; time: the media's position. */
  look(nowMs: number, wanted: boolean, time: number): Help {
    if (!wanted || time !== this.time) {
      this.time = time;
      this.standingSince = nowMs;
      this.jumped = false;
      return "none";
    }
    const standing = nowMs - this.standingSince;
    if (!this.jumped && standing >= jumpAfterMs) return this.helped("jump", nowMs);
    return this.jumped && standing >= reloadAfterMs ? this.helped("reload", nowMs) : "none";
  }

  /** Moving it is no progress. */
  moved(time: number): void {
    this.time = time;
  }

  private helped(help: Help, nowMs: number): Help {
    this.jumped = true;
    this.standingSince = nowMs;
    return help;
  }
}
