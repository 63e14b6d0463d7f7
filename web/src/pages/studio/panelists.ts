// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { InputKind, InputView, PanelistView, StudioSnapshot } from "../../protocol.ts";
import { Undoable } from "../../undo.ts";
import type { Line } from "./line.ts";
import type { MadeLink } from "./panel.ts";

const undoSeconds = 5;

export type PanelKind = "panelist" | "share";

/** Those of the seminar on the desk first; hands before others, then by name. */
export function inOrder(panelists: Record<string, PanelistView>, seminar: string | null): [string, PanelistView][] {
  const weight = (panelist: PanelistView): number => (panelist.seminar === seminar ? 0 : 2) + (panelist.hand ? 0 : 1);
  return Object.entries(panelists).sort(([, a], [, b]) => weight(a) - weight(b) || a.name.localeCompare(b.name, "ja"));
}

export function handsOf(panelists: Record<string, PanelistView>): number {
  return Object.values(panelists).filter(({ hand }) => hand).length;
}

/** Whether somebody on the panel brings it. */
export const isOfPanel = (kind: InputKind): kind is PanelKind => kind === "panelist" || kind === "share";

/** What an input's tile says about its panelist; null: it is no panelist. */
export function panelistOf(id: string, input: InputView, snapshot: StudioSnapshot): PanelistView | null {
  return input.kind === "panelist" ? (snapshot.panelists[id] ?? null) : null;
}

/** What the desk does with panelists. */
export class Panelists {
  /** Links made in this visit, newest first. The server answers a link only once, so the page keeps them. */
  readonly links = signal<readonly MadeLink[]>([]);
  /** Who is about to be removed. */
  readonly leaver = signal<string | null>(null);
  readonly removing = new Undoable();

  constructor(private readonly line: Line) {}

  async admit(panelist: string): Promise<void> {
    await this.line.call("panel.admit", { panelist });
  }

  async hold(panelist: string): Promise<void> {
    await this.line.call("panel.hold", { panelist });
  }

  async mute(panelist: string): Promise<void> {
    await this.line.call("panel.mute", { panelist });
  }

  /** One at a time speaks next. */
  async setNext(panelist: string, next: boolean): Promise<void> {
    await this.line.call("panel.next", { panelist, next });
  }

  /** An empty text takes the question away. Answers whether it was told. */
  async ask(seminar: string, text: string): Promise<boolean> {
    return (await this.line.call("panel.question", { seminar, text })) !== undefined;
  }

  /** An empty text takes the message away. Answers whether it was sent. */
  async write(text: string, panelist: string | null): Promise<boolean> {
    return (await this.line.call("panel.message", panelist === null ? { text } : { panelist, text })) !== undefined;
  }

  /** In a few seconds, unless it is taken back: a link that is gone cannot be brought back. */
  remove(panelist: string): void {
    this.leaver.value = panelist;
    this.removing.start(undoSeconds, () => {
      this.leaver.value = null;
      void this.line.call("panel.remove", { panelist });
    });
  }

  keep(): void {
    this.removing.cancel();
    this.leaver.value = null;
  }

  /** Answers whether there is a new link. */
  async add(seminar: string, name: string, affiliation: string): Promise<boolean> {
    const answer = await this.line.call("panel.add", { seminar, name, ...(affiliation ? { affiliation } : {}) });
    if (answer) this.links.value = [{ seminar, name, link: answer.link }, ...this.links.value];
    return answer !== undefined;
  }
}
