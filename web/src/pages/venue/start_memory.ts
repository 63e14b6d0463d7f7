// SPDX-License-Identifier: GPL-3.0-or-later
const startedKey = "tsudoi.venue.started";
const eveningMs = 12 * 3_600_000;

/** A page that comes back on the same evening (a reload, a power cut) shows the picture without waiting for a press. */
export function sameEvening(startedAt: number, now: number): boolean {
  return startedAt <= now && now - startedAt < eveningMs;
}

export function startedBefore(): boolean {
  try {
    const startedAt = localStorage.getItem(startedKey);
    return startedAt !== null && sameEvening(Number(startedAt), Date.now());
  } catch {
    return false;
  }
}

export function rememberStart(): void {
  try {
    localStorage.setItem(startedKey, String(Date.now()));
  } catch {
    return; // a reload will ask for the press first
  }
}
