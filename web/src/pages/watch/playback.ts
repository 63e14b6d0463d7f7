// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import { Player, type PlayerState } from "../../player.ts";
import { playerKey, takesKeys, type PlayerKey } from "../../player/keys.ts";
import { rememberedPlace, rememberPlace } from "../../player/resume.ts";
import type { AttendMedia } from "../../protocol.ts";

const rememberMs = 3_000;
const reloadAfterRefusalMs = 1_500;
/** The page and the playlist learn of an end one after the other. */
const disagreeMs = 2_000;

/** Brings the player, the page's video element and what the server says about the media together. */
export class Playback {
  readonly player = signal<Player | null>(null);
  /** This visit began while the seminar was live. */
  readonly wasLive = signal(false);
  private media: AttendMedia | null = null;
  private wanted = false;
  private loadedKind: AttendMedia["kind"] | null = null;
  private reloadTimer = 0;
  private fullscreen: () => void = () => undefined;

  constructor(
    private readonly seminarId: string,
    private readonly refused: (status: number) => void,
  ) {
    window.setInterval(() => this.remember(), rememberMs);
    window.addEventListener("pagehide", () => this.remember());
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** The video element came (or went, with null). */
  attach(element: HTMLVideoElement | null, fullscreen: () => void = () => undefined): void {
    this.fullscreen = fullscreen;
    if (this.player.peek()?.media === element) return;
    this.drop();
    if (!element) return;
    const player = new Player(element);
    player.state.subscribe((state) => {
      this.watchRefusal(state);
      this.watchTakenBackEnd(state);
    });
    this.player.value = player;
    this.sync();
  }

  follow(wanted: boolean, media: AttendMedia | null): void {
    this.wanted = wanted;
    this.media = media;
    if (!wanted) this.loadedKind = null;
    this.sync();
  }

  /**
   * A live player goes over to the replay by itself, with the list it already has. From replay back to live (the end
   * was taken back) the finished list must be fetched anew.
   */
  private sync(): void {
    const player = this.player.peek();
    if (!player || !this.media || !this.wanted) return;
    const before = this.loadedKind;
    this.loadedKind = this.media.kind;
    if (before === this.media.kind || (before === "live" && this.media.kind === "replay")) return;
    this.wasLive.value = this.media.kind === "live";
    const from = this.media.kind === "replay" ? rememberedPlace(this.seminarId) : null;
    void player.load(this.media, from);
  }

  private watchRefusal(state: PlayerState): void {
    if (state.refused === null || this.reloadTimer) return;
    const status = state.refused;
    this.reloadTimer = window.setTimeout(() => {
      this.reloadTimer = 0;
      this.loadedKind = null;
      this.sync();
    }, reloadAfterRefusalMs);
    this.refused(status);
  }

  /**
   * An end that was taken back within moments: the player has read a list with an end, but the page never left "live".
   * A finished list is not asked for again by itself.
   */
  private watchTakenBackEnd(state: PlayerState): void {
    const disagree = (): boolean =>
      this.loadedKind === "live" && this.media?.kind === "live" && this.player.peek()?.state.peek().finished === true;
    if (!state.finished || this.reloadTimer || !disagree()) return;
    this.reloadTimer = window.setTimeout(() => {
      this.reloadTimer = 0;
      if (!disagree()) return;
      this.loadedKind = null;
      this.sync();
    }, disagreeMs);
  }

  private drop(): void {
    this.remember();
    clearTimeout(this.reloadTimer);
    this.reloadTimer = 0;
    this.player.peek()?.destroy();
    this.player.value = null;
    this.loadedKind = null;
  }

  private remember(): void {
    const player = this.player.peek();
    if (player && player.media.currentTime > 0 && player.media.readyState > 0) {
      rememberPlace(this.seminarId, player.place());
    }
  }

  private pressed(event: KeyboardEvent): void {
    const player = this.player.peek();
    const from = event.composedPath()[0] ?? null;
    const press = playerKey(event);
    if (!player || !press || takesKeys(event.target, event.key) || takesKeys(from, event.key)) return;
    event.preventDefault();
    this.perform(player, press);
  }

  private perform(player: Player, press: PlayerKey): void {
    const { media } = player;
    switch (press.do) {
      case "toggle":
        return player.togglePlay();
      case "mute":
        return void (media.muted = !media.muted);
      case "fullscreen":
        return this.fullscreen();
      case "seek":
        return player.seekBy(press.seconds);
      case "volume":
        return void (media.volume = Math.min(1, Math.max(0, media.volume + press.by)));
      case "jump":
        return player.jumpTo(press.to);
    }
  }
}
