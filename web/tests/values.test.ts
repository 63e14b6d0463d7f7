// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";
import { Backoff } from "../src/backoff.ts";
import { mergePatch, StateMirror } from "../src/merge.ts";
import { keyFromFragment, keyFromText } from "../src/session.ts";
import { dateAndTime, longClock, ServerClock, shortClock } from "../src/time.ts";

describe("merge patch (the examples of RFC 7396)", () => {
  test.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [["a", "b"], ["c", "d"], ["c", "d"]],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("%j with %j is %j", (target, patch, result) => {
    const before = JSON.stringify(target);
    expect(mergePatch(target, patch)).toEqual(result);
    expect(JSON.stringify(target)).toBe(before);
  });
});

describe("a mirrored state", () => {
  test("follows a snapshot and the patches on it", () => {
    const mirror = new StateMirror<{ a: number; b?: number }>();
    expect(mirror.accept({ revision: 3, snapshot: { a: 1 } })).toBe(true);
    expect(mirror.accept({ revision: 4, base: 3, patch: { b: 2 } })).toBe(true);
    expect(mirror.value).toEqual({ a: 1, b: 2 });
  });

  test("notices a patch that was missed and keeps what it has", () => {
    const mirror = new StateMirror<{ a: number }>();
    mirror.accept({ revision: 3, snapshot: { a: 1 } });
    expect(mirror.accept({ revision: 6, base: 5, patch: { a: 9 } })).toBe(false);
    expect(mirror.value).toEqual({ a: 1 });
  });

  test("takes no patch before the first snapshot", () => {
    expect(new StateMirror().accept({ revision: 1, base: -1, patch: {} })).toBe(false);
  });
});

test("waiting times double up to the limit, within a quarter of jitter", () => {
  const shortest = new Backoff(100, 1000, () => 0);
  const longest = new Backoff(100, 1000, () => 1);
  expect([1, 2, 3, 4, 5].map(() => shortest.next())).toEqual([75, 150, 300, 600, 750]);
  expect([1, 2, 3, 4, 5].map(() => longest.next())).toEqual([125, 250, 500, 1000, 1250]);
  shortest.reset();
  expect(shortest.next()).toBe(75);
});

describe("the key of a personal link", () => {
  test("comes from the fragment", () => {
    expect(keyFromFragment("#k=abc-_9")).toBe("abc-_9");
    expect(keyFromFragment("#other=1")).toBeNull();
    expect(keyFromFragment("")).toBeNull();
  });

  test("may be pasted alone or as a whole link", () => {
    expect(keyFromText("  abc \n")).toBe("abc");
    expect(keyFromText("https://example.jp/s/demo#k=xyz")).toBe("xyz");
  });
});

describe("times", () => {
  test("are shown in the time zone they were written in", () => {
    expect(dateAndTime("2026-11-23T18:00:00+09:00", "ja")).toBe("11月23日(月) 18:00");
    expect(dateAndTime("2026-11-23T00:05:00-05:00", "ja")).toBe("11月23日(月) 00:05");
  });

  test("clocks do not jump in width", () => {
    expect(longClock(2537)).toBe("00:42:17");
    expect(longClock(-3)).toBe("00:00:00");
    expect(shortClock(35)).toBe("0:35");
    expect(shortClock(3723)).toBe("1:02:03");
  });

  test("count by the server's clock, not by the visitor's", () => {
    const clock = new ServerClock();
    const soon = new Date(Date.now() + 3_600_000);
    clock.set(soon.toISOString());
    expect(clock.until(new Date(soon.getTime() + 60_000).toISOString())).toBeCloseTo(60, 0);
    expect(clock.until(undefined)).toBeNull();
  });
});
