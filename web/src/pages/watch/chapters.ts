// SPDX-License-Identifier: GPL-3.0-or-later

/** Where a part of the replay begins, in its seconds. */
export interface Chapter {
  start: number;
  title: string;
}

const cueTimes = /^(?:(\d+):)?(\d\d):(\d\d(?:\.\d+)?)\s+-->/;
const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

function seconds(line: string): number | null {
  const match = cueTimes.exec(line);
  return match ? Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
}

function plain(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity]!).trim();
}

function chapterOf(block: string): Chapter[] {
  const lines = block.split("\n");
  const at = lines.findIndex((line) => seconds(line) !== null);
  const title = plain(lines.slice(at + 1).join(" "));
  return at < 0 || title === "" ? [] : [{ start: seconds(lines[at]!)!, title }];
}

/** The cues of a WebVTT chapter list (the recorder's, with escaped texts of one line). Anything else: no chapters. */
export function parseChapters(vtt: string): Chapter[] {
  if (!/^\uFEFF?WEBVTT/.test(vtt)) return [];
  return vtt.replace(/\r\n?/g, "\n").split(/\n{2,}/).flatMap(chapterOf);
}

/** Chapters are a help, not a condition: whatever goes wrong, the replay plays without them. */
export async function fetchChapters(seminar: string): Promise<Chapter[]> {
  try {
    const answer = await fetch(`/media/${encodeURIComponent(seminar)}/chapters.vtt`, { cache: "no-store" });
    return answer.ok ? parseChapters(await answer.text()) : [];
  } catch {
    return [];
  }
}
