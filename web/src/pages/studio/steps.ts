// SPDX-License-Identifier: GPL-3.0-or-later
import type { SeminarState, SeminarView, StudioSnapshot } from "../../protocol.ts";

export const steps = ["open", "rehearsal", "live", "intermission", "ended"] as const;
export type Step = (typeof steps)[number];

export function stepOf(state: SeminarState): Step {
  if (state === "draft") return "open";
  return state === "expired" ? "ended" : state;
}

export type SeminarAction = "publish" | "rehearse" | "stopRehearsal" | "start" | "pause" | "resume" | "end" | "undo";

const actions: Record<SeminarState, readonly SeminarAction[]> = {
  draft: ["publish"],
  open: ["rehearse", "start"],
  rehearsal: ["stopRehearsal", "start"],
  live: ["pause", "end"],
  intermission: ["resume", "end"],
  ended: ["undo"],
  expired: [],
};

/** What can be done with a seminar now. undoSeconds: how long the end can still be taken back. */
export function actionsOf(seminar: SeminarView, undoSeconds: number): readonly SeminarAction[] {
  if (seminar.meeting && seminar.state === "open") return ["rehearse"]; // recording can begin when people are there
  return actions[seminar.state].filter((action) => action !== "undo" || undoSeconds > 0);
}

export function isOnAir(state: SeminarState): boolean {
  return state === "live" || state === "intermission";
}

/** Whether an audience gets what the inputs show: not in a break, not behind a slate, and not in a meeting. */
export function isAiring({ onAir, seminars, slate }: Pick<StudioSnapshot, "onAir" | "seminars" | "slate">): boolean {
  const seminar = onAir === undefined ? undefined : seminars[onAir];
  return seminar?.state === "live" && !seminar.meeting && !slate;
}

/** Which seminar the desk works on: the one on air, the one chosen here, one that just ended (undo), the next one. */
export function deskSeminar(snapshot: StudioSnapshot, chosen: string | null): string | null {
  if (snapshot.onAir !== undefined) return snapshot.onAir;
  if (chosen !== null && snapshot.seminars[chosen]) return chosen;
  return nextSeminar(snapshot.seminars);
}

/** One whose end can be taken back, one that is rehearsed, then the next one. */
export function nextSeminar(seminars: Record<string, SeminarView>): string | null {
  const weight = (state: SeminarState): number => ["rehearsal", "open", "draft", "ended", "expired"].indexOf(state);
  const list = Object.values(seminars).sort(
    (a, b) =>
      Number(b.undoUntil !== undefined) - Number(a.undoUntil !== undefined) ||
      weight(a.state) - weight(b.state) ||
      (a.startsAt ?? "").localeCompare(b.startsAt ?? ""),
  );
  return list[0]?.id ?? null;
}
