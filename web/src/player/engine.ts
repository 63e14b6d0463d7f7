// SPDX-License-Identifier: GPL-3.0-or-later
import type { Place } from "./resume.ts";

export interface Quality {
  index: number;
  height: number;
}

/** Where to begin. exact: go there; otherwise only if it is worth it (not at the very beginning or end). */
export interface From {
  place: Place;
  exact: boolean;
}

/** What an engine tells its player. */
export interface EngineEvents {
  live(live: boolean): void;
  /** Nothing comes through; the engine goes on trying by itself until trouble(false). */
  trouble(trouble: boolean): void;
  /** The server says no (403) or never again (410). The engine has stopped. */
  refused(status: number): void;
  qualities(list: Quality[]): void;
  /** Playback was put to a remembered place. */
  resumed(seconds: number): void;
}

/** Gets a playlist into a media element: hls.js, or the browser itself. */
export interface Engine {
  load(url: string, from: From | null): void;
  /** Where "live" is in the media's seconds; null when it is not live or not known yet. */
  livePosition(): number | null;
  dateAtPosition(): number | null;
  setQuality(index: number): void;
  destroy(): void;
}
