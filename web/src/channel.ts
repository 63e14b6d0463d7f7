// SPDX-License-Identifier: GPL-3.0-or-later
import { Backoff } from "./backoff.ts";
import type { Methods, Text } from "./protocol.ts";

/** A refusal by the server: a stable id and a sentence a person can act on. */
export class RpcError extends Error {
  constructor(
    readonly id: string,
    readonly text: Text,
  ) {
    super(text.en);
  }
}

export type ChannelStatus = "connecting" | "open" | "lost" | "closed";

export interface ChannelEvents {
  /** The socket is open (again): greet and ask for the state. A throw counts as a lost connection. */
  opened(): Promise<void>;
  notified(method: string, params: unknown): void;
  binary?(frame: ArrayBuffer): void;
  status(status: ChannelStatus): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  timer: number;
}

interface Incoming {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string; data?: { id?: string; ja?: string; en?: string } };
}

/** How patient a channel is. */
export interface ChannelPauses {
  /** A socket that is not open by then is given up: its first packet may be lost, and the system asks again ever later. */
  openWithinMs: number;
  /** Between two tries. */
  longestMs: number;
}

const answerWithinMs = 10_000;
const ordinaryPauses: ChannelPauses = { openWithinMs: 10_000, longestMs: 5_000 };

function toRpcError(error: NonNullable<Incoming["error"]>): RpcError {
  const { id = "error", ja = error.message, en = error.message } = error.data ?? {};
  return new RpcError(id, { ja, en });
}

/**
 * JSON-RPC 2.0 over one WebSocket that comes back by itself.
 *
 * A call that gets no answer in time takes the line for dead: half-open connections end here and nowhere else.
 */
export class Channel {
  private socket: WebSocket | null = null;
  private readonly pending = new Map<number, Pending>();
  private readonly backoff: Backoff;
  private lastId = 0;
  private retryTimer = 0;
  private wanted = false;

  constructor(
    private readonly url: string,
    private readonly events: ChannelEvents,
    private readonly pauses = ordinaryPauses,
  ) {
    this.backoff = new Backoff(300, pauses.longestMs);
  }

  connect(): void {
    this.wanted = true;
    this.events.status("connecting");
    this.open();
  }

  close(): void {
    this.wanted = false;
    clearTimeout(this.retryTimer);
    this.drop();
    this.events.status("closed");
  }

  /** Starts over with the session as it is now, e.g. after signing in. */
  reconnect(): void {
    if (this.socket) this.drop();
    clearTimeout(this.retryTimer);
    this.connect();
  }

  call<M extends keyof Methods>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"]> {
    const socket = this.socket;
    if (socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new RpcError("offline", { ja: "サーバーに接続していません。", en: "Not connected." }));
    }
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => this.lost(socket), answerWithinMs);
      this.pending.set(id, { resolve: resolve as Pending["resolve"], reject, timer });
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  private open(): void {
    const socket = new WebSocket(this.url, "tsudoi.v1");
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    const late = window.setTimeout(() => this.lost(socket), this.pauses.openWithinMs);
    socket.onopen = () => {
      clearTimeout(late);
      void this.greet(socket);
    };
    socket.onmessage = (message) => this.receive(message.data);
    socket.onclose = () => this.lost(socket);
  }

  private async greet(socket: WebSocket): Promise<void> {
    try {
      await this.events.opened();
      if (this.socket !== socket) return;
      this.backoff.reset();
      this.events.status("open");
    } catch {
      this.lost(socket);
    }
  }

  private receive(data: unknown): void {
    if (data instanceof ArrayBuffer) return this.events.binary?.(data);
    if (typeof data !== "string") return;
    const message = JSON.parse(data) as Incoming;
    if (message.method) this.events.notified(message.method, message.params);
    else if (message.id !== undefined) this.answer(message.id, message);
  }

  private answer(id: number, message: Incoming): void {
    const call = this.pending.get(id);
    if (!call) return;
    this.pending.delete(id);
    clearTimeout(call.timer);
    if (message.error) call.reject(toRpcError(message.error));
    else call.resolve(message.result);
  }

  private lost(socket: WebSocket): void {
    if (this.socket !== socket) return;
    this.drop();
    if (!this.wanted) return;
    this.events.status("lost");
    this.retryTimer = window.setTimeout(() => this.open(), this.backoff.next());
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    for (const call of this.pending.values()) {
      clearTimeout(call.timer);
      call.reject(new RpcError("offline", { ja: "接続が切れました。", en: "The connection was lost." }));
    }
    this.pending.clear();
  }
}

/** The control address of the server that sent this page. */
export function controlUrl(): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/control`;
}
