// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";
import { countdown } from "../src/countdown.ts";
import { parseChapters } from "../src/pages/watch/chapters.ts";
import { fingerprint } from "../src/pages/watch/link_memory.ts";
import { screenOf, seminarOfPath, type Screen, type Situation } from "../src/pages/watch/screen.ts";
import type { AttendSnapshot, AttendState, PublicSeminar } from "../src/protocol.ts";

const seminar = { id: "demo", title: "t", speakers: "", contact: { name: "", phone: "" } };

function info(state: AttendState, policy: PublicSeminar["policy"] = "personal"): PublicSeminar {
  return { ...seminar, state, policy };
}

function attend(state: AttendState, you: Partial<AttendSnapshot["you"]> = {}): AttendSnapshot {
  return { seminar: { ...seminar, state }, you: { name: "", displaced: false, revoked: false, ...you }, serverTime: "" };
}

const outside: Situation = { info: info("live"), session: "none", attend: null, hasKey: true, pressed: false, gone: false };
const inside: Situation = { ...outside, session: "in", attend: attend("live"), pressed: true };

describe("what the watch page shows", () => {
  const table: [string, Situation, Screen][] = [
    ["before anything is known", { ...outside, info: undefined, session: "unknown" }, "loading"],
    ["no such seminar", { ...outside, info: null }, "missing"],
    ["not published", { ...outside, info: info("draft") }, "draft"],
    ["personal without a link", { ...outside, hasKey: false }, "noright"],
    ["personal without a link, before it starts", { ...outside, info: info("open"), hasKey: false }, "noright"],
    ["unlisted without a link", { ...outside, info: info("live", "unlisted"), hasKey: false }, "ready"],
    ["before it starts", { ...outside, info: info("open") }, "waiting"],
    ["live, not pressed", outside, "ready"],
    ["live, signed in from an earlier visit, not pressed", { ...inside, pressed: false }, "ready"],
    ["live, pressed", inside, "player"],
    ["intermission", { ...inside, attend: attend("intermission") }, "player"],
    ["replay", { ...inside, attend: attend("ended") }, "player"],
    ["pressed in the waiting room", { ...inside, attend: attend("open") }, "waiting"],
    ["another device took over", { ...inside, attend: attend("live", { displaced: true }) }, "elsewhere"],
    ["the link was taken back", { ...inside, attend: attend("live", { revoked: true }) }, "revoked"],
    ["the window is over", { ...inside, attend: attend("expired") }, "closed"],
    ["the window is over, seen by a stranger", { ...outside, info: info("expired"), hasKey: false }, "closed"],
    ["media answered 410 before the state came", { ...inside, gone: true }, "closed"],
  ];

  test.each(table)("%s", (_, situation, screen) => expect(screenOf(situation)).toBe(screen));
});

test("the countdown rounds up to whole minutes", () => {
  expect(countdown(null)).toBeNull();
  expect(countdown(-5)).toEqual({ unit: "soon" });
  expect(countdown(1)).toEqual({ unit: "minutes", minutes: 1 });
  expect(countdown(12 * 60)).toEqual({ unit: "minutes", minutes: 12 });
  expect(countdown(90 * 60 - 10)).toEqual({ unit: "hours", hours: 1, minutes: 30 });
  expect(countdown(50 * 3600)).toEqual({ unit: "days", days: 2 });
});

test("the seminar is in the address", () => {
  expect(seminarOfPath("/s/demo")).toBe("demo");
  expect(seminarOfPath("/s/demo/")).toBe("demo");
});

test("two links have different fingerprints", () => {
  expect(fingerprint("abc")).toMatch(/^[0-9a-f]{8}$/);
  expect(fingerprint("abc")).not.toBe(fingerprint("abd"));
});

describe("chapters of the replay", () => {
  test("are the cues of the recorder's list", () => {
    const vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nはじめ\n\n01:00:04.500 --> 01:10:00.000\n二つ目 &lt;b&gt; &amp;\n";
    expect(parseChapters(vtt)).toEqual([
      { start: 1, title: "はじめ" },
      { start: 3604.5, title: "二つ目 <b> &" },
    ]);
  });

  test("may have names, short times and other line ends", () => {
    expect(parseChapters("WEBVTT\r\n\r\n1\r\n02:03.000 --> 03:00.000\r\nA\r\n")).toEqual([{ start: 123, title: "A" }]);
  });

  test("an empty list, or something else, has none", () => {
    expect(parseChapters("WEBVTT\n")).toEqual([]);
    expect(parseChapters("<!doctype html>\n\n00:01.000 --> 00:02.000\nA")).toEqual([]);
    expect(parseChapters("WEBVTT\n\n00:01.000 --> 00:02.000\n")).toEqual([]);
  });
});
