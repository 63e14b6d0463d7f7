// SPDX-License-Identifier: GPL-3.0-or-later
import type { PanelistView, PanelSnapshot } from "../../protocol.ts";

/** What the page shows. */
export type Screen = "loading" | "noright" | "revoked" | "ended" | "left" | "elsewhere" | "check" | "room";

export interface Situation {
  /** "refused": the link does not let in; "revoked": it did so before. */
  entry: "unknown" | "in" | "refused" | "revoked";
  panel: PanelSnapshot | null;
  /** The person pressed "ready" in this visit. */
  ready: boolean;
  /** The person went away by the button. */
  left: boolean;
  /** The same link speaks on another device. */
  elsewhere: boolean;
}

export function selfOf(panel: PanelSnapshot | null): PanelistView | null {
  return panel?.panelists[panel.you] ?? null;
}

export function isOver(panel: PanelSnapshot | null): boolean {
  return panel?.seminar.state === "ended" || panel?.seminar.state === "expired";
}

/** One place decides which screen it is; the order of the questions matters. */
export function screenOf({ entry, panel, ready, left, elsewhere }: Situation): Screen {
  if (entry === "refused") return "noright";
  if (entry === "revoked") return "revoked";
  if (!panel) return "loading";
  if (isOver(panel)) return "ended";
  if (!selfOf(panel)) return "revoked";
  if (left) return "left";
  if (elsewhere) return "elsewhere";
  return ready ? "room" : "check";
}

/** Where the person is, as the frame and the large words tell it. */
export type Place = "waiting" | "stage" | "air";

export function placeOf(panel: PanelSnapshot): Place {
  const self = selfOf(panel);
  if (self?.place !== "stage") return "waiting";
  return self.onAir ? "air" : "stage";
}

/** The others, those on stage first. */
export function othersOf({ you, panelists }: PanelSnapshot): [string, PanelistView][] {
  const weight = ({ place }: PanelistView): number => (place === "stage" ? 0 : 1);
  return Object.entries(panelists)
    .filter(([id]) => id !== you)
    .sort(([, a], [, b]) => weight(a) - weight(b) || a.name.localeCompare(b.name, "ja"));
}
