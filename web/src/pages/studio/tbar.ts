// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { TransitionKind } from "../../protocol.ts";
import type { Line } from "./line.ts";

const sendEveryMs = 30;

/**
 * The hand at the T-bar. What it shows while it moves is the hand's; at the end the lever springs back, and nothing
 * begins anew before it was let go.
 */
export class TBarHand {
  readonly moving = signal<number | null>(null);
  private sentAt = 0;
  private arrived = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly line: Pick<Line, "call">,
    private readonly kind: () => TransitionKind,
  ) {}

  move(position: number): void {
    if (this.arrived) return;
    this.moving.value = position;
    this.arrived = position === 1;
    clearTimeout(this.waiting);
    const rest = this.sentAt + sendEveryMs - performance.now();
    if (rest <= 0 || position === 0 || position === 1) this.send(position);
    else this.waiting = setTimeout(() => this.send(position), rest);
  }

  release(): void {
    this.moving.value = null;
    this.arrived = false;
  }

  private send(position: number): void {
    clearTimeout(this.waiting);
    this.sentAt = performance.now();
    void this.line.call("studio.tbar", { position, transition: this.kind() });
  }
}
