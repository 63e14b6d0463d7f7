// SPDX-License-Identifier: GPL-3.0-or-later
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Channel, RpcError, type ChannelPauses, type ChannelStatus } from "../src/channel.ts";

class FakeSocket {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  sent: { id: number; method: string; params: unknown }[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.made.push(this);
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  receive(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  close(): void {
    this.readyState = 3;
  }
}

const statuses: ChannelStatus[] = [];
const heard: unknown[] = [];
let opened: () => Promise<void>;

function makeChannel(pauses?: ChannelPauses): Channel {
  const events = {
    opened: () => opened(),
    notified: (method: string, params: unknown) => void heard.push([method, params]),
    status: (status: ChannelStatus) => void statuses.push(status),
  };
  return new Channel("ws://x/control", events, pauses);
}

const newest = (): FakeSocket => FakeSocket.made[FakeSocket.made.length - 1]!;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.made = [];
  statuses.length = heard.length = 0;
  opened = async () => undefined;
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("window", globalThis);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("speaks the sub-protocol and is open once the greeting is done", async () => {
  const channel = makeChannel();
  channel.connect();
  expect(newest().protocol).toBe("tsudoi.v1");
  newest().open();
  await vi.advanceTimersByTimeAsync(0);
  expect(statuses).toEqual(["connecting", "open"]);
});

test("an answer resolves its call, a refusal rejects it with id and words", async () => {
  const channel = makeChannel();
  channel.connect();
  newest().open();
  const good = channel.call("studio.get", {});
  const bad = channel.call("studio.take", {}).catch((error: unknown) => error);
  const [first, second] = newest().sent;
  newest().receive({ jsonrpc: "2.0", id: second!.id, error: { code: -32000, message: "no", data: { id: "wrong-state", ja: "今は無理", en: "not now" } } });
  newest().receive({ jsonrpc: "2.0", id: first!.id, result: { revision: 1 } });
  expect(await good).toEqual({ revision: 1 });
  const refusal = (await bad) as RpcError;
  expect([refusal.id, refusal.text.ja]).toEqual(["wrong-state", "今は無理"]);
});

test("a lost line comes back by itself and greets again", async () => {
  let greetings = 0;
  opened = async () => void (greetings += 1);
  const channel = makeChannel();
  channel.connect();
  newest().open();
  await vi.advanceTimersByTimeAsync(0);
  newest().onclose!();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(FakeSocket.made.length).toBe(2);
  newest().open();
  await vi.advanceTimersByTimeAsync(0);
  expect(greetings).toBe(2);
  expect(statuses).toEqual(["connecting", "open", "lost", "open"]);
});

test("a call without an answer takes the line for dead", async () => {
  const channel = makeChannel();
  channel.connect();
  newest().open();
  await vi.advanceTimersByTimeAsync(0);
  const call = channel.call("attend.beat", {}).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(((await call) as RpcError).id).toBe("offline");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(FakeSocket.made.length).toBe(2);
});

test("a closed channel stays closed", async () => {
  const channel = makeChannel();
  channel.connect();
  newest().open();
  await vi.advanceTimersByTimeAsync(0);
  channel.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.made.length).toBe(1);
  expect(statuses.at(-1)).toBe("closed");
});

test("notifications reach the page, whatever else arrives is left alone", async () => {
  const channel = makeChannel();
  channel.connect();
  newest().open();
  newest().receive({ jsonrpc: "2.0", method: "attend.state", params: { revision: 2 } });
  newest().receive({ jsonrpc: "2.0", id: 99, result: {} });
  expect(heard).toEqual([["attend.state", { revision: 2 }]]);
});

test("a socket that does not open is given up, and the pauses stay below their limit", async () => {
  makeChannel({ openWithinMs: 4_000, longestMs: 1_500 }).connect();
  for (let tried = 1; tried <= 5; ++tried) {
    expect(FakeSocket.made).toHaveLength(tried);
    await vi.advanceTimersByTimeAsync(4_000 + 1_500 * 1.25);
    expect(FakeSocket.made[tried - 1]!.readyState).toBe(3);
  }
});

test("a socket that opened in time stays", async () => {
  makeChannel({ openWithinMs: 4_000, longestMs: 1_500 }).connect();
  newest().open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.made).toHaveLength(1);
  expect(statuses.at(-1)).toBe("open");
});
