// SPDX-License-Identifier: GPL-3.0-or-later
export type PlayerKey =
  | { do: "toggle" | "mute" | "fullscreen" }
  | { do: "seek"; seconds: number }
  | { do: "volume"; by: number }
  | { do: "jump"; to: number };

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

const table: Record<string, PlayerKey> = {
  " ": { do: "toggle" },
  k: { do: "toggle" },
  m: { do: "mute" },
  f: { do: "fullscreen" },
  ArrowLeft: { do: "seek", seconds: -5 },
  ArrowRight: { do: "seek", seconds: 5 },
  j: { do: "seek", seconds: -10 },
  l: { do: "seek", seconds: 10 },
  ArrowUp: { do: "volume", by: 0.05 },
  ArrowDown: { do: "volume", by: -0.05 },
  Home: { do: "jump", to: 0 },
  End: { do: "jump", to: 1 },
};

/** The keys of YouTube's player, where hands expect them. 0 to 9 jump to tenths. */
export function playerKey(press: KeyPress): PlayerKey | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  if (/^[0-9]$/.test(press.key)) return { do: "jump", to: Number(press.key) / 10 };
  return table[press.key.length === 1 ? press.key.toLowerCase() : press.key] ?? null;
}

/** Keys belong to a control that uses them itself. */
export function takesKeys(target: EventTarget | null, key: string): boolean {
  const element = target as { tagName?: string; isContentEditable?: boolean } | null;
  const tag = element?.tagName?.toLowerCase() ?? "";
  if (element?.isContentEditable || tag === "input" || tag === "textarea" || tag === "select") return true;
  if (tag === "media-time-range" || tag === "media-volume-range") return key.startsWith("Arrow") || key === "Home" || key === "End";
  const presses = key === " " || key === "Enter";
  return presses && (tag === "button" || tag === "a" || tag === "summary" || (tag.startsWith("media-") && tag.endsWith("-button")));
}
