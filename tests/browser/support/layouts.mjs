// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says of its layouts.
const tiles = ["1", "2", "3", "4", "5", "6", "7", "8"];
const box = (slot, x, y, width, height, fit = "contain") => ({ slot, x, y, width, height, fit });
const corner = (x, y) => [box("main", 0, 0, 1, 1), box("inset", x, y, 0.25, 0.25, "cover")];
const drawn = {
  "full": [["main"], [box("main", 0, 0, 1, 1)]],
  "lecturer-slides": [["lecturer", "slides"], [box("slides", 0, 1 / 6, 2 / 3, 2 / 3), box("lecturer", 2 / 3, 1 / 3, 1 / 3, 1 / 3)]],
  "slides-lecturer-corner": [["lecturer", "slides"], [box("slides", 0, 0, 1, 1), box("lecturer", 0.735, 0.725, 0.25, 0.25, "cover")]],
  "lecturer-slides-panelist": [
    ["lecturer", "slides", "panelist"],
    [box("slides", 0, 1 / 6, 2 / 3, 2 / 3), box("lecturer", 2 / 3, 1 / 6, 1 / 3, 1 / 3), box("panelist", 2 / 3, 1 / 2, 1 / 3, 1 / 3)],
  ],
  "side-by-side": [["left", "right"], [box("left", 0, 0.25, 0.5, 0.5), box("right", 0.5, 0.25, 0.5, 0.5)]],
  "pip-top-left": [["main", "inset"], corner(0.015, 0.025)],
  "pip-top-right": [["main", "inset"], corner(0.735, 0.025)],
  "pip-bottom-left": [["main", "inset"], corner(0.015, 0.725)],
  "pip-bottom-right": [["main", "inset"], corner(0.735, 0.725)],
  "three-boxes": [["left", "centre", "right"], ["left", "centre", "right"].map((slot, i) => box(slot, i / 3, 0, 1 / 3, 1, "cover"))],
  "four-boxes": [["1", "2", "3", "4"], ["1", "2", "3", "4"].map((slot, i) => box(slot, (i % 2) / 2, Math.floor(i / 2) / 2, 0.5, 0.5, "cover"))],
  "panel": [tiles, ["1", "2", "3", "4"].map((slot, i) => box(slot, (i % 2) / 2, Math.floor(i / 2) / 2, 0.5, 0.5, "cover"))],
  "slides-panel": [["slides", ...tiles], [box("slides", 0, 0, 0.8, 1), ...["1", "2", "3"].map((slot, i) => box(slot, 0.8, 0.2 + i / 5, 0.2, 0.2, "cover"))]],
};
/** Of a layout, lowest first. */
export const boxesOf = (layout) => layouts()[layout].boxes;

/** Those that everybody has, and one that an operator made. */
export function layouts() {
  const builtIn = Object.entries(drawn).map(([name, [slots, boxes]], order) => [name, { order, slots, boxes }]);
  const own = { order: builtIn.length, name: "講師を大きく", slots: ["lecturer", "slides"], boxes: [box("slides", 0, 0, 0.5, 1), box("lecturer", 0.5, 0.2, 0.5, 0.6, "cover")] };
  return Object.fromEntries([...builtIn, ["own:big", own]]);
}
