// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, effect, signal, untracked } from "@preact/signals";
import type { RpcError } from "../../channel.ts";
import { OwnMedia } from "../../own_media.ts";
import { Peer, type Lines, type PeerStatus } from "../../peer.ts";
import type { PanelSelfParams, Text } from "../../protocol.ts";
import { Undoable } from "../../undo.ts";
import { WakeLock } from "../../wake_lock.ts";
import { Checks } from "./checks.ts";
import { LevelMeter } from "./level_meter.ts";
import { JoinLine } from "./line.ts";
import { MuteSwitch } from "./mute_switch.ts";
import { ScreenShare } from "./screen_share.ts";
import { screenOf, selfOf, type Screen } from "./screen.ts";
import { TestRecording } from "./test_recording.ts";

const undoSeconds = 5;
/** A server that was short of time once soon is again when everybody sends the whole picture. */
const halfPictureMs = 60_000;

/** The server's order: sound both ways, our camera, the programme. */
const lines: Lines = ["sendrecv", "sendonly"];

/** State and actions of the panelist's page. Touches no element. */
export class JoinCtrl {
  readonly line = new JoinLine(() => this.lineOpened());
  readonly media = new OwnMedia(["microphone", "camera"], "tsudoi.join");
  readonly checks = new Checks(() => this.line.measure());
  readonly meter = new LevelMeter((levelDb, sinceMs) => this.checks.hear(levelDb, sinceMs));
  readonly recording = new TestRecording();
  readonly mute = new MuteSwitch();
  readonly share = new ScreenShare(this.line.call);
  readonly leaving = new Undoable();
  /** Sound and picture that come back from the server. */
  readonly returned = signal<MediaStream | null>(null);
  readonly peerStatus = signal<PeerStatus>("off");
  readonly cameraOff = signal(false);
  /** Where the sound goes; empty: where the browser sends it. */
  readonly speaker = signal("");
  readonly failure = signal<Text | null>(null);
  /** Moves once a second, for what counts down. */
  readonly now = signal(Date.now());

  private halfPictureUntil = 0;
  private readonly ready = signal(false);
  private readonly left = signal(false);
  private readonly elsewhere = signal(false);
  private readonly wakeLock = new WakeLock();
  private readonly peer = new Peer(this.line.call, lines, {
    status: (status) => this.peerTurned(status),
    returned: (stream) => (this.returned.value = stream),
  });

  readonly screen = computed(() =>
    screenOf({
      entry: this.line.entry.value,
      panel: this.line.panel.value,
      ready: this.ready.value,
      left: this.left.value,
      elsewhere: this.elsewhere.value,
    }),
  );
  readonly self = computed(() => selfOf(this.line.panel.value));
  /** Something between here and the server is broken and is being mended. */
  readonly broken = computed(() => this.line.status.value === "lost" || this.peerStatus.value === "broken");

  start(): void {
    this.line.connect();
    window.setInterval(() => this.everySecond(), 1_000);
    window.addEventListener("hashchange", () => location.reload()); // another link, another person
    effect(() => this.follow(this.screen.value));
    effect(() => this.followMicrophone(this.media.microphone.value));
    effect(() => this.followMute(this.self.value?.muted));
    effect(() => this.switchTracks());
    effect(() => void this.peer.send([this.media.microphone.value, this.media.camera.value]));
  }

  /** "Ready". The press is also the gesture that browsers want for sound. */
  enter(): void {
    this.recording.forget();
    this.ready.value = true;
    this.left.value = false;
  }

  /** Speaks from this device again; the other one is told. Signing in anew is what makes it the newest. */
  useHere(): void {
    location.reload();
  }

  toggleMute(): void {
    void this.tell({ muted: this.mute.press() });
  }

  toggleHand(): void {
    void this.tell({ hand: !this.self.value?.hand });
  }

  leave(): void {
    this.leaving.start(undoSeconds, () => void this.gone());
  }

  private peerTurned(status: PeerStatus): void {
    this.peerStatus.value = status;
    if (status === "elsewhere") this.elsewhere.value = true;
  }

  private async gone(): Promise<void> {
    await this.line.call("rtc.leave", {}).catch(() => undefined); // the server notices it anyway
    this.left.value = true;
  }

  private async tell(change: PanelSelfParams): Promise<void> {
    try {
      await this.line.call("panel.self", change);
      this.failure.value = null;
    } catch (error) {
      const { id, text } = error as RpcError;
      if (id !== "offline") this.failure.value = text; // a lost line is told already
    }
  }

  /** Camera and microphone are on only while they are needed: the small light beside the camera tells. */
  private follow(screen: Screen): void {
    untracked(() => {
      if (screen === "check" || screen === "room") void this.media.open();
      else this.media.close();
      if (screen !== "room") this.leaving.cancel();
      if (screen === "room") this.peer.start();
      else {
        this.peer.stop();
        this.share.stop();
      }
      this.wakeLock.keep(screen === "room");
    });
  }

  private followMicrophone(track: MediaStreamTrack | null): void {
    untracked(() => {
      this.meter.follow(track);
      this.checks.microphoneChanged();
    });
  }

  private followMute(muted: boolean | undefined): void {
    if (muted !== undefined) untracked(() => this.mute.follow(muted));
  }

  /** During the check nothing is sent yet, and the meter wants to hear. */
  private switchTracks(): void {
    const { microphone, camera } = this.media;
    if (microphone.value) microphone.value.enabled = !this.ready.value || !this.mute.off.value;
    if (camera.value) camera.value.enabled = !this.cameraOff.value;
  }

  private lineOpened(): void {
    this.failure.value = null;
    if (this.mute.pending.value) void this.tell({ muted: true });
    this.peer.lineOpened();
    this.share.lineOpened();
  }

  private everySecond(): void {
    const now = Date.now();
    this.now.value = now;
    this.line.everySecond(now);
    if (this.line.panel.value?.halfPicture) this.halfPictureUntil = now + halfPictureMs;
    void this.peer.resize(now < this.halfPictureUntil ? 0.5 : 1);
    if (this.screen.value === "check" && this.line.status.value === "open") void this.checks.measureLine(now);
  }
}
