// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, signal } from "@preact/signals";

/**
 * Whether the own microphone is off. The server's state decides; but a press on "mute" silences at once, and stays in
 * force while the server has not heard of it.
 */
export class MuteSwitch {
  readonly byOperator = signal(false);
  private readonly told = signal(false);
  private readonly hushed = signal(false);

  readonly off = computed(() => this.told.value || this.hushed.value);
  /** Pressed, and not yet said by the server. */
  readonly pending = computed(() => this.hushed.value);

  private known = false;

  /** What the server says. */
  follow(muted: boolean): void {
    if (muted && !this.told.value && this.known) this.byOperator.value = !this.hushed.value;
    if (muted) this.hushed.value = false;
    else this.byOperator.value = false;
    this.told.value = muted;
    this.known = true;
  }

  /** A press on the button. Answers what the server is to be told. */
  press(): boolean {
    const muted = !this.off.value;
    this.hushed.value = muted;
    return muted;
  }
}
