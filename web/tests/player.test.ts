// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";
import { playerKey, takesKeys } from "../src/player/keys.ts";
import { calmMs, catchUpRate, LatencyPolicy, latencySteps, startingMs, startingSkip } from "../src/player/latency.ts";
import { locate, worthResuming } from "../src/player/resume.ts";
import { StallWatch } from "../src/player/stall_watch.ts";

const none = { ctrlKey: false, altKey: false, metaKey: false };

describe("the distance to the live edge", () => {
  test("grows by a step at a stall and never past the last", () => {
    const policy = new LatencyPolicy();
    policy.start(0);
    expect(policy.target).toBe(1);
    for (let stall = 1; stall < 10; ++stall) policy.stalled(stall * 10_000);
    expect(policy.target).toBe(latencySteps[latencySteps.length - 1]);
  });

  test("counts stalls close together once", () => {
    const policy = new LatencyPolicy();
    expect(policy.stalled(10_000)).toBe(true);
    expect(policy.stalled(10_500)).toBe(false);
    expect(policy.target).toBe(latencySteps[1]);
  });

  test("does not learn from stalls while the page starts", () => {
    const policy = new LatencyPolicy();
    policy.start(1_000);
    expect(policy.stalled(1_000 + startingMs - 1)).toBe(false);
    expect(policy.target).toBe(1);
  });

  test("comes back after a calm time, longer each time it failed", () => {
    const policy = new LatencyPolicy();
    policy.stalled(0);
    expect(policy.calm(calmMs)).toBe(false);
    expect(policy.calm(2 * calmMs)).toBe(true);
    expect(policy.target).toBe(1);
    policy.stalled(2 * calmMs + 10_000);
    expect(policy.calm(4 * calmMs + 10_000)).toBe(false);
    expect(policy.calm(6 * calmMs + 10_000)).toBe(true);
  });
});

describe("a remembered place", () => {
  const fragments = [0, 1, 2, 3].map((index) => ({ start: index * 2, duration: 2, programDateTime: 1_000_000 + index * 2000 }));

  test("is found by the wall clock printed on the media", () => {
    expect(locate({ seconds: 99, dateMs: 1_005_500 }, fragments)).toBe(5.5);
  });

  test("that the replay left out becomes the next moment that is there", () => {
    const edited = [fragments[0]!, { start: 2, duration: 2, programDateTime: 1_060_000 }];
    expect(locate({ seconds: 30, dateMs: 1_030_000 }, edited)).toBe(2);
  });

  test("without dates falls back to seconds, inside the list", () => {
    expect(locate({ seconds: 3, dateMs: null }, fragments)).toBe(3);
    expect(locate({ seconds: 300, dateMs: null }, fragments)).toBe(8);
    expect(locate({ seconds: 3, dateMs: null }, [])).toBe(0);
  });

  test("after the last fragment is the end", () => {
    expect(locate({ seconds: 1, dateMs: 9_000_000 }, fragments)).toBe(8);
  });

  test("at the very beginning or end is not worth it", () => {
    expect(worthResuming(5, 3600)).toBe(false);
    expect(worthResuming(1200, 3600)).toBe(true);
    expect(worthResuming(3590, 3600)).toBe(false);
  });
});

describe("keys of the player", () => {
  test("are those of YouTube", () => {
    expect(playerKey({ key: " ", ...none })).toEqual({ do: "toggle" });
    expect(playerKey({ key: "K", ...none })).toEqual({ do: "toggle" });
    expect(playerKey({ key: "ArrowLeft", ...none })).toEqual({ do: "seek", seconds: -5 });
    expect(playerKey({ key: "l", ...none })).toEqual({ do: "seek", seconds: 10 });
    expect(playerKey({ key: "5", ...none })).toEqual({ do: "jump", to: 0.5 });
    expect(playerKey({ key: "f", ...none })).toEqual({ do: "fullscreen" });
    expect(playerKey({ key: "x", ...none })).toBeNull();
  });

  test("leave the browser's own shortcuts alone", () => {
    expect(playerKey({ key: "f", ...none, ctrlKey: true })).toBeNull();
    expect(playerKey({ key: "ArrowLeft", ...none, altKey: true })).toBeNull();
  });

  test("go to the control that has the focus when it uses them itself", () => {
    const element = (tagName: string): EventTarget => ({ tagName }) as unknown as EventTarget;
    expect(takesKeys(element("INPUT"), "m")).toBe(true);
    expect(takesKeys(element("BUTTON"), " ")).toBe(true);
    expect(takesKeys(element("BUTTON"), "m")).toBe(false);
    expect(takesKeys(element("MEDIA-PLAY-BUTTON"), " ")).toBe(true);
    expect(takesKeys(element("MEDIA-TIME-RANGE"), "ArrowLeft")).toBe(true);
    expect(takesKeys(element("VIDEO"), " ")).toBe(false);
  });
});

describe("catching up with the live edge", () => {
  test("goes faster the later it is, and at its own pace at the target", () => {
    expect(catchUpRate(1.0, 1, 0.9)).toBe(1);
    expect(catchUpRate(1.15, 1, 0.9)).toBe(1.05);
    expect(catchUpRate(1.4, 1, 0.9)).toBe(1.1);
    expect(catchUpRate(2.5, 1, 1.5)).toBe(1.2);
  });
  test("does not run into the end of what is there", () => expect(catchUpRate(2, 1, 0.5)).toBe(1));
  test("leaves a person who has rewound in peace", () => expect(catchUpRate(40, 1, 30)).toBe(1));
  test("does nothing as long as the distance is not known", () => expect(catchUpRate(Number.NaN, 1, 2)).toBe(1));
});

describe("the first moments of a live picture", () => {
  test("are skipped as far as there is something to skip to", () => {
    expect(startingSkip(4, 1, 3)).toBeCloseTo(2.4);
    expect(startingSkip(4, 1, 9)).toBe(3);
  });
  test("are not worth a short skip", () => expect(startingSkip(1.4, 1, 3)).toBe(0));
  test("stay where a person has rewound to", () => expect(startingSkip(40, 1, 30)).toBe(0));
  test("wait until the distance is known", () => expect(startingSkip(Number.NaN, 1, 3)).toBe(0));
});

describe("a player that stands still", () => {
  const standing = (watch: StallWatch, from: number, until: number): string[] => {
    const helps: string[] = [];
    for (let now = from; now <= until; now += 500) helps.push(watch.look(now, true, 40));
    return helps.filter((help) => help !== "none");
  };

  test("is moved first, then loaded anew until it plays", () => {
    const watch = new StallWatch();
    expect(standing(watch, 0, 5_500)).toEqual([]);
    expect(standing(watch, 6_000, 30_000)).toEqual(["jump", "reload", "reload"]);
  });

  test("is left alone as long as it moves, is paused or at the end", () => {
    const watch = new StallWatch();
    for (let now = 0; now < 60_000; now += 500) expect(watch.look(now, true, now / 1000)).toBe("none");
    for (let now = 60_000; now < 90_000; now += 500) expect(watch.look(now, false, 60)).toBe("none");
  });

  test("has not moved because it was moved", () => {
    const watch = new StallWatch();
    standing(watch, 0, 6_000);
    watch.moved(44);
    expect(watch.look(16_000, true, 44)).toBe("reload");
  });
});
