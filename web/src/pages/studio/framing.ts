// SPDX-License-Identifier: GPL-3.0-or-later
import type { Framing, LayoutBox } from "../../protocol.ts";

export const mostZoom = 8;
const wheelStep = 1.1;

interface Size {
  width: number;
  height: number;
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** How much of a picture lies beyond its box, in the units of the box: what panning has to give. */
export function beyond(picture: Size, box: Size, fit: "contain" | "cover", zoom: number): Size {
  const scales = [box.width / picture.width, box.height / picture.height] as const;
  const scale = (fit === "cover" ? Math.max(...scales) : Math.min(...scales)) * zoom;
  return {
    width: Math.max(picture.width * scale - box.width, 0),
    height: Math.max(picture.height * scale - box.height, 0),
  };
}

/** The picture follows the hand: dragged to the right, more of its left side is seen. */
export function dragged(framing: Framing, by: { x: number; y: number }, spare: Size): Pick<Framing, "panX" | "panY"> {
  const pan = (at: number, moved: number, room: number): number => (room < 1 ? at : within(at - (2 * moved) / room, -1, 1));
  return { panX: pan(framing.panX, by.x, spare.width), panY: pan(framing.panY, by.y, spare.height) };
}

export function zoomedBy(framing: Framing, wheel: number): number {
  const zoom = within(framing.zoom * (wheel < 0 ? wheelStep : 1 / wheelStep), 1, mostZoom);
  return Math.round(zoom * 100) / 100;
}

/** The topmost box at a place; both in shares of the canvas. */
export function boxAt(boxes: readonly LayoutBox[], x: number, y: number): LayoutBox | undefined {
  return [...boxes].reverse().find((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
}
