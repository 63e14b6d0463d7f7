// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";
import { InputAges } from "../src/pages/studio/ages.ts";
import { clamped } from "../src/pages/studio/fields.ts";
import { itemsOf } from "../src/pages/studio/checklist.ts";
import { GoLive } from "../src/pages/studio/go_live.ts";
import { belongsToControl, studioKey } from "../src/pages/studio/keys.ts";
import { Ballistics, position } from "../src/pages/studio/meters.ts";
import { parseMultiview } from "../src/pages/studio/multiview.ts";
import { FrameRate, parsePicture } from "../src/pages/studio/pictures.ts";
import { weekLater } from "../src/pages/studio/panel.ts";
import { mayPrepare, pageOf } from "../src/pages/studio/roles.ts";
import { freeName, screensOf } from "../src/pages/studio/room_screens.ts";
import { tallyOf, withInput, withLayout, withoutSlot } from "../src/pages/studio/scene.ts";
import { SolvedNotices } from "../src/pages/studio/solved.ts";
import { actionsOf, deskSeminar, isAiring } from "../src/pages/studio/steps.ts";
import { RpcError } from "../src/channel.ts";
import { inputFromForm } from "../src/pages/studio/view/input_form.tsx";
import type { AlertView, InputView, Scene, ScreenView, SeminarState, SeminarView, StudioSnapshot } from "../src/protocol.ts";

const layouts = {
  "full": { slots: ["main"] },
  "lecturer-slides": { slots: ["lecturer", "slides"] },
  "slides-lecturer-corner": { slots: ["lecturer", "slides"] },
  "side-by-side": { slots: ["left", "right"] },
  "panel": { slots: ["1", "2", "3", "4", "5", "6", "7", "8"] },
};
const talk: Scene = { layout: "lecturer-slides", slots: { lecturer: "cam", slides: "deck" } };

describe("building a scene", () => {
  test("inputs stay in slots of the same name", () => {
    expect(withLayout(talk, "slides-lecturer-corner", layouts).slots).toEqual(talk.slots);
  });

  test("other inputs move up in order", () => {
    expect(withLayout(talk, "side-by-side", layouts).slots).toEqual({ left: "cam", right: "deck" });
    expect(withLayout(talk, "full", layouts).slots).toEqual({ main: "cam" });
    expect(withLayout({ layout: "full", slots: {} }, "panel", layouts).slots).toEqual({});
  });

  test("an input is in one slot only; it changes places with what was there", () => {
    expect(withInput(talk, "slides", "cam").slots).toEqual({ lecturer: "deck", slides: "cam" });
    expect(withInput({ layout: "lecturer-slides", slots: { lecturer: "cam" } }, "slides", "cam").slots).toEqual({ slides: "cam" });
    expect(withInput(talk, "slides", "new").slots).toEqual({ lecturer: "cam", slides: "new" });
  });

  test("a slot can be emptied, and the scene that was given stays as it was", () => {
    expect(withoutSlot(talk, "slides").slots).toEqual({ lecturer: "cam" });
    expect(talk.slots).toEqual({ lecturer: "cam", slides: "deck" });
  });

  test("an input is red only on air; in programme and preview it has both tags", () => {
    const next: Scene = { layout: "full", slots: { main: "cam" } };
    expect(tallyOf("cam", next, talk, true)).toEqual(["air", "preview"]);
    expect(tallyOf("cam", next, talk, false)).toEqual(["programme", "preview"]);
    expect(tallyOf("deck", next, talk, true)).toEqual(["air"]);
    expect(tallyOf("cam", next, { layout: "full", slots: {} }, true)).toEqual(["preview"]);
    expect(tallyOf("other", next, talk, true)).toEqual([]);
  });
});

describe("keys of the studio", () => {
  const press = (key: string, more = {}) => studioKey({ key, code: "", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more });
  const element = (tagName: string, more = {}): EventTarget => ({ tagName, dataset: {}, ...more }) as unknown as EventTarget;

  test("take, cut, inputs, slate, mute, help", () => {
    expect(press(" ")).toEqual({ do: "take" });
    expect(press("Enter")).toEqual({ do: "cut" });
    expect(press("7")).toEqual({ do: "input", number: 7 });
    expect(press("S")).toEqual({ do: "slate" });
    expect(press("?")).toEqual({ do: "help" });
    expect(press("0")).toBeNull();
  });
  test("presets have the digits with shift, whatever the keyboard types then", () => {
    expect(press("!", { code: "Digit1", shiftKey: true })).toEqual({ do: "preset", number: 1 });
    expect(press('"', { code: "Digit2", shiftKey: true })).toEqual({ do: "preset", number: 2 });
    expect(press("0", { code: "Digit0", shiftKey: true })).toBeNull();
    expect(press("2", { code: "Digit2" })).toEqual({ do: "input", number: 2 });
  });

  test("a key that is held down acts once", () => expect(press(" ", { repeat: true })).toBeNull());
  test("shortcuts of the browser stay with it", () => expect(press("s", { ctrlKey: true })).toBeNull());
  test("undo has the key that it has everywhere", () => {
    expect(press("z", { ctrlKey: true })).toEqual({ do: "undo" });
    expect(press("z", { metaKey: true })).toEqual({ do: "undo" });
    expect(press("z", { ctrlKey: true, repeat: true })).toBeNull();
    expect(press("z")).toBeNull();
  });

  test("text fields and focused buttons keep their keys; slots do not", () => {
    expect(belongsToControl(element("INPUT"), "s")).toBe(true);
    expect(belongsToControl(element("INPUT"), "Escape")).toBe(false);
    expect(belongsToControl(element("BUTTON"), " ")).toBe(true);
    expect(belongsToControl(element("BUTTON"), "s")).toBe(false);
    expect(belongsToControl(element("BUTTON", { dataset: { slot: "main" } }), " ")).toBe(false);
    expect(belongsToControl(element("INPUT", { type: "range" }), "3")).toBe(false);
    expect(belongsToControl(element("INPUT", { type: "range" }), " ")).toBe(false);
    expect(belongsToControl(element("INPUT", { type: "checkbox" }), " ")).toBe(true);
  });
});

describe("a seminar on the desk", () => {
  const view = (id: string, state: SeminarState, more: Partial<SeminarView> = {}): SeminarView => ({
    id, title: id, speakers: "", state, meeting: false, policy: "personal", contact: { name: "", phone: "" }, viewers: 0, ...more,
  });
  const desk = (onAir: string | undefined, ...list: SeminarView[]): StudioSnapshot =>
    ({ onAir, seminars: Object.fromEntries(list.map((seminar) => [seminar.id, seminar])) }) as unknown as StudioSnapshot;

  test("is the one on air before the one chosen", () => {
    expect(deskSeminar(desk("a", view("a", "live"), view("b", "open")), "b")).toBe("a");
    expect(deskSeminar(desk(undefined, view("a", "ended"), view("b", "open")), "a")).toBe("a");
  });

  test("without a choice is the one whose end can be taken back, then the next one", () => {
    const ended = view("a", "ended", { undoUntil: "2026-01-01T00:00:00Z" });
    expect(deskSeminar(desk(undefined, view("b", "open"), ended), null)).toBe("a");
    expect(deskSeminar(desk(undefined, view("c", "open", { startsAt: "2" }), view("b", "open", { startsAt: "1" })), null)).toBe("b");
    expect(deskSeminar(desk(undefined), null)).toBeNull();
  });

  test("airs only while it is live and no slate is up", () => {
    const live = desk("a", view("a", "live"));
    expect(isAiring(live)).toBe(true);
    expect(isAiring({ ...live, slate: { kind: "break" } })).toBe(false);
    expect(isAiring(desk("a", view("a", "live", { meeting: true })))).toBe(false);
    expect(isAiring(desk("a", view("a", "intermission")))).toBe(false);
    for (const state of ["draft", "open", "rehearsal", "ended"] as const) expect(isAiring(desk(undefined, view("a", state)))).toBe(false);
  });

  test("offers what its state allows; the end can be taken back only in time", () => {
    expect(actionsOf(view("a", "open"), 0)).toEqual(["rehearse", "start"]);
    expect(actionsOf(view("a", "live"), 0)).toEqual(["pause", "end"]);
    expect(actionsOf(view("a", "ended"), 4)).toEqual(["undo"]);
    expect(actionsOf(view("a", "ended"), 0)).toEqual([]);
    expect(actionsOf(view("a", "open", { meeting: true }), 0)).toEqual(["rehearse"]);
    expect(actionsOf(view("a", "rehearsal", { meeting: true }), 0)).toEqual(["stopRehearsal", "start"]);
  });
});

test("a picture frame carries the id and the JPEG", () => {
  const frame = new Uint8Array([1, 3, 99, 97, 109, 0xff, 0xd8]).buffer;
  expect(parsePicture(frame)).toEqual({ id: "cam", jpeg: new Uint8Array([0xff, 0xd8]) });
  expect(parsePicture(new Uint8Array([2, 3, 99, 97, 109, 1]).buffer)).toBeNull();
  expect(parsePicture(new Uint8Array([1, 9, 99]).buffer)).toBeNull();
  expect(parsePicture(new ArrayBuffer(0))).toBeNull();
});

test("a frame of the multiview carries the map when it is a keyframe", () => {
  const map = { size: [1280, 540], cells: { programme: [640, 0, 640, 360] } };
  const text = new TextEncoder().encode(JSON.stringify(map));
  const key = new Uint8Array([2, 1, 0, text.length, ...text, 0, 0, 1]).buffer;
  expect(parseMultiview(key)).toEqual({ map, h264: new Uint8Array([0, 0, 1]) });
  expect(parseMultiview(new Uint8Array([2, 0, 0, 0, 9]).buffer)).toEqual({ map: null, h264: new Uint8Array([9]) });
  expect(parseMultiview(new Uint8Array([1, 3, 99, 97, 109, 1]).buffer)).toBeNull();
  expect(parseMultiview(new Uint8Array([2, 1, 9, 9, 9]).buffer)).toBeNull();
  expect(parseMultiview(new ArrayBuffer(0))).toBeNull();
});

test("few frames of the multiview are told after three seconds, and taken back at once", () => {
  const rate = new FrameRate();
  const second = (frames: number) => {
    for (let i = 0; i < frames; i++) rate.frameShown();
    rate.second();
    return rate.few;
  };
  expect([15, 5, 5, 5, 4, 15].map(second)).toEqual([null, null, null, 5, 4, null]);
});

test("frames that come and are not shown for two seconds are a broken decoder; when none comes it is the line", () => {
  const rate = new FrameRate();
  const second = (came: boolean) => {
    if (came) rate.frameCame();
    rate.second();
    return rate.silent;
  };
  expect([false, false, false, true, true, false].map(second)).toEqual([false, false, false, false, true, false]);
  rate.frameCame();
  rate.frameShown();
  rate.second();
  expect(rate.silent).toBe(false);
});

describe("the checklist", () => {
  const checklist = { picture: true, sound: false, disk: true, recording: false };
  const panelists = { a: { seminar: "s", connected: true }, b: { seminar: "s", connected: false }, c: { seminar: "other" } } as never;
  const recording = { active: false, publishedMs: 0, freeBytes: 0, freeSeconds: 7_230, disk: "ok" } as const;
  const items = (state: SeminarState, more: Partial<SeminarView> = {}) =>
    itemsOf({ checklist, recording, panelists }, { id: "s", state, viewers: 12, meeting: false, ...more } as SeminarView).map(({ done, words, values }) => [
      done,
      words.replace("studio.check.", ""),
      ...Object.values(values ?? {}),
    ]);

  test("before: picture, sound, disk, panelists, and how many wait", () => {
    expect(items("open")).toEqual([
      [true, "picture"],
      [false, "sound.not"],
      [true, "disk", 120],
      [false, "panelists.not", 1, 2],
      [null, "waiting", 12],
    ]);
  });

  test("on air also the recording; in a break neither picture nor sound", () => {
    expect(items("live").map(([, name]) => name)).toEqual(["picture", "sound.not", "recording.not", "disk", "panelists.not", "watching"]);
    expect(items("intermission").map(([, name]) => name)).toEqual(["recording.not", "disk", "panelists.not", "watching"]);
  });

  test("afterwards and in a meeting there is nothing to look at", () => {
    expect(items("ended")).toEqual([]);
    expect(items("rehearsal", { meeting: true })).toEqual([]);
  });
});

describe("going live", () => {
  const why = { ja: "音がありません。", en: "There is no sound." };
  const line = (answers: (RpcError | null)[]) => {
    const asked: unknown[] = [];
    const failed: unknown[] = [];
    const request = (_method: string, params: unknown) => {
      asked.push(params);
      const answer = answers.shift();
      return answer ? Promise.reject(answer) : Promise.resolve({});
    };
    return { asked, failed, request, fail: (error: unknown) => void failed.push(error) } as never;
  };
  type Played = { asked: unknown[]; failed: unknown[] };

  test("a silent programme is refused once; the second press does it anyway", async () => {
    const played = line([new RpcError("not-ready", why), null]);
    const live = new GoLive(played);
    await live.start("spring");
    expect(live.refusal.value).toEqual(why);
    await live.start("spring");
    expect(live.refusal.value).toBeNull();
    expect((played as Played).asked).toEqual([{ seminar: "spring" }, { seminar: "spring", anyway: true }]);
  });

  test("once sound came, the next press is a first one again; other refusals are no such offer", async () => {
    const played = line([new RpcError("not-ready", why), new RpcError("unavailable", why)]);
    const live = new GoLive(played);
    await live.start("spring");
    live.forget();
    await live.start("spring");
    expect((played as Played).asked[1]).toEqual({ seminar: "spring" });
    expect(live.refusal.value).toBeNull();
    expect((played as Played).failed).toHaveLength(1);
  });
});

test("a meter rises at once, falls slowly and holds its peak", () => {
  const lane = new Ballistics();
  lane.update(-6, 1000, 16);
  expect(lane.level).toBe(-6);
  lane.update(-60, 1500, 500);
  expect(lane.level).toBe(-18);
  expect(lane.held).toBe(-6);
  lane.update(-60, 3000, 1500);
  expect(lane.level).toBe(-54);
  expect(lane.held).toBe(-60);
  expect(position(0)).toBe(1);
  expect(position(-120)).toBe(0);
});

test("the age of an input counts from its last change of state", () => {
  const ages = new InputAges();
  const input = (state: string) => ({ cam: { state } as InputView });
  ages.follow(input("live"), 0);
  ages.follow(input("lost"), 5_000);
  ages.follow(input("lost"), 7_000);
  expect(ages.seconds("cam", 8_500)).toBe(3);
  expect(ages.seconds("other", 8_500)).toBe(0);
});

test("the form of an input sends only what its kind needs", () => {
  const data = new FormData();
  for (const [name, value] of Object.entries({ name: " 講師 ", url: "srt://x:1", passphrase: "", path: "/a", interlacing: "auto" })) {
    data.set(name, value);
  }
  expect(inputFromForm(data, "srt")).toEqual({ name: "講師", kind: "srt", url: "srt://x:1", interlacing: "auto" });
  expect(inputFromForm(data, "test")).toEqual({ name: "講師", kind: "test" });
  expect(inputFromForm(data, "file")).toEqual({ name: "講師", kind: "file", path: "/a", loop: false, interlacing: "auto" });
});

test("a number beyond its limit is moved to the limit; what is no number is nothing", () => {
  expect(clamped("5000", 0, 2000)).toBe(2000);
  expect(clamped("-3", 0, 2000)).toBe(0);
  expect(clamped("1.5", 0, 5)).toBe(1.5);
  expect(clamped("", 0, 5)).toBeNull();
  expect(clamped("x", 0, 5)).toBeNull();
});

test("a solved notice stays a minute, or until it is put away; one that comes up again is shown again", () => {
  const notices = new SolvedNotices();
  const alert = (over: boolean): AlertView => ({ level: "alarm", text: { ja: "", en: "" }, at: "", over });
  notices.follow({ a: alert(true), b: alert(true) }, 0);
  notices.follow({ a: alert(true), b: alert(true) }, 30_000);
  notices.dismiss("b");
  expect([notices.isHidden("a", alert(true), 59_000), notices.isHidden("b", alert(true), 59_000)]).toEqual([false, true]);
  expect(notices.isHidden("a", alert(true), 60_000)).toBe(true);
  expect(notices.isHidden("a", alert(false), 60_000)).toBe(false);
  notices.follow({ a: alert(true), b: alert(false) }, 61_000);
  notices.follow({ a: alert(true), b: alert(true) }, 62_000);
  expect(notices.isHidden("b", alert(true), 63_000)).toBe(false);
});

test("operators get the desk, organisers the seminars, nobody else anything", () => {
  expect([pageOf("operator"), pageOf("admin"), pageOf("organiser")]).toEqual(["desk", "desk", "office"]);
  expect([pageOf("attendee"), pageOf("panelist"), pageOf("venue"), pageOf(undefined)]).toEqual([null, null, null, null]);
  expect([mayPrepare("operator"), mayPrepare("admin"), mayPrepare("organiser")]).toEqual([false, true, true]);
});

test("a replay is extended by a week from its end", () => {
  expect(weekLater("2026-11-30T12:00:00Z")).toBe("2026-12-07T12:00:00.000Z");
});

test("screens in the room: those of the seminar by name, and a name that is free for the next", () => {
  const view = (name: string, seminar = "demo"): ScreenView => ({ name, seminar, picture: "programme", state: "closed", clock: false });
  const all = { c: view("会場スクリーン"), b: view("会場スクリーン 10"), a: view("会場スクリーン 2"), x: view("別館", "next") };
  const there = screensOf(all, "demo");
  expect(there.map(([id]) => id)).toEqual(["c", "a", "b"]);
  expect(freeName("会場スクリーン", [])).toBe("会場スクリーン");
  expect(freeName("会場スクリーン", there)).toBe("会場スクリーン 3");
});
