// SPDX-License-Identifier: GPL-3.0-or-later
export type Language = "ja" | "en";

const offsetPattern = /([+-])(\d\d):(\d\d)$/;

/** Minutes east of UTC that an RFC 3339 time was written in; null for "Z". */
function offsetMinutes(time: string): number | null {
  const match = offsetPattern.exec(time);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

/**
 * 11月23日(月) 18:00. The time zone is the office's: the one the server wrote the time in. A time in UTC is shown in
 * the zone of this machine.
 */
export function dateAndTime(time: string, language: Language): string {
  const offset = offsetMinutes(time);
  const locale = language === "ja" ? "ja-JP" : "en-GB";
  const zone = offset === null ? {} : { timeZone: "UTC" };
  const shifted = new Date(Date.parse(time) + (offset ?? 0) * 60_000);
  const date = new Intl.DateTimeFormat(locale, { month: "long", day: "numeric", weekday: "short", ...zone });
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false, ...zone });
  return `${date.format(shifted)} ${clock.format(shifted)}`;
}

/** 18:04:09 in the time zone of this machine, for notices of the last hours. */
export function clockTime(time: string, language: Language): string {
  return new Date(time).toLocaleTimeString(language === "ja" ? "ja-JP" : "en-GB", { hour12: false });
}

/** 18:04 in the time zone of this machine. */
export function shortTime(milliseconds: number): string {
  const time = new Date(milliseconds);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

export function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** 00:42:17, for clocks that must not jump in width. */
export function longClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** 0:35, 42:17, 1:02:03, for distances and positions. */
export function shortClock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** The server's clock, from the times it sends: a visitor's clock may be wrong. */
export class ServerClock {
  private aheadMs = 0;

  set(serverTime: string, now = Date.now()): void {
    const server = Date.parse(serverTime);
    if (Number.isFinite(server)) this.aheadMs = server - now;
  }

  now(): number {
    return Date.now() + this.aheadMs;
  }

  /** Seconds until a time; negative when it is over; null without a time. */
  until(time: string | undefined): number | null {
    return time ? (Date.parse(time) - this.now()) / 1000 : null;
  }
}
