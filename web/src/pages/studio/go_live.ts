// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import { RpcError } from "../../channel.ts";
import type { Text } from "../../protocol.ts";
import type { Line } from "./line.ts";

/** A refusal that is older is forgotten: the next press is a first one again. */
const refusalHoldsMs = 30_000;

/** Going live: refused when the programme is silent; a second press does it anyway. */
export class GoLive {
  /** Why the first press did nothing; while it is there, the next one is the second. */
  readonly refusal = signal<Text | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly line: Pick<Line, "request" | "fail">) {}

  async start(seminar: string): Promise<void> {
    const anyway = this.refusal.value !== null;
    this.forget();
    try {
      await this.line.request("seminar.start", anyway ? { seminar, anyway } : { seminar });
    } catch (error) {
      if (error instanceof RpcError && error.id === "not-ready") this.refuse(error.text);
      else this.line.fail(error);
    }
  }

  /** There is sound, or something else was pressed. */
  forget(): void {
    clearTimeout(this.timer);
    this.refusal.value = null;
  }

  private refuse(why: Text): void {
    this.refusal.value = why;
    this.timer = setTimeout(() => this.forget(), refusalHoldsMs);
  }
}
