// SPDX-License-Identifier: GPL-3.0-or-later
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { VenueCtrl } from "../ctrl.ts";

const pictured = (video: HTMLVideoElement): boolean => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;

/** Lays the picture of this moment over the video. */
function hold(canvas: HTMLCanvasElement, video: HTMLVideoElement): void {
  if (!pictured(video)) return; // what is held already is still the last one
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")!.drawImage(video, 0, 0);
  canvas.hidden = false;
}

/** Plays with sound or, when the browser wants a press first, without. */
async function play(ctrl: VenueCtrl, video: HTMLVideoElement, muted: boolean): Promise<void> {
  video.muted = muted;
  try {
    await video.play();
    ctrl.silenced.value = muted;
  } catch (error) {
    if ((error as DOMException).name === "NotAllowedError" && !muted) await play(ctrl, video, true);
  }
}

/** What the server sends. The last picture stays until that of the next connection is there: no black in between. */
export function Picture({ ctrl }: { ctrl: VenueCtrl }) {
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const stream = ctrl.received.value;
  const replay = (muted = false): void => {
    if (stream?.active && video.current?.srcObject === stream) void play(ctrl, video.current, muted);
  };
  const paused = (): void => replay(video.current?.muted); // by a key of the computer: nobody is there to press again
  const broken = (): void => {
    if (ctrl.peerStatus.value === "broken") hold(still.current!, video.current!);
  };
  useEffect(() => effect(broken), []); // at once: by the time the page is drawn again, the picture is black
  useEffect(() => void (video.current!.srcObject = stream), [stream]);
  useEffect(() => replay(false), [stream, ctrl.presses.value]);
  return (
    <>
      <video ref={video} playsInline aria-label={t("venue.picture")} onPlaying={() => (still.current!.hidden = true)} onPause={paused} />
      <canvas ref={still} hidden aria-hidden="true" />
    </>
  );
}
