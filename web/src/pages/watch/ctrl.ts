// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, effect, signal } from "@preact/signals";
import { Channel, controlUrl, RpcError, type ChannelStatus } from "../../channel.ts";
import type { MessageKey } from "../../i18n/index.ts";
import { StateMirror, type StateMessage } from "../../merge.ts";
import type { AttendSnapshot, PublicSeminar } from "../../protocol.ts";
import { checkLink, keyFromFragment, keyFromText, publicSeminar, SessionError, signIn, type Credentials } from "../../session.ts";
import { ServerClock } from "../../time.ts";
import { chime } from "./chime.ts";
import { rememberLink, sessionMayBeOf } from "./link_memory.ts";
import { Playback } from "./playback.ts";
import { screenOf, stateOf, type Screen } from "./screen.ts";

const pollInfoMs = 10_000;
const beatMs = 15_000;

export interface Problem {
  key: MessageKey;
  values?: Record<string, string | number>;
}

/** State and actions of the watch page. Touches no element but the player's. */
export class WatchCtrl {
  readonly info = signal<PublicSeminar | null | undefined>(undefined);
  readonly attend = signal<AttendSnapshot | null>(null);
  readonly session = signal<"unknown" | "none" | "in">("unknown");
  readonly line = signal<ChannelStatus>("closed");
  readonly busy = signal(false);
  readonly pressed = signal(false);
  readonly problem = signal<Problem | null>(null);
  /** What was typed into the passcode form. */
  readonly passcode = signal("");
  readonly name = signal("");
  readonly gone = signal(false);
  readonly soundCheck = signal<"idle" | "playing" | "done">("idle");
  /** Moves once a second, for what counts down. */
  readonly now = signal(Date.now());
  readonly clock = new ServerClock();
  readonly playback: Playback;

  private readonly key = signal<string | null>(keyFromFragment());
  private readonly mirror = new StateMirror<AttendSnapshot>();
  private readonly channel: Channel;

  readonly screen = computed(() =>
    screenOf({
      info: this.info.value,
      session: this.session.value,
      attend: this.attend.value,
      hasKey: this.key.value !== null,
      pressed: this.pressed.value,
      gone: this.gone.value,
    }),
  );
  readonly seminar = computed(() => this.attend.value?.seminar ?? this.info.value ?? null);
  readonly state = computed(() => stateOf({ info: this.info.value, attend: this.attend.value }));
  readonly needsPasscode = computed(() => this.session.value === "none" && this.info.value?.policy === "passcode");

  constructor(readonly seminarId: string) {
    this.channel = new Channel(controlUrl(), {
      opened: () => this.greet(),
      notified: (method, params) => this.notified(method, params as StateMessage<AttendSnapshot>),
      status: (status) => (this.line.value = status),
    });
    this.playback = new Playback(seminarId, (status) => this.mediaRefused(status));
  }

  start(): void {
    void this.loadInfo();
    this.channel.connect();
    window.setInterval(() => void this.keepInfoFresh(), pollInfoMs);
    window.setInterval(() => void this.beat(), beatMs);
    window.setInterval(() => (this.now.value = Date.now()), 1_000);
    window.addEventListener("hashchange", () => this.linkChanged());
    effect(() => this.forgetProblem(this.screen.value));
    effect(() => void this.checkLink(this.session.value === "none" ? this.key.value : null));
    effect(() => this.playback.follow(this.screen.value === "player", this.attend.value?.media ?? null));
  }

  /** The one big button. The press is also the gesture that browsers want for sound. */
  async begin(): Promise<void> {
    if (this.session.value !== "in" && !(await this.enter(this.credentials()))) return;
    this.pressed.value = true;
  }

  /** The waiting room's press: it signs in as well, so that the picture can come by itself. */
  async checkSound(): Promise<void> {
    this.soundCheck.value = "playing";
    const rung = chime().catch(() => undefined);
    await this.begin();
    await rung;
    this.soundCheck.value = "done";
  }

  async enterCode(text: string): Promise<void> {
    const key = keyFromText(text);
    if (!key) return;
    if (await this.enter({ key })) this.pressed.value = true;
    else if (this.problem.value === null) this.problem.value = { key: "watch.noright.wrong" };
  }

  async useHere(): Promise<void> {
    this.busy.value = true;
    try {
      await this.channel.call("attend.useHere", {});
      this.pressed.value = true;
      this.problem.value = null;
    } catch {
      this.problem.value = { key: "error.offline" };
    } finally {
      this.busy.value = false;
    }
  }

  private credentials(): Credentials {
    if (this.key.value !== null) return { key: this.key.value };
    if (!this.needsPasscode.value) return { seminar: this.seminarId };
    return { seminar: this.seminarId, passcode: this.passcode.value.trim(), name: this.name.value.trim() };
  }

  private async enter(credentials: Credentials): Promise<boolean> {
    this.busy.value = true;
    this.problem.value = null;
    try {
      const { seminar } = await signIn(credentials);
      if (seminar !== undefined && seminar !== this.seminarId) throw new SessionError(403);
      if ("key" in credentials) rememberLink(this.seminarId, credentials.key);
      this.session.value = "in";
      this.channel.reconnect();
      return true;
    } catch (error) {
      this.refused((error as SessionError).status ?? 0, (error as SessionError).retryAfterSeconds, credentials);
      return false;
    } finally {
      this.busy.value = false;
    }
  }

  /** What went wrong on one screen says nothing about the next. */
  private forgetProblem(_next: Screen): void {
    this.problem.value = null;
  }

  private refused(status: number, retryAfter: number, credentials: Credentials): void {
    if (status === 410) this.gone.value = true;
    else if (status === 429) this.problem.value = { key: "error.signin.tooMany", values: { seconds: retryAfter || 30 } };
    else if (status === 0 || status >= 500) this.problem.value = { key: "error.signin.offline" };
    else if ("passcode" in credentials) this.problem.value = { key: "watch.wrongPasscode" };
    else this.keyRefused();
  }

  /** A wrong link is told in the waiting room already, not at the start. */
  private async checkLink(key: string | null): Promise<void> {
    if (key === null) return;
    try {
      await checkLink(this.seminarId, key);
    } catch (error) {
      const { status } = error as SessionError;
      if (status === 403 && this.key.value === key && this.session.value === "none") this.keyRefused();
    }
  }

  private keyRefused(): void {
    this.key.value = null;
    this.problem.value = { key: "watch.noright.wrong" };
  }

  private linkChanged(): void {
    this.key.value = keyFromFragment();
    this.problem.value = null;
    if (!sessionMayBeOf(this.seminarId, this.key.value)) this.leave();
  }

  /** Looks from outside again; the cookie stays until another link replaces it. */
  private leave(): void {
    this.channel.close();
    this.mirror.forget();
    this.attend.value = null;
    this.session.value = "none";
    this.pressed.value = false;
  }

  private async greet(): Promise<void> {
    try {
      const hello = await this.channel.call("session.hello", {});
      this.clock.set(hello.serverTime);
      const own = hello.role === "attendee" && hello.seminar === this.seminarId;
      if (!own || (this.session.value === "unknown" && !sessionMayBeOf(this.seminarId, this.key.value))) return this.leave();
      this.mirror.accept(await this.channel.call("attend.get", {}));
      this.show();
      this.session.value = "in";
    } catch (error) {
      if (error instanceof RpcError && error.id === "expired") return void (this.gone.value = true);
      if (error instanceof RpcError && error.id !== "offline") return this.leave();
      throw error;
    }
  }

  private notified(method: string, message: StateMessage<AttendSnapshot>): void {
    if (method !== "attend.state") return;
    if (this.mirror.accept(message)) this.show();
    else void this.resync();
  }

  private async resync(): Promise<void> {
    this.mirror.accept(await this.channel.call("attend.get", {}));
    this.show();
  }

  private show(): void {
    this.attend.value = this.mirror.value;
    if (this.mirror.value?.you.revoked) this.channel.close();
  }

  private async loadInfo(): Promise<void> {
    try {
      this.info.value = await publicSeminar(this.seminarId);
    } catch (error) {
      if ((error as SessionError).status === 410) this.gone.value = true;
    }
  }

  private async keepInfoFresh(): Promise<void> {
    if (this.session.value !== "in" || this.info.value == null) await this.loadInfo();
  }

  private async beat(): Promise<void> {
    if (this.line.value !== "open" || this.session.value !== "in") return;
    const answer = await this.channel.call("attend.beat", {}).catch(() => null);
    if (answer) this.clock.set(answer.serverTime);
  }

  /** A playlist said no: ask who we are now; the answer chooses the screen. */
  private mediaRefused(status: number): void {
    if (status === 410) this.gone.value = true;
    else this.channel.reconnect();
  }
}
