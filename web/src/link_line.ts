// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import { Backoff } from "./backoff.ts";
import { Channel, controlUrl, RpcError, type ChannelPauses, type ChannelStatus } from "./channel.ts";
import { StateMirror, type StateMessage } from "./merge.ts";
import type { Role } from "./protocol.ts";
import { keyFromFragment, SessionError, signIn } from "./session.ts";
import { ServerClock } from "./time.ts";

const silenceMs = 15_000;
/** These pages are few, and somebody on stage waits for each of them. */
const pauses: ChannelPauses = { openWithinMs: 4_000, longestMs: 1_500 };

/** What a link of one role lets see. */
export interface LinkKind<State> {
  role: Role;
  /** The notification with the state. */
  notification: string;
  get(call: Channel["call"]): Promise<StateMessage<State>>;
  /** Who the state says this is; another answer than before is another person's session. */
  whose?(state: State): string;
}

/** The line to the server of a page that opens with a link: whether it lets in, and the state as the server tells it. */
export class LinkLine<State extends { serverTime: string }> {
  readonly entry = signal<"unknown" | "in" | "refused" | "revoked">("unknown");
  readonly status = signal<ChannelStatus>("connecting");
  readonly state = signal<State | null>(null);
  readonly clock = new ServerClock();

  private readonly mirror = new StateMirror<State>();
  private readonly backoff = new Backoff(1_000, 10_000);
  private readonly channel: Channel;
  private signedInAt = -Infinity;
  private heardAt = 0;

  /** opened: the line is there, for the first time or again. */
  constructor(
    private readonly kind: LinkKind<State>,
    private readonly opened: () => void,
  ) {
    const events = {
      opened: () => this.greet(),
      notified: (method: string, params: unknown) => this.notified(method, params as StateMessage<State>),
      status: (status: ChannelStatus) => this.turned(status),
    };
    this.channel = new Channel(controlUrl(), events, pauses);
  }

  readonly call: Channel["call"] = (method, params) => this.channel.call(method, params);

  connect(): void {
    void this.enter();
  }

  /** A line on which nothing was heard for long is asked; if it is dead, it ends there. */
  everySecond(now: number): void {
    if (this.status.value !== "open" || now - this.heardAt < silenceMs) return;
    this.heardAt = now;
    void this.resync().catch(() => undefined);
  }

  /** The link decides who this is, not a session that this browser still has of somebody else. */
  private async enter(): Promise<void> {
    const key = keyFromFragment();
    if (key === null) return this.channel.connect(); // a session may still be there
    try {
      const { role } = await signIn({ key });
      if (role !== this.kind.role) return this.refused();
      this.backoff.reset();
      this.signedInAt = Date.now();
      this.channel.reconnect();
    } catch (error) {
      this.notEntered(error as SessionError);
    }
  }

  private notEntered({ status, retryAfterSeconds }: SessionError): void {
    if (status !== 0 && status !== 429 && status < 500) return this.refused();
    this.status.value = "lost";
    window.setTimeout(() => void this.enter(), Math.max(retryAfterSeconds * 1_000, this.backoff.next()));
  }

  private refused(): void {
    this.channel.close();
    this.entry.value = this.state.value ? "revoked" : "refused";
  }

  private async greet(): Promise<void> {
    try {
      const hello = await this.channel.call("session.hello", {});
      this.clock.set(hello.serverTime);
      if (hello.role !== this.kind.role) return this.enterAgain();
      const before = this.whose(this.state.value);
      this.mirror.accept(await this.kind.get(this.call));
      if (this.state.value && this.whose(this.mirror.value) !== before) return this.enterAgain();
      this.show();
      this.entry.value = "in";
    } catch (error) {
      if (error instanceof RpcError && error.id !== "offline") return this.enterAgain();
      throw error;
    }
  }

  /** Once: a link that has just signed in and still is nobody's does not let in. */
  private enterAgain(): void {
    this.channel.close();
    const tried = Date.now() - this.signedInAt < 10_000;
    if (keyFromFragment() === null || tried) this.refused();
    else void this.enter();
  }

  private turned(status: ChannelStatus): void {
    if (status === "closed") return; // it is about to be opened again, or the entry says why not
    this.status.value = status;
    this.heardAt = Date.now();
    if (status === "open" && this.entry.value === "in") this.opened();
  }

  private notified(method: string, message: StateMessage<State>): void {
    this.heardAt = Date.now();
    if (method !== this.kind.notification) return;
    if (this.mirror.accept(message)) this.show();
    else void this.resync().catch(() => undefined); // a lost line ends in the channel
  }

  private async resync(): Promise<void> {
    this.mirror.accept(await this.kind.get(this.call));
    this.show();
  }

  private whose(state: State | null): string | undefined {
    return state ? this.kind.whose?.(state) : undefined;
  }

  private show(): void {
    const state = this.mirror.value;
    if (!state) return;
    if (state.serverTime !== this.state.value?.serverTime) this.clock.set(state.serverTime);
    this.state.value = state;
  }
}
