// SPDX-License-Identifier: GPL-3.0-or-later
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "../src/i18n/en.ts";
import { firstLanguage, tFor } from "../src/i18n/index.ts";
import { ja } from "../src/i18n/ja.ts";

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

test("both catalogues have the same keys and the same values to fill in", () => {
  expect(Object.keys(en)).toEqual(Object.keys(ja));
  for (const key of Object.keys(ja) as (keyof typeof ja)[]) expect([key, placeholders(en[key])]).toEqual([key, placeholders(ja[key])]);
});

test("Japanese first, English for people who chose it", () => {
  expect(firstLanguage(null)).toBe("ja");
  expect(firstLanguage("fr")).toBe("ja");
  expect(firstLanguage("en")).toBe("en");
});

test("a meeting has words of its own only for texts that there are, or for itself", () => {
  const own = Object.keys(ja).filter((key) => /^meeting\.\w+\./.test(key) && !key.startsWith("meeting.field.") && !key.startsWith("meeting.arrange."));
  const inMeetingsOnly = ["join.place.break", "join.place.break.more", "join.ready.now", "join.ready.recorded"];
  const unknown = own.map((key) => key.slice("meeting.".length)).filter((key) => !(key in ja));
  expect(unknown.sort()).toEqual(inMeetingsOnly);
  expect(tFor(true, "join.place.air")).not.toBe(tFor(false, "join.place.air"));
  expect(tFor(true, "join.mute")).toBe(tFor(false, "join.mute"));
});

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "i18n" || name === "generated" ? [] : sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

const src = join(__dirname, "../src");

test("there are no words in views, only keys", () => {
  for (const path of sources(src).filter((name) => name.endsWith(".tsx"))) {
    const code = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    expect([path, code.match(/[\u3040-\u30ff\u4e00-\u9fff]/)]).toEqual([path, null]);
  }
});

test("every text is used", () => {
  const code = sources(src).map((path) => readFileSync(path, "utf8")).join("\n");
  const families = [...code.matchAll(/`((?:[a-z]+\.)+)\$\{/g)].map((match) => match[1]!);
  const isUsed = (key: string): boolean => code.includes(`"${key}"`) || families.some((family) => key.startsWith(family));
  const isOfMeeting = (key: string): boolean => key.startsWith("meeting.") && key.slice("meeting.".length) in ja;
  const unused = Object.keys(ja).filter((key) => !isUsed(key) && !isOfMeeting(key));
  expect(unused).toEqual([]);
});
