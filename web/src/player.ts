// SPDX-License-Identifier: GPL-3.0-or-later
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Engine, EngineEvents, Quality } from "./player/engine.ts";
import type { Place } from "./player/resume.ts";
import { StallWatch } from "./player/stall_watch.ts";

export interface StreamAddress {
  url: string;
  audioUrl: string;
}

export interface PlayerState {
  /** The engine is there and a playlist was asked for. */
  loaded: boolean;
  live: boolean;
  /** The playlist has an end: nothing more will come of it. */
  finished: boolean;
  /** Seconds behind the live edge; 0 at the edge. */
  behind: number;
  soundOnly: boolean;
  paused: boolean;
  ended: boolean;
  /** Nothing comes through; it goes on trying by itself. */
  trouble: boolean;
  /** The browser wants a press before it plays sound. */
  needsPress: boolean;
  refused: number | null;
  qualities: Quality[];
  quality: number;
  /** Where playback was taken up again; null after a fresh start. */
  resumedAt: number | null;
}

const atEdgeWithin = 3;
/** Whoever stands still this near to the live edge (in seconds) was watching live when it stopped. */
const liveWithin = 30;
const waitingTroubleMs = 4_000;

const initial: PlayerState = {
  loaded: false,
  live: false,
  finished: false,
  behind: 0,
  soundOnly: false,
  paused: true,
  ended: false,
  trouble: false,
  needsPress: false,
  refused: null,
  qualities: [],
  quality: -1,
  resumedAt: null,
};

/**
 * Plays one address live, rewound and as replay: low-latency hls.js, or the browser's own player where Media Source
 * Extensions are missing. Knows no page.
 */
export class Player {
  private readonly current = signal<PlayerState>(initial);
  private readonly listening = new AbortController();
  private engine: Engine | null = null;
  private source: StreamAddress | null = null;
  private waitingTimer = 0;
  private ticker = 0;
  private readonly stallWatch = new StallWatch();

  constructor(readonly media: HTMLVideoElement) {
    const on = (name: string, heard: () => void): void =>
      media.addEventListener(name, heard, { signal: this.listening.signal });
    on("play", () => this.update({ paused: false, ended: false, needsPress: false }));
    on("pause", () => this.update({ paused: true }));
    on("ended", () => this.update({ ended: true, paused: true }));
    on("seeking", () => this.update({ ended: false }));
    on("waiting", () => this.waiting());
    on("playing", () => this.flowing());
    on("timeupdate", () => this.flowing());
    this.ticker = window.setInterval(() => {
      this.measure();
      this.helpIfStuck();
    }, 500);
  }

  get state(): ReadonlySignal<PlayerState> {
    return this.current;
  }

  /** remembered: where the person stopped last time; without it the live edge, or the beginning of a replay. */
  async load(source: StreamAddress, remembered: Place | null = null): Promise<void> {
    this.source = source;
    this.engine ??= await this.makeEngine();
    this.update({ loaded: true, refused: null, finished: false, ended: false, trouble: false, resumedAt: null });
    this.engine.load(this.url(), remembered && { place: remembered, exact: false });
    await this.play();
  }

  async play(): Promise<void> {
    try {
      await this.media.play();
    } catch (error) {
      if ((error as DOMException).name === "NotAllowedError") this.update({ needsPress: true });
    }
  }

  togglePlay(): void {
    if (this.media.paused) void this.play();
    else this.media.pause();
  }

  seekBy(seconds: number): void {
    const { seekable, currentTime } = this.media;
    if (seekable.length === 0) return;
    const end = this.engine?.livePosition() ?? seekable.end(seekable.length - 1);
    this.media.currentTime = Math.min(Math.max(seekable.start(0), currentTime + seconds), end);
    this.measure();
  }

  /** share: 0 is the beginning, 1 the end or the live edge. */
  jumpTo(share: number): void {
    const { seekable } = this.media;
    if (seekable.length === 0) return;
    if (share === 1 && this.current.value.live) return this.toLive();
    const end = seekable.end(seekable.length - 1);
    this.media.currentTime = seekable.start(0) + share * (end - seekable.start(0));
    this.measure();
  }

  fromStart(): void {
    this.jumpTo(0);
    this.update({ resumedAt: null });
    void this.play();
  }

  toLive(): void {
    const edge = this.engine?.livePosition();
    if (edge != null) this.media.currentTime = edge;
    void this.play();
    this.measure();
  }

  /** Sound only is a playlist of its own; playback goes on where it was. */
  setSoundOnly(soundOnly: boolean): void {
    if (!this.engine || soundOnly === this.current.value.soundOnly) return;
    const here = this.atEdge() ? null : { place: this.place(), exact: true };
    this.update({ soundOnly, qualities: [], quality: -1 });
    this.engine.load(this.url(), here);
    void this.play();
  }

  setQuality(quality: number): void {
    this.update({ quality });
    this.engine?.setQuality(quality);
  }

  place(): Place {
    return { seconds: this.media.currentTime, dateMs: this.engine?.dateAtPosition() ?? null };
  }

  destroy(): void {
    clearInterval(this.ticker);
    clearTimeout(this.waitingTimer);
    this.listening.abort();
    this.engine?.destroy();
    this.engine = null;
    this.current.value = initial;
  }

  private async makeEngine(): Promise<Engine> {
    const { HlsEngine } = await import("./player/hls_engine.ts");
    if (HlsEngine.supported()) return new HlsEngine(this.media, this.engineEvents());
    const { NativeEngine } = await import("./player/native_engine.ts");
    return new NativeEngine(this.media, this.engineEvents());
  }

  private engineEvents(): EngineEvents {
    return {
      live: (live) => this.update({ live, finished: !live, behind: live ? this.current.value.behind : 0 }),
      trouble: (trouble) => this.update({ trouble }),
      refused: (refused) => this.update({ refused, trouble: false }),
      qualities: (qualities) => this.update({ qualities }),
      resumed: (resumedAt) => this.update({ resumedAt }),
    };
  }

  private url(): string {
    const { url = "", audioUrl = "" } = this.source ?? {};
    return this.current.value.soundOnly ? audioUrl : url;
  }

  private atEdge(): boolean {
    const { live, behind } = this.current.value;
    return live && behind === 0;
  }

  private waiting(): void {
    clearTimeout(this.waitingTimer);
    this.waitingTimer = window.setTimeout(() => {
      if (!this.media.paused && this.media.readyState < 3) this.update({ trouble: true });
    }, waitingTroubleMs);
  }

  private flowing(): void {
    clearTimeout(this.waitingTimer);
    if (this.current.value.trouble && this.media.readyState >= 3) this.update({ trouble: false });
  }

  private measure(): void {
    const edge = this.engine?.livePosition() ?? null;
    const distance = edge === null ? 0 : edge - this.media.currentTime;
    this.update({ behind: distance < atEdgeWithin ? 0 : Math.round(distance) });
  }

  private helpIfStuck(): void {
    const { media } = this;
    const { loaded, refused, needsPress, behind, live } = this.current.value;
    const wanted = loaded && refused === null && !needsPress && !media.paused && !media.ended;
    const help = this.stallWatch.look(performance.now(), wanted, media.currentTime);
    if (help === "none") return;
    this.update({ trouble: true });
    const watchingLive = live && behind < liveWithin;
    const edge = this.engine?.livePosition() ?? null;
    if (help === "jump" && watchingLive && edge !== null) {
      media.currentTime = edge;
    } else {
      this.engine?.load(this.url(), watchingLive ? null : { place: this.place(), exact: true });
      void this.play();
    }
    this.stallWatch.moved(media.currentTime);
  }

  private update(change: Partial<PlayerState>): void {
    const before = this.current.value;
    const changed = (Object.keys(change) as (keyof PlayerState)[]).some((key) => change[key] !== before[key]);
    if (changed) this.current.value = { ...before, ...change };
  }
}
