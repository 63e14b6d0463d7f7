// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";

const stillAfterMs = 2_000;

/** Nobody has moved the mouse for a moment, nor walked with the keyboard: the cursor and the small button go away. */
export class Stillness {
  readonly still = signal(false);
  private timer = 0;

  constructor() {
    for (const kind of ["pointermove", "pointerdown", "keydown"] as const) document.addEventListener(kind, () => this.stirred());
    this.stirred();
  }

  private stirred(): void {
    this.still.value = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.still.value = true), stillAfterMs);
  }
}
