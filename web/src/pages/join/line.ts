// SPDX-License-Identifier: GPL-3.0-or-later
import { LinkLine } from "../../link_line.ts";
import type { PanelSnapshot } from "../../protocol.ts";

const roundTrips = 5;

/** The line to the server: whose link this is, and the panel as the server tells it. */
export class JoinLine extends LinkLine<PanelSnapshot> {
  readonly panel = this.state;

  /** opened: the line is there, for the first time or again. */
  constructor(opened: () => void) {
    const whose = ({ you }: PanelSnapshot): string => you;
    super({ role: "panelist", notification: "panel.state", get: (call) => call("panel.get", {}), whose }, opened);
  }

  /** Milliseconds of a few small requests, one after the other. */
  async measure(): Promise<number[]> {
    const times: number[] = [];
    for (let count = 0; count < roundTrips; ++count) {
      const start = performance.now();
      await this.call("session.hello", {});
      times.push(performance.now() - start);
    }
    return times;
  }
}
