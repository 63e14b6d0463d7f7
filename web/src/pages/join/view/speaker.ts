// SPDX-License-Identifier: GPL-3.0-or-later
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { JoinCtrl } from "../ctrl.ts";

/** Sends the sound of an element where the person wants it. */
export function useSpeaker(ctrl: JoinCtrl, element: RefObject<HTMLMediaElement | null>): void {
  const speaker = ctrl.speaker.value;
  useEffect(() => {
    const media = element.current!;
    if ("setSinkId" in media) void media.setSinkId(speaker).catch(() => undefined); // gone: the sound stays where it was
  }, [speaker]);
}
