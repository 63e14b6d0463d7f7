// SPDX-License-Identifier: GPL-3.0-or-later
import type { LayoutBox } from "../../protocol.ts";
import { namedSlots } from "./view/slot_name.ts";

export const mostBoxes = 8;
export const leastShare = 0.02;
/** Edges of boxes jump to this grid; the arrow keys move by it. */
export const grid = 0.025;
const places = 4;

/** Every name that a box can have. */
export const boxNames: readonly string[] = [...namedSlots, "1", "2", "3", "4", "5", "6", "7", "8"];

function rounded(value: number): number {
  return Number(value.toFixed(places));
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

export function snapped(value: number): number {
  return Math.round(value / grid) * grid;
}

/** The box at another place, on the canvas. */
export function movedTo(box: LayoutBox, x: number, y: number): LayoutBox {
  return { ...box, x: rounded(within(x, 0, 1 - box.width)), y: rounded(within(y, 0, 1 - box.height)) };
}

/** The box in another size, from its upper left corner, on the canvas. */
export function sizedTo(box: LayoutBox, width: number, height: number): LayoutBox {
  return {
    ...box,
    width: rounded(within(width, leastShare, 1 - box.x)),
    height: rounded(within(height, leastShare, 1 - box.y)),
  };
}

/** One more box, in the middle, with a name that is free. */
export function withBox(boxes: readonly LayoutBox[]): LayoutBox[] {
  const slot = boxNames.find((name) => /^\d$/.test(name) && !boxes.some((box) => box.slot === name));
  if (slot === undefined || boxes.length >= mostBoxes) return [...boxes];
  return [...boxes, { slot, x: 0.3, y: 0.3, width: 0.4, height: 0.4, fit: "cover" }];
}

/** The boxes with one of them nearer to the eye (by 1) or farther from it (by -1). */
export function lifted(boxes: readonly LayoutBox[], index: number, by: 1 | -1): LayoutBox[] {
  const to = index + by;
  const next = [...boxes];
  if (to < 0 || to >= next.length) return next;
  [next[index], next[to]] = [next[to]!, next[index]!];
  return next;
}

export interface LayoutFile {
  name: string;
  boxes: LayoutBox[];
}

const fileKind = "tsudoi-layout";

export function toFile({ name, boxes }: LayoutFile): string {
  return `${JSON.stringify({ kind: fileKind, version: 1, name, boxes }, null, 2)}\n`;
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function boxFrom(value: unknown): LayoutBox | null {
  const { slot, x, y, width, height, fit } = (value ?? {}) as Record<string, unknown>;
  if (typeof slot !== "string" || !boxNames.includes(slot)) return null;
  if (!isShare(x) || !isShare(y) || !isShare(width) || !isShare(height)) return null;
  return { slot, x, y, width, height, fit: fit === "cover" ? "cover" : "contain" };
}

/** What a file says; null when it is no layout. The server checks the numbers again. */
export function fromFile(text: string): LayoutFile | null {
  try {
    const file = JSON.parse(text) as Record<string, unknown>;
    const boxes = Array.isArray(file["boxes"]) ? file["boxes"].map(boxFrom) : [];
    const whole = boxes.filter((box) => box !== null);
    if (file["kind"] !== fileKind || whole.length !== boxes.length || whole.length === 0 || whole.length > mostBoxes) return null;
    return { name: String(file["name"] ?? "").slice(0, 40), boxes: whole };
  } catch {
    return null;
  }
}
