// SPDX-License-Identifier: GPL-3.0-or-later
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "../src/i18n/en.ts";
import { firstLanguage } from "../src/i18n/index.ts";
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
  const unused = Object.keys(ja).filter((key) => !code.includes(`"${key}"`) && !families.some((family) => key.startsWith(family)));
  expect(unused).toEqual([]);
});
