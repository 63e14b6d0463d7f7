// SPDX-License-Identifier: GPL-3.0-or-later
import type { InputView } from "../../protocol.ts";

/** Since when every input is in its state: how long a picture has been frozen or missing. */
export class InputAges {
  private readonly since = new Map<string, { state: string; at: number }>();

  follow(inputs: Record<string, InputView>, nowMs: number): void {
    for (const [id, { state }] of Object.entries(inputs)) {
      if (this.since.get(id)?.state !== state) this.since.set(id, { state, at: nowMs });
    }
    for (const id of this.since.keys()) if (!(id in inputs)) this.since.delete(id);
  }

  seconds(input: string, nowMs: number): number {
    const since = this.since.get(input);
    return since ? Math.max(0, Math.floor((nowMs - since.at) / 1000)) : 0;
  }
}
