// SPDX-License-Identifier: GPL-3.0-or-later
import type { AttendSnapshot } from "../../protocol.ts";

/** What the page shows. */
export type Screen = "loading" | "noright" | "revoked" | "ended" | "elsewhere" | "start" | "show";

export interface Situation {
  /** "refused": the link does not let in; "revoked": it did so before. */
  entry: "unknown" | "in" | "refused" | "revoked";
  attend: AttendSnapshot | null;
  /** The same link was opened on another computer. */
  elsewhere: boolean;
  /** The start was pressed, in this visit or shortly before it. */
  started: boolean;
}

export function isOver(attend: AttendSnapshot): boolean {
  return attend.seminar.state === "ended" || attend.seminar.state === "expired";
}

/** One place decides which screen it is; the order of the questions matters. */
export function screenOf({ entry, attend, elsewhere, started }: Situation): Screen {
  if (entry === "refused") return "noright";
  if (entry === "revoked" || attend?.you.revoked) return "revoked";
  if (!attend) return "loading";
  if (isOver(attend)) return "ended";
  if (elsewhere || attend.you.displaced) return "elsewhere";
  return started ? "show" : "start";
}

/** What the quiet line at the bottom says; null: there is nothing to say. */
export type Notice = "connecting" | "lost";

export function noticeOf(screen: Screen, pictured: boolean, broken: boolean): Notice | null {
  if (screen === "loading" || (screen === "show" && !pictured)) return "connecting";
  return (screen === "show" || screen === "start") && broken ? "lost" : null;
}

const otherwiseUsed: readonly string[] = ["Tab", "Escape", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Unidentified"];

/** Any key is a press, but those that browsers do not take for one, and those that belong to the computer. */
export function isPress({ key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey">): boolean {
  return !ctrlKey && !altKey && !metaKey && !otherwiseUsed.includes(key) && !/^F\d+$/.test(key);
}
