// SPDX-License-Identifier: GPL-3.0-or-later
import type { LayoutBox } from "../../../protocol.ts";

const width = 32;
const height = 18;
/** Between boxes that touch. */
const gap = 0.5;

/** A drawing of a layout; the button's words say the same. */
export function LayoutIcon({ boxes }: { boxes: readonly LayoutBox[] }) {
  return (
    <svg class="layout-icon" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {boxes.map((box) => (
        <rect
          key={box.slot}
          x={box.x * width + gap}
          y={box.y * height + gap}
          width={Math.max(box.width * width - 2 * gap, 1)}
          height={Math.max(box.height * height - 2 * gap, 1)}
          rx="1"
        />
      ))}
    </svg>
  );
}
