// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";

/** The whole screen for the page, where the browser can. */
export class FullScreen {
  readonly on = signal(document.fullscreenElement !== null);
  readonly possible = document.fullscreenEnabled;

  constructor() {
    document.addEventListener("fullscreenchange", () => (this.on.value = document.fullscreenElement !== null));
  }

  /** Works only from a press; a browser that refuses leaves the picture in its window. */
  async enter(): Promise<void> {
    if (!this.possible || this.on.value) return;
    await document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => undefined);
  }
}
