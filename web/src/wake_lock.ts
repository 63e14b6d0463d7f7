// SPDX-License-Identifier: GPL-3.0-or-later

/** A telephone that falls asleep on stage would take its picture and sound away. */
export class WakeLock {
  private wanted = false;
  private held: WakeLockSentinel | null = null;

  constructor() {
    document.addEventListener("visibilitychange", () => void this.hold());
  }

  keep(wanted: boolean): void {
    this.wanted = wanted;
    if (wanted) void this.hold();
    else void this.held?.release().catch(() => undefined);
  }

  private async hold(): Promise<void> {
    if (!this.wanted || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    this.held = await navigator.wakeLock.request("screen").catch(() => null);
  }
}
