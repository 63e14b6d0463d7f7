// SPDX-License-Identifier: GPL-3.0-or-later
import type { MessageKey } from "../../i18n/index.ts";
import type { SeminarView, StudioSnapshot } from "../../protocol.ts";
import { isOnAir } from "./steps.ts";

export interface Item {
  /** null: nothing to tick, a number to know. */
  done: boolean | null;
  words: MessageKey;
  values?: Record<string, number>;
}

const minutes = (seconds: number): number => Math.floor(seconds / 60);

/** What should be looked at now, ticked by the machine. Empty: nothing to look at any more, or a meeting. */
export function itemsOf(
  { checklist, recording, panelists }: Pick<StudioSnapshot, "checklist" | "recording" | "panelists">,
  seminar: SeminarView,
): readonly Item[] {
  const onAir = isOnAir(seminar.state);
  if (seminar.meeting || seminar.state === "ended" || seminar.state === "expired") return [];
  const items: Item[] = [];
  const tick = (done: boolean, name: string, values?: Record<string, number>): void => {
    items.push({ done, words: `studio.check.${name}${done ? "" : ".not"}` as MessageKey, ...(values ? { values } : {}) });
  };
  if (seminar.state !== "intermission") {
    tick(checklist.picture, "picture");
    tick(checklist.sound, "sound");
  }
  if (onAir) tick(checklist.recording, "recording");
  tick(checklist.disk, "disk", { minutes: minutes(recording.freeSeconds) });
  const invited = Object.values(panelists).filter((one) => one.seminar === seminar.id);
  const connected = invited.filter((one) => one.connected).length;
  if (invited.length > 0) tick(connected === invited.length, "panelists", { connected, panelists: invited.length });
  items.push({ done: null, words: onAir ? "studio.check.watching" : "studio.check.waiting", values: { count: seminar.viewers } });
  return items;
}
