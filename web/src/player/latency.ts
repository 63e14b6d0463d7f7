// SPDX-License-Identifier: GPL-3.0-or-later

/** Distances to the live edge in seconds, nearest first. 1.0 needs parts of 0.5 s and a calm line. */
export const latencySteps: readonly number[] = [1.0, 1.5, 2.5, 4, 6];

/** So long without a stall, and the next nearer distance is tried. */
export const calmMs = 60_000;

/** Two stalls closer together than this are one trouble of the line. */
const sameTroubleMs = 3_000;

/** While a page starts everything is slow; that says nothing about the line. */
export const startingMs = 5_000;

/**
 * How near to the live edge a player stays: nearest on good lines, a step back at each stall, a step nearer after a
 * calm minute. A step that failed before must stay calm twice as long before it is tried again.
 */
export class LatencyPolicy {
  private step = 0;
  private lastStall = -Infinity;
  private startedAt = -Infinity;
  private calmSince = 0;
  private patienceMs = calmMs;

  get target(): number {
    return latencySteps[this.step] ?? latencySteps[0]!;
  }

  start(nowMs: number): void {
    this.startedAt = this.calmSince = nowMs;
  }

  /** Answers true when the target changed. */
  stalled(nowMs: number): boolean {
    const again = nowMs - this.lastStall < sameTroubleMs;
    this.lastStall = this.calmSince = nowMs;
    if (again || nowMs - this.startedAt < startingMs || this.step === latencySteps.length - 1) return false;
    this.step += 1;
    this.patienceMs = Math.min(this.patienceMs * 2, calmMs * 8);
    return true;
  }

  /** Call it now and then while playing. Answers true when the target changed. */
  calm(nowMs: number): boolean {
    if (this.step === 0 || nowMs - this.calmSince < this.patienceMs) return false;
    this.step -= 1;
    this.calmSince = nowMs;
    return true;
  }
}

/** What must be buffered ahead before a player goes faster: one part and some. */
const leastAhead = 0.6;
/** Nearer than this to the target is at the target. */
const closeEnough = 0.05;
/** A person who is further away has rewound (the shortest way is 10 s), and is left in peace. */
const rewoundBy = 8;
/** A skip shorter than this is not worth the jerk. */
const leastSkip = 0.5;

/**
 * How fast to play so that the distance to the live edge becomes the target; all in seconds. hls.js has this too, but
 * only while more than a second is buffered: it stays two tenths of a second further away than parts of 0.5 s allow.
 */
export function catchUpRate(distance: number, target: number, ahead: number): number {
  const late = distance - target;
  if (!(late > closeEnough) || late > rewoundBy || ahead < leastAhead) return 1;
  return late > 0.5 ? 1.2 : late > 0.2 ? 1.1 : 1.05;
}

/**
 * Seconds to skip while playback starts, when nobody has seen enough to miss them: as far towards the target as what is
 * buffered allows. 0: nothing.
 */
export function startingSkip(distance: number, target: number, ahead: number): number {
  const skip = Math.min(distance - target, ahead - leastAhead);
  return skip >= leastSkip && distance - target <= rewoundBy ? skip : 0;
}
