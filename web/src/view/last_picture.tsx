// SPDX-License-Identifier: GPL-3.0-or-later
import { effect, type ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PeerStatus } from "../peer.ts";

interface Props {
  video: RefObject<HTMLVideoElement | null>;
  status: ReadonlySignal<PeerStatus>;
}

const pictured = (video: HTMLVideoElement): boolean => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;

/** Lays the picture of this moment over the video. */
function hold(canvas: HTMLCanvasElement, video: HTMLVideoElement): void {
  if (!pictured(video)) return; // what is held already is still the last one
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")!.drawImage(video, 0, 0);
  canvas.hidden = false;
}

/** The last picture of a connection that broke, over its video, until that of the next one is there: no black in between. */
export function LastPicture({ video, status }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const played = video.current!;
    const still = canvas.current!;
    const playing = (): void => void (still.hidden = true);
    played.addEventListener("playing", playing);
    // at once: by the time the page is drawn again, the picture is black
    const unfollow = effect(() => void (status.value === "broken" && hold(still, played)));
    return () => {
      unfollow();
      played.removeEventListener("playing", playing);
    };
  }, []);
  return <canvas ref={canvas} hidden aria-hidden="true" />;
}
