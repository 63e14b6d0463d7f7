// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, signal } from "@preact/signals";
import { Channel, controlUrl, RpcError, type ChannelStatus } from "../../channel.ts";
import { StateMirror, type StateMessage } from "../../merge.ts";
import type { Methods, SeminarSnapshot, SessionHelloResult, StudioMeters, StudioSnapshot, Text } from "../../protocol.ts";
import { keyFromFragment, SessionError, signIn, signOut, type Credentials } from "../../session.ts";
import { ServerClock } from "../../time.ts";
import { pageOf } from "./roles.ts";

export type Refusal = { kind: "offline" | "wrong" | "link" | "role" } | { kind: "tooMany"; seconds: number };

export interface LineEvents {
  /** The desk is open: now, or again after the line was lost. */
  entered(): void;
  shown(state: StudioSnapshot): void;
  metered(meters: StudioMeters): void;
  picture(frame: ArrayBuffer): void;
}

const silenceMs = 6_000;
const failureShownMs = 10_000;

/** The line to the server: who is signed in, the state as the server tells it, and why it refused something. */
export class Line {
  /** What the person at the page may have: the desk, the office (seminars only), or nothing yet. */
  readonly entry = signal<"connecting" | "login" | "desk" | "office">("connecting");
  readonly refusal = signal<Refusal | null>(null);
  readonly status = signal<ChannelStatus>("closed");
  readonly you = signal<SessionHelloResult | null>(null);
  readonly snapshot = signal<StudioSnapshot | null>(null);
  readonly failure = signal<Text | null>(null);
  readonly clock = new ServerClock();

  private readonly office = signal<SeminarSnapshot | null>(null);
  private readonly channel: Channel;
  private readonly mirror = new StateMirror<StudioSnapshot>();
  private readonly officeMirror = new StateMirror<SeminarSnapshot>();
  private triedKey = false;
  private heardAt = 0;
  private failureTimer = 0;

  /** All seminars, for the desk and for the office. */
  readonly seminars = computed<SeminarSnapshot>(() => this.snapshot.value ?? this.office.value ?? { seminars: {} });

  constructor(private readonly events: LineEvents) {
    this.channel = new Channel(controlUrl(), {
      opened: () => this.greet(),
      notified: (method, params) => this.notified(method, params),
      binary: (frame) => this.events.picture(frame),
      status: (status) => (this.status.value = status),
    });
  }

  /** A call whose refusal the caller handles. */
  readonly request: Channel["call"] = (method, params) => this.channel.call(method, params);

  connect(): void {
    this.channel.connect();
  }

  async login(user: string, password: string): Promise<void> {
    await this.enter({ user, password });
  }

  /** Closes the line first: one that breaks by itself would sign in again with the link in the address. */
  async logout(): Promise<void> {
    this.channel.close();
    try {
      await signOut();
    } catch {
      return this.channel.connect(); // not reached; the page says that it is connecting again
    }
    history.replaceState(null, "", location.pathname);
    location.reload();
  }

  /** Answers undefined when the server refused; the page then shows why. */
  async call<M extends keyof Methods>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"] | undefined> {
    try {
      const result = await this.channel.call(method, params);
      this.failure.value = null;
      return result;
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /** Shows for a while why something could not be done. */
  fail(error: unknown): void {
    this.failure.value = error instanceof RpcError ? error.text : { ja: String(error), en: String(error) };
    clearTimeout(this.failureTimer);
    this.failureTimer = window.setTimeout(() => (this.failure.value = null), failureShownMs);
  }

  /** A line on which nothing was heard for a while is asked; if it is dead, it ends there. */
  everySecond(now: number): void {
    if (this.status.value !== "open" || now - this.heardAt <= silenceMs) return;
    this.heardAt = now;
    void this.resync().catch(() => undefined);
  }

  private async enter(credentials: Credentials): Promise<void> {
    this.refusal.value = null;
    try {
      await signIn(credentials);
      this.entry.value = "connecting";
      this.channel.reconnect();
    } catch (error) {
      const { status, retryAfterSeconds } = error as SessionError;
      this.entry.value = "login";
      if (status === 429) this.refusal.value = { kind: "tooMany", seconds: retryAfterSeconds || 30 };
      else if (status === 0 || status >= 500) this.refusal.value = { kind: "offline" };
      else this.refusal.value = { kind: "key" in credentials ? "link" : "wrong" };
    }
  }

  private async greet(): Promise<void> {
    this.you.value = await this.hello();
    const page = pageOf(this.you.value?.role);
    if (page === null || this.you.value === null) return this.signInAgain();
    this.clock.set(this.you.value.serverTime);
    await this.resync();
    this.entry.value = page;
    if (page === "desk") this.events.entered();
  }

  private async hello(): Promise<SessionHelloResult | null> {
    try {
      return await this.channel.call("session.hello", {});
    } catch (error) {
      if (error instanceof RpcError && error.id !== "offline") return null;
      throw error;
    }
  }

  /** A staff link signs in by itself: it was opened by staff. Once; a link without the right role is not tried again. */
  private signInAgain(): void {
    this.channel.close();
    const key = keyFromFragment();
    if (key !== null && !this.triedKey) {
      this.triedKey = true;
      return void this.enter({ key });
    }
    this.entry.value = "login";
    if (this.you.value !== null && this.triedKey) this.refusal.value = { kind: "role" };
  }

  private notified(method: string, params: unknown): void {
    this.heardAt = Date.now();
    if (method === "studio.meters") this.events.metered(params as StudioMeters);
    else if (method === "studio.state") this.follow(this.mirror.accept(params as StateMessage<StudioSnapshot>));
    else if (method === "seminar.state") this.follow(this.officeMirror.accept(params as StateMessage<SeminarSnapshot>));
  }

  private follow(complete: boolean): void {
    if (complete) this.show();
    else void this.resync().catch(() => undefined); // a lost line ends in the channel
  }

  private async resync(): Promise<void> {
    if (pageOf(this.you.value?.role) === "office") {
      this.officeMirror.accept(await this.channel.call("seminar.get", {}));
      return this.show();
    }
    this.mirror.accept(await this.channel.call("studio.get", {}));
    if (this.mirror.value) this.clock.set(this.mirror.value.serverTime);
    this.show();
  }

  private show(): void {
    this.office.value = this.officeMirror.value;
    const state = this.mirror.value;
    if (!state) return;
    this.events.shown(state);
    this.snapshot.value = state;
  }
}
