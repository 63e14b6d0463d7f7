// SPDX-License-Identifier: GPL-3.0-or-later
export type LineVerdict = "good" | "fair" | "poor";

const goodMs = 150;
const fairMs = 400;

/** From round-trip times: the usual one, and how far the slowest is from it. null: nothing was measured. */
export function lineVerdict(roundTripsMs: readonly number[]): LineVerdict | null {
  if (roundTripsMs.length === 0) return null;
  const sorted = [...roundTripsMs].sort((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length - 1) / 2)]!;
  const spread = sorted[sorted.length - 1]! - usual;
  if (usual <= goodMs && spread <= goodMs) return "good";
  return usual <= fairMs && spread <= fairMs ? "fair" : "poor";
}

const speechDb = -42;
const speechMs = 250;

/** Somebody has spoken when the level was that of a voice for long enough; a knock is not enough. */
export class Hearing {
  private spokenMs = 0;

  /** Answers whether a voice has been heard by now. */
  update(levelDb: number, sinceMs: number): boolean {
    if (levelDb >= speechDb) this.spokenMs += Math.min(sinceMs, 100);
    return this.spokenMs >= speechMs;
  }
}

const floorDb = -60;

/** 0 to 1 for the meter. */
export function meterPosition(levelDb: number): number {
  return Math.min(1, Math.max(0, (levelDb - floorDb) / -floorDb));
}

export function decibels(samples: Float32Array): number {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  return power > 0 ? 10 * Math.log10(power / samples.length) : -Infinity;
}
