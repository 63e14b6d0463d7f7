// SPDX-License-Identifier: GPL-3.0-or-later
import type { PublicSeminar } from "./protocol.ts";

export interface SignedIn {
  role: string;
  seminar?: string;
  name?: string;
}

export type Credentials =
  | { key: string }
  | { user: string; password: string }
  | { seminar: string; passcode?: string; name?: string };

/** status: the HTTP status; 0 when the server could not be reached. */
export class SessionError extends Error {
  constructor(
    readonly status: number,
    readonly retryAfterSeconds = 0,
  ) {
    super(`session: ${status}`);
  }
}

/**
 * The key of a personal or staff link. It stays in the address bar: the link must go on working when the page is
 * reloaded or bookmarked, and a fragment is never sent.
 */
export function keyFromFragment(hash: string = location.hash): string | null {
  return new URLSearchParams(hash.replace(/^#/, "")).get("k");
}

/** A pasted code: the key itself, or a whole personal link. */
export function keyFromText(text: string): string {
  const link = text.indexOf("#");
  return (link >= 0 && keyFromFragment(text.slice(link))) || text.trim();
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: "same-origin", cache: "no-store", ...init });
  } catch {
    throw new SessionError(0);
  }
}

/** The one entrance. Call it when somebody pressed a button (attendees) or opened a staff page. */
export async function signIn(credentials: Credentials): Promise<SignedIn> {
  const answer = await ask("/api/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(credentials),
  });
  if (!answer.ok) throw new SessionError(answer.status, Number(answer.headers.get("Retry-After") ?? 0));
  return (await answer.json()) as SignedIn;
}

/** Whether a link lets its holder in; signs nobody in. Throws what the server refuses. */
export async function checkLink(seminar: string, key: string): Promise<void> {
  const answer = await ask(`/api/seminars/${encodeURIComponent(seminar)}/link`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key }),
  });
  if (!answer.ok) throw new SessionError(answer.status);
}

export async function signOut(): Promise<void> {
  await ask("/api/session", { method: "DELETE" });
}

/** What anybody may know about a seminar: title, times, contact, state. null: there is no such seminar. */
export async function publicSeminar(id: string): Promise<PublicSeminar | null> {
  const answer = await ask(`/api/seminars/${encodeURIComponent(id)}`, { method: "GET" });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new SessionError(answer.status);
  return (await answer.json()) as PublicSeminar;
}
