// SPDX-License-Identifier: GPL-3.0-or-later

const fields = "input, select, textarea";

/** The number typed, moved into the range; null when it is no number. */
export function clamped(text: string, min: number, max: number): number | null {
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : null;
}

/** Enter is done with a field: it is committed (change) and left, and the keys are shortcuts again. */
export function leaveOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.isComposing) return; // Enter also ends the choice of kanji
  (event.currentTarget as HTMLElement).blur();
}

/** The field that a press somewhere else leaves: a field that keeps the focus would swallow the next shortcuts. */
export function fieldLeftBy(target: Element, active: Element | null): HTMLElement | null {
  const focused = active?.closest<HTMLElement>(fields) ?? null;
  return focused && !focused.contains(target) ? focused : null;
}

/**
 * A press with the mouse or a finger leaves the focused field and gives the focus to no button, so that space and enter
 * remain TAKE and CUT. The keyboard can still focus every control.
 */
export function leaveFieldsOnPress(root: Document): void {
  root.addEventListener("pointerdown", ({ target }) => fieldLeftBy(target as Element, root.activeElement)?.blur());
}
