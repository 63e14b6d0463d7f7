// SPDX-License-Identifier: GPL-3.0-or-later
import type { StudioSnapshot, Title } from "../../protocol.ts";

export function sameTitle(one: Title | undefined, other: Title): boolean {
  return one?.text === other.text && (one.more ?? "") === (other.more ?? "");
}

/** What can be shown with one press: the question that is being answered, and the panelists of the seminar on the desk. */
export function titlesOf({ panelists, questions }: StudioSnapshot, seminar: string | null): Title[] {
  const question = questions[seminar ?? ""];
  const people = Object.values(panelists)
    .filter((panelist) => panelist.seminar === seminar)
    .sort((a, b) => a.name.localeCompare(b.name, "ja"))
    .map(({ name, affiliation }) => (affiliation ? { text: name, more: affiliation } : { text: name }));
  return question ? [{ text: question }, ...people] : people;
}
