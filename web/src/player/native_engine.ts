// SPDX-License-Identifier: GPL-3.0-or-later
import { Backoff } from "../backoff.ts";
import type { Engine, EngineEvents, From } from "./engine.ts";
import { worthResuming, type Place } from "./resume.ts";

/** Browsers' own players stay three segments behind the end of what they may seek to. */
const nativeDistance = 6;

interface DatedMedia {
  getStartDate?(): Date;
}

/** The browser plays the playlist itself: iPhones, and where Media Source Extensions are missing. */
export class NativeEngine implements Engine {
  private readonly backoff = new Backoff(500, 3_000);
  private readonly listening = new AbortController();
  private retryTimer = 0;
  private url = "";
  private from: From | null = null;

  static supported(media: HTMLVideoElement): boolean {
    return media.canPlayType("application/vnd.apple.mpegurl") !== "";
  }

  constructor(
    private readonly media: HTMLVideoElement,
    private readonly events: EngineEvents,
  ) {
    const on = (name: string, heard: () => void): void =>
      media.addEventListener(name, heard, { signal: this.listening.signal });
    on("loadedmetadata", () => this.begin());
    on("durationchange", () => this.events.live(media.duration === Infinity));
    on("playing", () => this.flowing());
    on("error", () => void this.failed());
  }

  load(url: string, from: From | null): void {
    this.url = url;
    this.from = from;
    clearTimeout(this.retryTimer);
    this.media.src = url;
    this.media.load();
  }

  livePosition(): number | null {
    const { seekable, duration } = this.media;
    if (duration !== Infinity || seekable.length === 0) return null;
    return Math.max(seekable.start(0), seekable.end(seekable.length - 1) - nativeDistance);
  }

  dateAtPosition(): number | null {
    const start = (this.media as DatedMedia).getStartDate?.().getTime();
    return start === undefined || Number.isNaN(start) ? null : start + this.media.currentTime * 1000;
  }

  setQuality(): void {
    return; // the browser decides
  }

  destroy(): void {
    clearTimeout(this.retryTimer);
    this.listening.abort();
    this.media.removeAttribute("src");
    this.media.load();
  }

  private begin(): void {
    const from = this.from;
    this.from = null;
    if (!from) return;
    const start = this.startOf(from.place);
    if (!from.exact && !worthResuming(start, this.media.duration)) return;
    this.media.currentTime = start;
    if (!from.exact) this.events.resumed(start);
  }

  private startOf(place: Place): number {
    const first = (this.media as DatedMedia).getStartDate?.().getTime() ?? NaN;
    if (place.dateMs === null || Number.isNaN(first)) return place.seconds;
    return Math.max(0, (place.dateMs - first) / 1000);
  }

  private flowing(): void {
    this.backoff.reset();
    this.events.trouble(false);
  }

  /** A media element does not say why it failed; the playlist's status does. */
  private async failed(): Promise<void> {
    this.events.trouble(true);
    const status = await fetch(this.url, { cache: "no-store" }).then((answer) => answer.status).catch(() => 0);
    if (status === 403 || status === 410) return this.events.refused(status);
    this.retryTimer = window.setTimeout(() => this.retry(), this.backoff.next());
  }

  private retry(): void {
    const wasPaused = this.media.paused;
    this.load(this.url, null);
    if (!wasPaused) void this.media.play().catch(() => undefined);
  }
}
