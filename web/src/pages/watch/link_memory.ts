// SPDX-License-Identifier: GPL-3.0-or-later

/** FNV-1a, 32 bits: enough to tell two links apart, useless for guessing a key of 128 bits. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

const storageKey = (seminar: string): string => `tsudoi.link.${seminar}`;

/** Remembers whose link this browser came in with: two people may share one computer. */
export function rememberLink(seminar: string, key: string): void {
  try {
    localStorage.setItem(storageKey(seminar), fingerprint(key));
  } catch {
    return; // the session cookie alone then decides
  }
}

/** false: this browser's session surely belongs to another link than this one. */
export function sessionMayBeOf(seminar: string, key: string | null): boolean {
  try {
    const known = localStorage.getItem(storageKey(seminar));
    return key === null || known === null || known === fingerprint(key);
  } catch {
    return true;
  }
}
