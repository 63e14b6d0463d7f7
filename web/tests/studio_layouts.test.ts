// SPDX-License-Identifier: GPL-3.0-or-later
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { beyond, boxAt, dragged, zoomedBy } from "../src/pages/studio/framing.ts";
import { fromFile, lifted, movedTo, sizedTo, toFile, withBox } from "../src/pages/studio/layout_design.ts";
import { sameScene } from "../src/pages/studio/presets.ts";
import { plainFraming, withFraming, withInput, withLayout } from "../src/pages/studio/scene.ts";
import { TBarHand } from "../src/pages/studio/tbar.ts";
import type { LayoutBox, Scene } from "../src/protocol.ts";

const layouts = { "full": { slots: ["main"] }, "side-by-side": { slots: ["left", "right"] } };
const pair: Scene = { layout: "side-by-side", slots: { left: "cam", right: "deck" } };
const box = (slot: string, x: number, y: number, width: number, height: number): LayoutBox => ({ slot, x, y, width, height, fit: "cover" });

describe("framing", () => {
  test("what was adjusted about a picture goes with it, how its box looks stays", () => {
    const framed = withFraming(withFraming(pair, "left", { zoom: 2, border: 6 }), "left", { mirror: true });
    const swapped = withInput(framed, "right", "cam");
    expect(swapped.slots).toEqual({ left: "deck", right: "cam" });
    expect(swapped.framing?.["right"]).toMatchObject({ zoom: 2, mirror: true, border: 0 });
    expect(swapped.framing?.["left"]).toMatchObject({ zoom: 1, mirror: false, border: 6 });
    expect(withInput(framed, "left", "new").framing?.["left"]).toMatchObject({ zoom: 1, border: 6 });
    expect(withLayout(framed, "full", layouts).framing?.["main"]).toMatchObject({ zoom: 2, border: 0 });
  });

  test("a picture that is as its layout has it leaves nothing behind", () => {
    const framed = withFraming(pair, "left", { fit: "cover", zoom: 2 });
    expect(withFraming(framed, "left", { ...plainFraming, fit: undefined })).toEqual(pair);
  });

  test("scenes that look different are not the same", () => {
    expect(sameScene(pair, { ...pair })).toBe(true);
    expect(sameScene(pair, withFraming(pair, "left", { mirror: true }))).toBe(false);
    expect(sameScene(pair, { ...pair, names: false })).toBe(false);
    expect(sameScene(pair, { ...pair, names: true })).toBe(true);
  });

  test("the picture follows the hand as far as there is something beyond the box", () => {
    const spare = beyond({ width: 1920, height: 1080 }, { width: 640, height: 1080 }, "cover", 1);
    expect(spare).toEqual({ width: 1280, height: 0 });
    expect(dragged(plainFraming, { x: 64, y: 50 }, spare)).toEqual({ panX: -0.1, panY: 0 });
    expect(dragged(plainFraming, { x: -9999, y: 0 }, spare).panX).toBe(1);
    expect(beyond({ width: 16, height: 9 }, { width: 640, height: 360 }, "contain", 2)).toEqual({ width: 640, height: 360 });
  });

  test("the wheel stays within the limits; the topmost box is taken", () => {
    expect(zoomedBy(plainFraming, -1)).toBe(1.1);
    expect(zoomedBy(plainFraming, 1)).toBe(1);
    expect(zoomedBy({ ...plainFraming, zoom: 8 }, -1)).toBe(8);
    const boxes = [box("slides", 0, 0, 1, 1), box("lecturer", 0.5, 0.5, 0.5, 0.5)];
    expect(boxAt(boxes, 0.7, 0.7)?.slot).toBe("lecturer");
    expect(boxAt(boxes, 0.2, 0.7)?.slot).toBe("slides");
  });
});

describe("designing a layout", () => {
  test("boxes stay on the canvas", () => {
    expect(movedTo(box("1", 0, 0, 0.5, 0.5), 0.9, -1)).toMatchObject({ x: 0.5, y: 0 });
    expect(sizedTo(box("1", 0.5, 0.5, 0.2, 0.2), 2, 0)).toMatchObject({ width: 0.5, height: 0.02 });
  });

  test("a new box has a name that is free, and there are not more than eight", () => {
    let boxes: LayoutBox[] = [box("1", 0, 0, 1, 1)];
    boxes = withBox(boxes);
    expect(boxes[1]!.slot).toBe("2");
    for (let i = 0; i < 20; i++) boxes = withBox(boxes);
    expect(boxes).toHaveLength(8);
  });

  test("boxes change places in depth", () => {
    const boxes = [box("1", 0, 0, 1, 1), box("2", 0, 0, 1, 1)];
    expect(lifted(boxes, 0, 1).map(({ slot }) => slot)).toEqual(["2", "1"]);
    expect(lifted(boxes, 1, 1)).toEqual(boxes);
  });

  test("a file comes back as it was written; what is no layout is none", () => {
    const layout = { name: "二人", boxes: [box("slides", 0, 0, 0.6, 1), box("lecturer", 0.6, 0.25, 0.4, 0.5)] };
    expect(fromFile(toFile(layout))).toEqual(layout);
    for (const text of ["", "{}", "[]", "null", toFile({ name: "x", boxes: [] }), toFile({ name: "x", boxes: [box("nobody", 0, 0, 1, 1)] })]) {
      expect(fromFile(text)).toBeNull();
    }
  });
});

describe("the T-bar", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("sends the newest place, not every one; the end at once, and nothing more before it is let go", () => {
    const sent: number[] = [];
    const call = (_: string, params: { position: number }) => Promise.resolve(void sent.push(params.position));
    const hand = new TBarHand({ call } as never, () => "fade");
    vi.advanceTimersByTime(1000);
    hand.move(0.1);
    hand.move(0.2);
    hand.move(0.3);
    expect(sent).toEqual([0.1]);
    vi.advanceTimersByTime(40);
    expect(sent).toEqual([0.1, 0.3]);
    hand.move(1);
    hand.move(0.9);
    expect(sent).toEqual([0.1, 0.3, 1]);
    hand.release();
    expect(hand.moving.value).toBeNull();
    vi.advanceTimersByTime(40);
    hand.move(0.1);
    expect(sent).toEqual([0.1, 0.3, 1, 0.1]);
  });
});
