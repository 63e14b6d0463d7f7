// SPDX-License-Identifier: GPL-3.0-or-later
import type { LayoutName } from "../../../protocol.ts";

type Box = [x: number, y: number, width: number, height: number];

const boxes: Record<LayoutName, Box[]> = {
  "full": [[1, 1, 30, 16]],
  "lecturer-slides": [[1, 3, 20, 12], [22, 6, 9, 6]],
  "slides-lecturer-corner": [[1, 1, 30, 16], [21, 10, 9, 6]],
  "side-by-side": [[1, 4, 14.5, 10], [16.5, 4, 14.5, 10]],
  "slides-panel": [[1, 2.5, 23, 13], [25, 2.5, 6, 3.6], [25, 7.2, 6, 3.6], [25, 11.9, 6, 3.6]],
  "panel": [[1, 1, 14.5, 7.5], [16.5, 1, 14.5, 7.5], [1, 9.5, 14.5, 7.5], [16.5, 9.5, 14.5, 7.5]],
};

/** A drawing of a layout; the button's words say the same. */
export function LayoutIcon({ layout }: { layout: LayoutName }) {
  return (
    <svg class="layout-icon" viewBox="0 0 32 18" aria-hidden="true">
      {boxes[layout].map(([x, y, width, height]) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={width} height={height} rx="1" />
      ))}
    </svg>
  );
}
