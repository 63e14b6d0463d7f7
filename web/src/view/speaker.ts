// SPDX-License-Identifier: GPL-3.0-or-later
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Sends the sound of an element where the person wants it. speaker: id of the device; empty: the browser's choice. */
export function useSpeaker(speaker: string, element: RefObject<HTMLMediaElement | null>): void {
  useEffect(() => {
    const media = element.current!;
    if ("setSinkId" in media) void media.setSinkId(speaker).catch(() => undefined); // gone: the sound stays where it was
  }, [speaker]);
}
