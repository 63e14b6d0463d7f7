// SPDX-License-Identifier: GPL-3.0-or-later
import type { MacroAction, MacroStep, MacroView, StudioSnapshot } from "../../protocol.ts";

export const macroActions: readonly MacroAction[] = ["preset", "take", "cut", "wait", "slate", "no-slate", "title", "no-title", "mute", "unmute", "mark"];
export const mostSteps = 20;
export const longestWaitSeconds = 600;

/** F5 loads a page again, in every browser: no macro has it. */
export const macroKeys = ["F1", "F2", "F3", "F4", "F6", "F7", "F8", "F9"] as const;

/** Macros in the operator's order; the first eight have keys. */
export function orderedMacros({ macros }: StudioSnapshot): [string, MacroView][] {
  return Object.entries(macros).sort(([, a], [, b]) => a.order - b.order);
}

/** A step of another kind: it begins with what is there to choose. */
export function stepOf(action: MacroAction, { presets, sources }: Pick<StudioSnapshot, "presets" | "sources">): MacroStep {
  switch (action) {
    case "preset":
      return { action, preset: Object.keys(presets)[0] ?? "" };
    case "mute":
    case "unmute":
      return { action, source: Object.keys(sources)[0] ?? "" };
    case "slate":
      return { action, slate: "break" };
    case "title":
    case "mark":
      return { action, text: "" };
    case "wait":
      return { action, waitMs: 1000 };
    default:
      return { action };
  }
}

/** The steps with one of them a place earlier (by -1) or later (by 1). */
export function moved(steps: readonly MacroStep[], index: number, by: 1 | -1): MacroStep[] {
  const next = [...steps];
  const to = index + by;
  if (to < 0 || to >= next.length) return next;
  [next[index], next[to]] = [next[to]!, next[index]!];
  return next;
}
