// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { ScreenPicture, ScreenView } from "../../protocol.ts";
import { Undoable } from "../../undo.ts";
import type { Line } from "./line.ts";
import type { MadeLink } from "./panel.ts";

const undoSeconds = 5;

export type ScreenEntry = [id: string, screen: ScreenView];

/** Those of one seminar, by name. */
export function screensOf(screens: Record<string, ScreenView>, seminar: string): ScreenEntry[] {
  const there = Object.entries(screens).filter(([, screen]) => screen.seminar === seminar);
  return there.sort(([one, a], [other, b]) => a.name.localeCompare(b.name, "ja", { numeric: true }) || one.localeCompare(other));
}

/** The usual name, with a number when there is one of that name already. */
export function freeName(usual: string, screens: readonly ScreenEntry[]): string {
  const taken = new Set(screens.map(([, { name }]) => name));
  for (let number = 1; ; ++number) {
    const name = number === 1 ? usual : `${usual} ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** What the desk does with the screens in the room. */
export class RoomScreens {
  /** Links made in this visit, newest first. The server answers a link only once, so the page keeps them. */
  readonly links = signal<readonly (MadeLink & { id: string })[]>([]);
  /** Whose link is about to be taken back. */
  readonly leaver = signal<string | null>(null);
  readonly removing = new Undoable();

  constructor(private readonly line: Line) {}

  /** Answers whether there is a new link. */
  async add(seminar: string, name: string, picture: ScreenPicture): Promise<boolean> {
    const answer = await this.line.call("panel.venue", { seminar, name, picture });
    if (answer) this.links.value = [{ seminar, name, ...answer }, ...this.links.value];
    return answer !== undefined;
  }

  async show(screen: string, picture: ScreenPicture): Promise<void> {
    await this.line.call("panel.venueShow", { screen, picture });
  }

  async showClock(screen: string, clock: boolean): Promise<void> {
    await this.line.call("panel.venueShow", { screen, clock });
  }

  /** In a few seconds, unless it is taken back: a link that is gone cannot be brought back. One at a time. */
  remove(screen: string): void {
    if (this.leaver.value !== null) void this.gone(this.leaver.value);
    this.leaver.value = screen;
    this.removing.start(undoSeconds, () => void this.gone(screen));
  }

  keep(): void {
    this.removing.cancel();
    this.leaver.value = null;
  }

  private async gone(screen: string): Promise<void> {
    this.keep();
    await this.line.call("panel.venueRemove", { screen });
  }
}
