// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { AlertView } from "../../protocol.ts";

const shownMs = 60_000;

/** Solved notices stay for a minute and then go by themselves, or at once when they are put away. */
export class SolvedNotices {
  private readonly solvedAt = signal<Readonly<Record<string, number>>>({});

  /** A notice that comes up again is forgotten here and counts anew when it is solved. */
  follow(alerts: Record<string, AlertView>, nowMs: number): void {
    const before = this.solvedAt.value;
    const over = Object.entries(alerts).filter(([, alert]) => alert.over);
    this.solvedAt.value = Object.fromEntries(over.map(([id]) => [id, before[id] ?? nowMs]));
  }

  dismiss(id: string): void {
    this.solvedAt.value = { ...this.solvedAt.value, [id]: -Infinity };
  }

  isHidden(id: string, alert: AlertView, nowMs: number): boolean {
    return alert.over && nowMs - (this.solvedAt.value[id] ?? nowMs) >= shownMs;
  }
}
