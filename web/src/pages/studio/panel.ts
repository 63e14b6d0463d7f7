// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, signal } from "@preact/signals";
import type { Line } from "./line.ts";
import { mayPrepare } from "./roles.ts";
import { nextSeminar } from "./steps.ts";

export interface MadeLink {
  seminar: string;
  name: string;
  link: string;
}

const weekMs = 7 * 24 * 3600 * 1000;

/** The same time a week later, in UTC. */
export function weekLater(time: string): string {
  return new Date(Date.parse(time) + weekMs).toISOString();
}

/**
 * The seminar panel: its own choice of a seminar, so that the next one can be prepared while one is on air. Without a
 * choice it follows the desk.
 */
export class SeminarPanel {
  /** Links made in this visit, newest first. The server answers a link only once, so the page keeps them. */
  readonly links = signal<readonly MadeLink[]>([]);
  private readonly chosen = signal<string | null>(null);

  readonly id = computed(() => {
    const { seminars } = this.line.seminars.value;
    const chosen = this.chosen.value;
    return chosen !== null && seminars[chosen] ? chosen : (this.desk() ?? nextSeminar(seminars));
  });
  readonly seminar = computed(() => this.line.seminars.value.seminars[this.id.value ?? ""] ?? null);
  readonly mayChange = computed(() => mayPrepare(this.line.you.value?.role));

  /** desk: the seminar that the desk works on; null in the office. */
  constructor(
    private readonly line: Line,
    private readonly desk: () => string | null,
  ) {}

  choose(id: string): void {
    this.chosen.value = id;
  }

  linksOf(seminar: string): readonly MadeLink[] {
    return this.links.value.filter((link) => link.seminar === seminar);
  }

  async publish(seminar: string): Promise<void> {
    await this.line.call("office.seminar.publish", { seminar });
  }

  async extend(seminar: string, replayUntil: string): Promise<void> {
    await this.line.call("office.seminar.extend", { seminar, until: weekLater(replayUntil) });
  }

  /** Answers whether there is a new link. */
  async addPerson(seminar: string, name: string, affiliation: string): Promise<boolean> {
    const answer = await this.line.call("office.person.add", { seminar, name, ...(affiliation ? { affiliation } : {}) });
    if (answer) this.links.value = [{ seminar, name, link: answer.link }, ...this.links.value];
    return answer !== undefined;
  }
}
