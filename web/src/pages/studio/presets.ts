// SPDX-License-Identifier: GPL-3.0-or-later
import type { PresetView, Scene, StudioSnapshot } from "../../protocol.ts";
import { framingOf } from "./scene.ts";

/** Presets in the operator's order; the first nine have keys. */
export function orderedPresets({ presets }: StudioSnapshot): [string, PresetView][] {
  return Object.entries(presets).sort(([, a], [, b]) => a.order - b.order);
}

function sameFraming(one: Scene, other: Scene): boolean {
  const slots = Object.keys({ ...one.framing, ...other.framing });
  return slots.every((slot) => {
    const [a, b] = [framingOf(one, slot), framingOf(other, slot)];
    return a.fit === b.fit && Object.entries(a).every(([name, value]) => b[name as keyof typeof b] === value);
  });
}

export function sameScene(one: Scene, other: Scene): boolean {
  const slots = Object.entries(one.slots);
  return (
    one.layout === other.layout &&
    (one.names ?? true) === (other.names ?? true) &&
    slots.length === Object.keys(other.slots).length &&
    slots.every(([slot, input]) => other.slots[slot] === input) &&
    sameFraming(one, other)
  );
}

export type PresetTally = "air" | "programme" | "preview";

/** Where a preset is: what was recalled, and what the programme shows as it was prepared. */
export function presetTally(id: string, preset: PresetView, snapshot: StudioSnapshot, airing: boolean): PresetTally[] {
  const tally: PresetTally[] = [];
  if (sameScene(preset.scene, snapshot.programme)) tally.push(airing ? "air" : "programme");
  if (snapshot.recalled === id) tally.push("preview");
  return tally;
}
