// SPDX-License-Identifier: GPL-3.0-or-later
import Hls, { ErrorDetails, ErrorTypes, Events } from "hls.js/light";
import type { ErrorData, HlsConfig, LevelDetails } from "hls.js/light";
import { Backoff } from "../backoff.ts";
import type { Engine, EngineEvents, From } from "./engine.ts";
import { catchUpRate, LatencyPolicy, startingMs, startingSkip } from "./latency.ts";
import { locate, worthResuming } from "./resume.ts";

// liveSyncDuration under the playlist's hold-back needs a playback rate that may catch up: catchUpRate, not that of
// hls.js (1 switches it off). Stalls are answered by LatencyPolicy alone.
const tuning: Partial<HlsConfig> = {
  lowLatencyMode: true,
  maxLiveSyncPlaybackRate: 1,
  liveSyncOnStallIncrease: 0,
  backBufferLength: 60,
  maxBufferLength: 30,
  abrEwmaDefaultEstimate: 1_500_000,
};

const mediaErrorsInARow = 3;

export class HlsEngine implements Engine {
  private readonly hls: Hls;
  private readonly latency = new LatencyPolicy();
  private readonly backoff = new Backoff(500, 3_000);
  private readonly calmTimer: number;
  private retryTimer = 0;
  private mediaErrors = 0;
  private url = "";
  private from: From | null = null;
  private live: boolean | null = null;
  private catchingUp = false;
  /** 0: nothing has played since the list was loaded. */
  private flowingSince = 0;
  private placed = false;
  private readonly listening = new AbortController();

  static supported(): boolean {
    return Hls.isSupported();
  }

  constructor(
    private readonly media: HTMLVideoElement,
    private readonly events: EngineEvents,
  ) {
    this.hls = new Hls({ ...tuning, liveSyncDuration: this.latency.target });
    this.listen();
    this.hls.attachMedia(media);
    media.addEventListener("timeupdate", () => this.catchUp(), { signal: this.listening.signal });
    this.calmTimer = window.setInterval(() => this.tryNearer(), 5_000);
  }

  load(url: string, from: From | null): void {
    this.url = url;
    this.from = from;
    this.placed = from !== null;
    this.live = null;
    this.flowingSince = 0;
    clearTimeout(this.retryTimer);
    this.hls.loadSource(url);
  }

  livePosition(): number | null {
    return this.live ? this.hls.liveSyncPosition : null;
  }

  dateAtPosition(): number | null {
    return this.hls.playingDate?.getTime() ?? null;
  }

  setQuality(index: number): void {
    this.hls.nextLevel = index;
  }

  destroy(): void {
    clearTimeout(this.retryTimer);
    clearInterval(this.calmTimer);
    this.listening.abort();
    this.hls.destroy();
  }

  private listen(): void {
    this.hls.on(Events.MANIFEST_PARSED, (_, { levels }) =>
      this.events.qualities(levels.map((level, index) => ({ index, height: level.height }))),
    );
    this.hls.on(Events.LEVEL_LOADED, (_, { details }) => this.playlistLoaded(details));
    this.hls.on(Events.FRAG_BUFFERED, () => this.flowing());
    this.hls.on(Events.ERROR, (_, error) => this.failed(error));
  }

  private playlistLoaded(details: LevelDetails): void {
    if (details.live !== this.live) this.events.live(details.live);
    this.live = details.live;
    const from = this.from;
    this.from = null;
    if (!from) return;
    const start = locate(from.place, details.fragments);
    if (!from.exact && !worthResuming(start, details.totalduration)) return;
    this.goTo(start);
    if (!from.exact) this.events.resumed(start);
  }

  /** Not before it can play: until then hls.js itself moves to where it would begin. */
  private goTo(seconds: number): void {
    const { media } = this;
    media.addEventListener("canplay", () => (media.currentTime = seconds), { once: true });
  }

  private flowing(): void {
    this.mediaErrors = 0;
    this.backoff.reset();
    this.events.trouble(false);
  }

  private failed(error: ErrorData): void {
    const status = error.response?.code ?? 0;
    if (status === 403 || status === 410) return this.refused(status);
    if (error.details === ErrorDetails.BUFFER_STALLED_ERROR) this.stalled();
    if (!error.fatal) return;
    this.events.trouble(true);
    if (error.type === ErrorTypes.MEDIA_ERROR && this.mediaErrors++ < mediaErrorsInARow) {
      this.hls.recoverMediaError();
    } else {
      this.retryTimer = window.setTimeout(() => this.retry(), this.backoff.next());
    }
  }

  /** hls.js gives up about 3 s after the server is lost; from then on this timer is what brings the picture back. */
  private retry(): void {
    if (this.hls.levels.length === 0 || this.mediaErrors > mediaErrorsInARow) {
      this.mediaErrors = 0;
      this.hls.loadSource(this.url);
    } else {
      this.hls.startLoad();
    }
  }

  private refused(status: number): void {
    clearTimeout(this.retryTimer);
    this.hls.stopLoad();
    this.events.refused(status);
  }

  private stalled(): void {
    if (this.live && this.latency.stalled(performance.now())) this.hls.targetLatency = this.latency.target;
  }

  /** The speed that a person chose for a replay is not touched. */
  private catchUp(): void {
    const ahead = this.hls.mainForwardBufferInfo?.len ?? 0;
    const starting = this.starting();
    if (starting) {
      const skip = startingSkip(this.hls.latency, this.latency.target, ahead);
      if (skip > 0) this.media.currentTime += skip;
    }
    const late = this.live && !this.media.paused && !starting;
    const rate = late ? catchUpRate(this.hls.latency, this.latency.target, ahead) : 1;
    if (rate === 1 && !this.catchingUp) return;
    this.catchingUp = rate !== 1;
    this.media.playbackRate = rate;
  }

  /** The first moments of a live picture; not those of a place that was asked for. */
  private starting(): boolean {
    if (!this.live || this.media.paused || this.media.seeking) return false;
    const now = performance.now();
    if (this.flowingSince === 0) {
      this.flowingSince = this.placed ? -Infinity : now;
      this.latency.start(now);
    }
    return now - this.flowingSince < startingMs;
  }

  private tryNearer(): void {
    if (this.live && this.latency.calm(performance.now())) this.hls.targetLatency = this.latency.target;
  }
}
