// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";
import { MuteSwitch } from "../src/pages/join/mute_switch.ts";
import { othersOf, placeOf, screenOf, type Screen, type Situation } from "../src/pages/join/screen.ts";
import { troubleOf } from "../src/media_trouble.ts";
import { decibels, Hearing, lineVerdict, meterPosition } from "../src/pages/join/verdict.ts";
import { atOnceHint, placeSentence, placeWords } from "../src/pages/join/words.ts";
import { handsOf, inOrder } from "../src/pages/studio/panelists.ts";
import type { PanelistView, PanelSnapshot, SeminarState } from "../src/protocol.ts";

function panelist(more: Partial<PanelistView> = {}): PanelistView {
  return {
    name: "", affiliation: "", seminar: "demo", place: "waiting", connected: true, muted: false, hand: false, onAir: false, shares: false,
    next: false, spokenTo: false, ...more,
  };
}

function panel(state: SeminarState, self: Partial<PanelistView> = {}, others: Record<string, PanelistView> = {}): PanelSnapshot {
  const seminar = { title: "t", meeting: false, state, contact: { name: "", phone: "" } };
  return { you: "me", seminar, panelists: { me: panelist(self), ...others }, halfPicture: false, serverTime: "" };
}

const inside: Situation = { entry: "in", panel: panel("open"), ready: true, left: false, elsewhere: false };

describe("what the panelist's page shows", () => {
  const table: [string, Situation, Screen][] = [
    ["before anything is known", { ...inside, entry: "unknown", panel: null }, "loading"],
    ["a link of nobody", { ...inside, entry: "refused", panel: null }, "noright"],
    ["a link that was taken back", { ...inside, entry: "revoked" }, "revoked"],
    ["not on the panel any more, the line still open", { ...inside, panel: { ...panel("live"), panelists: {} } }, "revoked"],
    ["not ready", { ...inside, ready: false }, "check"],
    ["ready", inside, "room"],
    ["a line that comes back shows what it showed", { ...inside, entry: "unknown" }, "room"],
    ["gone by the button", { ...inside, left: true }, "left"],
    ["the same link on another device", { ...inside, elsewhere: true }, "elsewhere"],
    ["over", { ...inside, panel: panel("ended") }, "ended"],
    ["long over, opened again", { ...inside, panel: panel("expired"), ready: false }, "ended"],
  ];
  test.each(table)("%s", (_what, situation, expected) => expect(screenOf(situation)).toBe(expected));

  test("on air is only who is on stage while it is live", () => {
    expect(placeOf(panel("live"))).toBe("waiting");
    expect(placeOf(panel("rehearsal", { place: "stage" }))).toBe("stage");
    expect(placeOf(panel("live", { place: "stage", onAir: true }))).toBe("air");
  });

  test("the others: those on stage first, oneself not among them", () => {
    const others = { b: panelist({ name: "b" }), c: panelist({ name: "c", place: "stage" }), a: panelist({ name: "a" }) };
    expect(othersOf(panel("live", {}, others)).map(([id]) => id)).toEqual(["c", "a", "b"]);
  });
});

describe("a meeting has its own words", () => {
  const meeting = (state: SeminarState, self: Partial<PanelistView> = {}): PanelSnapshot => {
    const snapshot = panel(state, self);
    return { ...snapshot, seminar: { ...snapshot.seminar, meeting: true } };
  };
  const stage = { place: "stage" } as const;

  test("where somebody is", () => {
    expect(placeWords(meeting("open"))).toBe("待機中");
    expect(placeWords(meeting("rehearsal", stage))).toBe("会議中");
    expect(placeSentence(meeting("rehearsal", stage))).toContain("録画はしていません");
    expect(placeWords(meeting("live", { ...stage, onAir: true }))).toBe("録画中");
    expect(placeWords(meeting("intermission", stage))).toBe("休憩中");
    expect(placeWords(panel("live", { ...stage, onAir: true }))).toBe("出演中");
  });

  test("what the press leads to is said before it", () => {
    expect(atOnceHint(meeting("open"))).toBeNull();
    expect(atOnceHint(meeting("rehearsal"))).toContain("すぐに会議に入り");
    expect(atOnceHint(meeting("live"))).toContain("録画されています");
    expect(atOnceHint(panel("live"))).toBeNull();
    expect(atOnceHint(null)).toBeNull();
  });
});

describe("the checks", () => {
  test("a verdict on the line from how long answers take, and how evenly", () => {
    expect(lineVerdict([])).toBe(null);
    expect(lineVerdict([20, 25, 30, 22, 21])).toBe("good");
    expect(lineVerdict([20, 25, 300, 22, 21])).toBe("fair");
    expect(lineVerdict([250, 260, 255, 240, 300])).toBe("fair");
    expect(lineVerdict([20, 25, 900, 22, 21])).toBe("poor");
    expect(lineVerdict([600, 700, 650])).toBe("poor");
  });

  test("a voice is heard, a knock and a quiet room are not", () => {
    const knock = new Hearing();
    expect([knock.update(-10, 50), knock.update(-60, 50), knock.update(-60, 5_000)]).toEqual([false, false, false]);
    const voice = new Hearing();
    const updates = [-30, -70, -25, -28, -35, -30].map((level) => voice.update(level, 50));
    expect(updates).toEqual([false, false, false, false, false, true]);
    expect(voice.update(-Infinity, 50)).toBe(true);
  });

  test("levels", () => {
    expect(decibels(new Float32Array([1, -1, 1, -1]))).toBe(0);
    expect(decibels(new Float32Array(4))).toBe(-Infinity);
    expect([meterPosition(-Infinity), meterPosition(-30), meterPosition(3)]).toEqual([0, 0.5, 1]);
  });

  test("errors of the browser become causes that a person can do something about", () => {
    expect(["NotAllowedError", "NotFoundError", "NotReadableError", "Odd"].map(troubleOf)).toEqual(["refused", "missing", "busy", "unknown"]);
  });
});

describe("the microphone's switch", () => {
  test("a press silences before the server has heard of it, and is not the operator's doing", () => {
    const mute = new MuteSwitch();
    mute.follow(false);
    expect([mute.press(), mute.off.value, mute.pending.value]).toEqual([true, true, true]);
    mute.follow(false); // news about something else
    expect(mute.off.value).toBe(true);
    mute.follow(true);
    expect([mute.off.value, mute.pending.value, mute.byOperator.value]).toEqual([true, false, false]);
    expect([mute.press(), mute.off.value]).toEqual([false, true]);
    mute.follow(false);
    expect(mute.off.value).toBe(false);
  });

  test("what the operator switched off says so, until the panelist switches it on", () => {
    const mute = new MuteSwitch();
    mute.follow(false);
    mute.follow(true);
    expect([mute.off.value, mute.byOperator.value]).toEqual([true, true]);
    mute.follow(false);
    expect([mute.off.value, mute.byOperator.value]).toEqual([false, false]);
  });

  test("off at the first look: nobody knows by whom", () => {
    const mute = new MuteSwitch();
    mute.follow(true);
    expect([mute.off.value, mute.byOperator.value]).toEqual([true, false]);
  });
});

test("the studio lists its own seminar first, and hands before others", () => {
  const list = { a: panelist({ name: "a" }), b: panelist({ name: "b", hand: true }), c: panelist({ name: "c", seminar: "x", hand: true }) };
  expect(inOrder(list, "demo").map(([id]) => id)).toEqual(["b", "a", "c"]);
  expect(handsOf(list)).toBe(2);
});
