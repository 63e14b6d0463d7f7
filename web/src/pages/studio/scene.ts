// SPDX-License-Identifier: GPL-3.0-or-later
import type { InputView, LayoutName, Scene } from "../../protocol.ts";

export type Layouts = Record<string, string[]>;

export function slotsOf(layout: LayoutName, layouts: Layouts): string[] {
  return layouts[layout] ?? [];
}

/** The scene in another layout: inputs stay in slots of the same name, the others move up in order. */
export function withLayout(scene: Scene, layout: LayoutName, layouts: Layouts): Scene {
  const to = slotsOf(layout, layouts);
  const slots: Record<string, string> = {};
  const left: string[] = [];
  for (const slot of slotsOf(scene.layout, layouts)) {
    const input = scene.slots[slot];
    if (input === undefined) continue;
    if (to.includes(slot)) slots[slot] = input;
    else left.push(input);
  }
  for (const slot of to) {
    if (slots[slot] !== undefined) continue;
    const input = left.shift();
    if (input === undefined) break;
    slots[slot] = input;
  }
  return { layout, slots };
}

/** The scene with an input in a slot. An input is in one slot only: what was there changes places with it. */
export function withInput(scene: Scene, slot: string, input: string): Scene {
  const slots = { ...scene.slots };
  const before = Object.keys(slots).find((name) => slots[name] === input);
  const displaced = slots[slot];
  if (before !== undefined && before !== slot) {
    if (displaced === undefined) delete slots[before];
    else slots[before] = displaced;
  }
  slots[slot] = input;
  return { layout: scene.layout, slots };
}

export function withoutSlot(scene: Scene, slot: string): Scene {
  const slots = { ...scene.slots };
  delete slots[slot];
  return { layout: scene.layout, slots };
}

export type Tally = "air" | "programme" | "preview";

export function isShown(input: string, scene: Scene): boolean {
  return Object.values(scene.slots).includes(input);
}

/** Where an input is. Red ("air") only while the audience gets the programme; otherwise it is just in the programme. */
export function tallyOf(input: string, preview: Scene, programme: Scene, airing: boolean): Tally[] {
  const tally: Tally[] = [];
  if (isShown(input, programme)) tally.push(airing ? "air" : "programme");
  if (isShown(input, preview)) tally.push("preview");
  return tally;
}

/** Inputs in the order of their number keys. */
export function ordered(inputs: Record<string, InputView>): [string, InputView][] {
  return Object.entries(inputs).sort(([a, x], [b, y]) => x.order - y.order || a.localeCompare(b));
}
