// SPDX-License-Identifier: GPL-3.0-or-later
import type { Framing, InputView, LayoutView, Scene } from "../../protocol.ts";

export type Layouts = Record<string, Pick<LayoutView, "slots">>;

/** A picture as its layout puts it into its box. */
export const plainFraming: Framing = { zoom: 1, panX: 0, panY: 0, mirror: false, border: 0, borderColour: "#ffffff" };

export function slotsOf(layout: string, layouts: Layouts): string[] {
  return layouts[layout]?.slots ?? [];
}

export function framingOf(scene: Scene, slot: string): Framing {
  return scene.framing?.[slot] ?? plainFraming;
}

function isPlain(framing: Framing): boolean {
  return (
    framing.fit === undefined && framing.zoom === 1 && framing.panX === 0 && framing.panY === 0 && !framing.mirror && framing.border === 0
  );
}

/** The scene with the picture in a slot adjusted. */
export function withFraming(scene: Scene, slot: string, change: Partial<Framing>): Scene {
  const next: Framing = { ...framingOf(scene, slot), ...change };
  if (change.fit === undefined && "fit" in change) delete next.fit;
  return withFramings(scene, { ...scene.framing, [slot]: next });
}

function withFramings(scene: Scene, framing: Record<string, Framing>): Scene {
  const kept = Object.entries(framing).filter(([, one]) => !isPlain(one));
  const { framing: _, ...rest } = scene;
  return kept.length > 0 ? { ...rest, framing: Object.fromEntries(kept) } : rest;
}

/** What was adjusted about a picture goes where the picture goes; how a box looks stays with the box. */
function movedFraming(before: Scene, after: Scene): Scene {
  const framing: Record<string, Framing> = {};
  for (const [slot, input] of Object.entries(after.slots)) {
    const from = Object.keys(before.slots).find((name) => before.slots[name] === input);
    const { zoom, panX, panY, mirror } = from === undefined ? plainFraming : framingOf(before, from);
    framing[slot] = { ...framingOf(before, slot), zoom, panX, panY, mirror };
  }
  return withFramings(after, framing);
}

/** The scene in another layout: inputs stay in slots of the same name, the others move up in order. */
export function withLayout(scene: Scene, layout: string, layouts: Layouts): Scene {
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
  return movedFraming(scene, { ...scene, layout, slots });
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
  return movedFraming(scene, { ...scene, slots });
}

export function withoutSlot(scene: Scene, slot: string): Scene {
  const slots = { ...scene.slots };
  delete slots[slot];
  return { ...scene, slots };
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
