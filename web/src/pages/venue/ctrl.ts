// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, effect, signal, untracked } from "@preact/signals";
import { LinkLine } from "../../link_line.ts";
import { Peer, type Lines, type PeerStatus } from "../../peer.ts";
import type { AttendSnapshot } from "../../protocol.ts";
import { WakeLock } from "../../wake_lock.ts";
import { FullScreen } from "./full_screen.ts";
import { isPress, noticeOf, screenOf, type Screen } from "./screen.ts";
import { rememberStart, startedBefore } from "./start_memory.ts";
import { Stillness } from "./stillness.ts";

/** The server's order: the sound of the panelists, the programme. */
const lines: Lines = ["recvonly", "recvonly"];

/** State and actions of the screen in the seminar room. Touches no element. */
export class VenueCtrl {
  readonly line = new LinkLine<AttendSnapshot>(
    { role: "venue", notification: "attend.state", get: (call) => call("attend.get", {}), whose: ({ seminar }) => seminar.id },
    () => this.peer.lineOpened(),
  );
  readonly fullScreen = new FullScreen();
  readonly stillness = new Stillness();
  /** Picture and sound from the server, of the last connection that was there. */
  readonly received = signal<MediaStream | null>(null);
  /** The browser wants a press before it lets the sound be heard. */
  readonly silenced = signal(false);
  readonly peerStatus = signal<PeerStatus>("off");
  /** Moves with every press, for what waits for one. */
  readonly presses = signal(0);

  /** The server's time, which moves once a second. */
  readonly now = signal(Date.now());

  private readonly started = signal(startedBefore());
  private readonly elsewhere = signal(false);
  private readonly wakeLock = new WakeLock();
  private readonly peer = new Peer(this.line.call, lines, {
    status: (status) => this.peerTurned(status),
    returned: (stream) => (this.received.value = stream),
  });

  readonly screen = computed(() =>
    screenOf({
      entry: this.line.entry.value,
      attend: this.line.state.value,
      elsewhere: this.elsewhere.value,
      started: this.started.value,
    }),
  );
  /** The large button is there: before the first picture, or over one that is silent. */
  readonly asks = computed(() => this.screen.value === "start" || (this.screen.value === "show" && this.silenced.value));
  readonly notice = computed(() =>
    noticeOf(
      this.screen.value,
      this.received.value !== null,
      this.line.status.value === "lost" || this.peerStatus.value === "broken",
    ),
  );

  start(): void {
    this.line.connect();
    window.setInterval(() => this.everySecond(), 1_000);
    window.addEventListener("hashchange", () => location.reload()); // another link, perhaps another seminar
    document.addEventListener("click", (event) => this.touched(event));
    document.addEventListener("keydown", (event) => isPress(event) && this.touched(event));
    effect(() => this.follow(this.screen.value));
    effect(() => this.tellSound(this.peerStatus.value, !this.silenced.value));
  }

  /** The one press: browsers want it for sound and for the whole screen. */
  press(): void {
    if (!this.asks.value) return;
    void this.fullScreen.enter();
    rememberStart();
    this.started.value = true;
    this.silenced.value = false;
    ++this.presses.value;
  }

  /** Signing in anew is what makes this computer the newest. */
  useHere(): void {
    location.reload();
  }

  private everySecond(): void {
    this.now.value = this.line.clock.now();
    this.line.everySecond(Date.now());
  }

  /** Anywhere on the page is good enough, but on a button that does something else. */
  private touched({ target }: Event): void {
    const other = target instanceof Element && target.closest("button:not(.start)");
    if (!other) this.press();
  }

  private peerTurned(status: PeerStatus): void {
    this.peerStatus.value = status;
    if (status === "elsewhere") this.elsewhere.value = true;
  }

  /** The operator sees whether the room hears something. */
  private tellSound(status: PeerStatus, heard: boolean): void {
    if (status !== "connected") return;
    this.line.call("panel.venueSound", { heard }).catch(() => undefined); // told again with the next connection
  }

  private follow(screen: Screen): void {
    untracked(() => {
      const shows = screen === "show";
      if (shows) this.peer.start();
      else this.peer.stop();
      if (!shows) this.received.value = null;
      this.wakeLock.keep(shows);
    });
  }
}
