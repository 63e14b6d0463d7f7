// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * A place in a recording. dateMs is the wall clock printed on the media (EXT-X-PROGRAM-DATE-TIME): it stays right when
 * the replay leaves ranges out, seconds do not.
 */
export interface Place {
  seconds: number;
  dateMs: number | null;
}

export interface DatedFragment {
  start: number;
  duration: number;
  programDateTime: number | null;
}

/** Where a place lies in a playlist, in its seconds. A moment that was left out: the next one that is there. */
export function locate(place: Place, fragments: readonly DatedFragment[]): number {
  const last = fragments[fragments.length - 1];
  if (!last) return 0;
  const end = last.start + last.duration;
  if (place.dateMs === null || fragments[0]?.programDateTime == null) return Math.min(place.seconds, end);
  for (const fragment of fragments) {
    if (fragment.programDateTime === null) continue;
    const inside = (place.dateMs - fragment.programDateTime) / 1000;
    if (inside < fragment.duration) return fragment.start + Math.max(0, inside);
  }
  return end;
}

/** Somebody who stopped this near to the end has seen it: start again from the beginning. */
const doneWithin = 20;
/** Nobody needs to be put back to the first seconds. */
const worthKeeping = 15;

export function worthResuming(seconds: number, duration: number): boolean {
  return seconds > worthKeeping && seconds < duration - doneWithin;
}

const storageKey = (seminar: string): string => `tsudoi.place.${seminar}`;

/** Storage may be refused (private windows); then nothing is remembered. */
export function rememberPlace(seminar: string, place: Place): void {
  try {
    localStorage.setItem(storageKey(seminar), JSON.stringify(place));
  } catch {
    return;
  }
}

export function rememberedPlace(seminar: string): Place | null {
  try {
    const place = JSON.parse(localStorage.getItem(storageKey(seminar)) ?? "null") as Place | null;
    return typeof place?.seconds === "number" ? { seconds: place.seconds, dateMs: place.dateMs ?? null } : null;
  } catch {
    return null;
  }
}
