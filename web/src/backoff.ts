// SPDX-License-Identifier: GPL-3.0-or-later
/** Waiting times of a retry that doubles up to a limit, with jitter so that a thousand pages do not come at once. */
export class Backoff {
  private attempt = 0;

  constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  next(): number {
    const full = Math.min(this.longestMs, this.firstMs * 2 ** this.attempt++);
    return full * (0.75 + 0.5 * this.random());
  }

  reset(): void {
    this.attempt = 0;
  }
}
