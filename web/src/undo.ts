// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";

/** An action that happens after a few seconds, unless it is taken back. Instead of "are you sure". */
export class Undoable {
  /** Seconds left; null: nothing is about to happen. */
  readonly left = signal<number | null>(null);
  private timer = 0;

  start(seconds: number, act: () => void): void {
    this.cancel();
    this.left.value = seconds;
    this.timer = window.setInterval(() => this.tick(act), 1_000);
  }

  cancel(): void {
    clearInterval(this.timer);
    this.left.value = null;
  }

  private tick(act: () => void): void {
    const left = (this.left.value ?? 0) - 1;
    if (left > 0) return void (this.left.value = left);
    this.cancel();
    act();
  }
}
