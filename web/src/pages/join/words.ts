// SPDX-License-Identifier: GPL-3.0-or-later
import { t, tFor, type MessageKey } from "../../i18n/index.ts";
import type { PanelSnapshot } from "../../protocol.ts";
import { placeOf } from "./screen.ts";

/** A text of this page, as it reads in the seminar or meeting of the link. */
export function words(panel: PanelSnapshot | null, key: MessageKey): string {
  return tFor(panel?.seminar.meeting ?? false, key);
}

/** Only a meeting has everybody on stage while nothing of it is recorded. */
function isBreak(panel: PanelSnapshot): boolean {
  return panel.seminar.meeting && panel.seminar.state === "intermission" && placeOf(panel) !== "waiting";
}

/** Where the person is, in one or two words, and in a sentence. */
export function placeWords(panel: PanelSnapshot): string {
  return isBreak(panel) ? t("meeting.join.place.break") : words(panel, `join.place.${placeOf(panel)}`);
}

export function placeSentence(panel: PanelSnapshot): string {
  return isBreak(panel) ? t("meeting.join.place.break.more") : words(panel, `join.place.${placeOf(panel)}.more`);
}

/** What "I am ready" leads to in a meeting that runs, where there is no green room in between; null: to the green room. */
export function atOnceHint(panel: PanelSnapshot | null): string | null {
  if (!panel?.seminar.meeting) return null;
  const { state } = panel.seminar;
  if (state === "rehearsal") return t("meeting.join.ready.now");
  return state === "live" || state === "intermission" ? t("meeting.join.ready.recorded") : null;
}
