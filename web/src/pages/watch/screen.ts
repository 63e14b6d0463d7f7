// SPDX-License-Identifier: GPL-3.0-or-later
import type { AttendSnapshot, AttendState, PublicSeminar } from "../../protocol.ts";

/** What the page shows. */
export type Screen =
  | "loading"
  | "missing"
  | "draft"
  | "waiting"
  | "ready"
  | "player"
  | "closed"
  | "noright"
  | "revoked"
  | "elsewhere";

export interface Situation {
  /** undefined: not asked yet; null: no such seminar. */
  info: PublicSeminar | null | undefined;
  session: "unknown" | "none" | "in";
  attend: AttendSnapshot | null;
  /** A personal link's key that has not been refused. */
  hasKey: boolean;
  /** The person pressed the button of this visit. */
  pressed: boolean;
  /** A media address answered 410. */
  gone: boolean;
}

export function stateOf(situation: Pick<Situation, "info" | "attend">): AttendState | null {
  return situation.attend?.seminar.state ?? situation.info?.state ?? null;
}

const watchable: readonly AttendState[] = ["live", "intermission", "ended"];

function needsRight({ session, info, hasKey }: Situation): boolean {
  return session === "none" && info?.policy === "personal" && !hasKey;
}

/** One place decides which screen it is; the order of the questions matters. */
export function screenOf(situation: Situation): Screen {
  const { info, attend, session, pressed, gone } = situation;
  const state = stateOf(situation);
  if (info === null && !attend) return "missing";
  if (state === null || (session === "unknown" && !attend)) return "loading";
  if (state === "expired" || gone) return "closed";
  if (attend?.you.revoked) return "revoked";
  if (state === "draft") return "draft";
  if (needsRight(situation)) return "noright";
  if (attend?.you.displaced) return "elsewhere";
  if (!watchable.includes(state)) return "waiting";
  return pressed && session === "in" ? "player" : "ready";
}

/** The seminar of an address /s/{seminar}. */
export function seminarOfPath(path: string): string {
  return decodeURIComponent(path.replace(/^\/s\//, "").replace(/\/.*$/, ""));
}
