// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";
import { isPress, noticeOf, screenOf, type Screen, type Situation } from "../src/pages/venue/screen.ts";
import { sameEvening } from "../src/pages/venue/start_memory.ts";
import type { AttendSnapshot, AttendState } from "../src/protocol.ts";

function attend(state: AttendState, you: Partial<AttendSnapshot["you"]> = {}): AttendSnapshot {
  const seminar = { id: "demo", title: "t", speakers: "", state, contact: { name: "", phone: "" } };
  return { seminar, you: { name: "", displaced: false, revoked: false, ...you }, serverTime: "" };
}

const inside: Situation = { entry: "in", attend: attend("live"), elsewhere: false, started: true };

describe("what the screen in the room shows", () => {
  const table: [string, Situation, Screen][] = [
    ["before anything is known", { ...inside, entry: "unknown", attend: null }, "loading"],
    ["a link of nobody", { ...inside, entry: "refused", attend: null }, "noright"],
    ["a link that was taken back", { ...inside, entry: "revoked" }, "revoked"],
    ["taken back, the line still open", { ...inside, attend: attend("live", { revoked: true }) }, "revoked"],
    ["not started", { ...inside, started: false }, "start"],
    ["started", inside, "show"],
    ["before the seminar, too", { ...inside, attend: attend("open") }, "show"],
    ["a line that comes back shows what it showed", { ...inside, entry: "unknown" }, "show"],
    ["opened on another computer", { ...inside, elsewhere: true }, "elsewhere"],
    ["opened on another computer, as the server says", { ...inside, attend: attend("live", { displaced: true }) }, "elsewhere"],
    ["over", { ...inside, attend: attend("ended") }, "ended"],
    ["long over, opened again", { ...inside, attend: attend("expired"), started: false }, "ended"],
  ];
  test.each(table)("%s", (_what, situation, expected) => expect(screenOf(situation)).toBe(expected));

  test("a quiet line says what is going on, and nothing while all is well", () => {
    expect(noticeOf("loading", false, false)).toBe("connecting");
    expect(noticeOf("show", false, false)).toBe("connecting");
    expect(noticeOf("show", false, true)).toBe("connecting");
    expect(noticeOf("show", true, true)).toBe("lost");
    expect(noticeOf("show", true, false)).toBe(null);
    expect(noticeOf("start", false, false)).toBe(null);
    expect(noticeOf("start", false, true)).toBe("lost");
    expect(noticeOf("ended", false, true)).toBe(null);
  });
});

test("a picture comes back by itself on the same evening only", () => {
  const hour = 3_600_000;
  expect(sameEvening(0, 4 * hour)).toBe(true);
  expect(sameEvening(0, 13 * hour)).toBe(false);
  expect(sameEvening(hour, 0)).toBe(false);
  expect(sameEvening(NaN, 0)).toBe(false);
});

test("any key starts, but those that belong to the browser or the computer", () => {
  const key = (name: string, more = {}) => isPress({ key: name, ctrlKey: false, altKey: false, metaKey: false, ...more });
  expect([" ", "Enter", "a", "PageDown", "ArrowRight"].map((name) => key(name))).toEqual([true, true, true, true, true]);
  expect(["Tab", "Escape", "Shift", "F5", "F11", "Unidentified"].map((name) => key(name))).toEqual(Array(6).fill(false));
  expect(key("r", { ctrlKey: true })).toBe(false);
});
