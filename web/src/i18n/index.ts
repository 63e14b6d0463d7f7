// SPDX-License-Identifier: GPL-3.0-or-later
import { effect, signal } from "@preact/signals";
import type { Text } from "../protocol.ts";
import type { Language } from "../time.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";

export type MessageKey = keyof typeof ja;

const storageKey = "tsudoi.language";
const catalogues: Record<Language, Record<MessageKey, string>> = { ja, en };

/** Japanese for everybody who did not choose: the audience reads it whatever language their computer was sold with. */
export function firstLanguage(stored: string | null): Language {
  return stored === "en" ? "en" : "ja";
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export const language = signal<Language>(firstLanguage(stored()));

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  try {
    localStorage.setItem(storageKey, chosen);
  } catch {
    return; // remembered for this visit only
  }
}

/** The text of a key in the language of the page. A component that calls it is drawn again when the language changes. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** The same as it reads in a meeting, where that has words of its own. */
export function tFor(meeting: boolean, key: MessageKey, values: Record<string, string | number> = {}): string {
  const own = `meeting.${key}`;
  return t(meeting && own in ja ? (own as MessageKey) : key, values);
}

/** A sentence the server sent in both languages. */
export function said(text: Text): string {
  return text[language.value];
}

export function keepDocumentLanguage(title: () => string): void {
  effect(() => {
    document.documentElement.lang = language.value;
    document.title = title();
  });
}
