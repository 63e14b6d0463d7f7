// SPDX-License-Identifier: GPL-3.0-or-later
import { macroKeys } from "./macros.ts";

export type StudioKey =
  | { do: "take" | "cut" | "clear" | "slate" | "mute" | "escape" | "help" | "undo" }
  | { do: "input" | "preset" | "macro"; number: number };

export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
}

const table: Record<string, StudioKey> = {
  " ": { do: "take" },
  Enter: { do: "cut" },
  Delete: { do: "clear" },
  Backspace: { do: "clear" },
  s: { do: "slate" },
  m: { do: "mute" },
  "?": { do: "help" },
  Escape: { do: "escape" },
};

/** A key held down does not take again and again. */
export function studioKey(press: KeyPress): StudioKey | null {
  if (press.key.toLowerCase() === "z" && press.ctrlKey !== press.metaKey && !press.altKey && !press.repeat) return { do: "undo" };
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat) return null;
  // What a shifted digit types depends on the keyboard; where the key is does not.
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
  if (press.shiftKey && digit !== undefined) return { do: "preset", number: Number(digit) };
  const macro = macroKeys.findIndex((key) => key === press.key);
  if (macro >= 0) return press.shiftKey ? null : { do: "macro", number: macro + 1 };
  if (/^[1-9]$/.test(press.key)) return { do: "input", number: Number(press.key) };
  return table[press.key.length === 1 ? press.key.toLowerCase() : press.key] ?? null;
}

/**
 * Who gets a key. Text fields get them all but Escape; a focused button, link or box gets the keys that work it, and a
 * fader its arrows, which are no shortcuts. Slots are buttons that act when they get the focus, so space and enter on
 * them are TAKE and CUT.
 */
export function belongsToControl(target: EventTarget | null, key: string): boolean {
  const element = target as { tagName?: string; type?: string; dataset?: Record<string, string> } | null;
  const tag = element?.tagName?.toLowerCase() ?? "";
  if (key === "Escape" || element?.dataset?.["slot"] !== undefined) return false;
  if (tag === "input" && element?.type === "range") return key.startsWith("Arrow");
  if (tag === "input" && element?.type === "checkbox") return key === " ";
  if (tag === "input" || tag === "textarea" || tag === "select") return true;
  return (tag === "button" || tag === "a" || tag === "summary") && (key === " " || key === "Enter");
}
