// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import { LastPicture } from "../../../view/last_picture.tsx";
import type { VenueCtrl } from "../ctrl.ts";

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

/** What the server sends. */
export function Picture({ ctrl }: { ctrl: VenueCtrl }) {
  const video = useRef<HTMLVideoElement>(null);
  const stream = ctrl.received.value;
  const replay = (muted = false): void => {
    if (stream?.active && video.current?.srcObject === stream) void play(ctrl, video.current, muted);
  };
  const paused = (): void => replay(video.current?.muted); // by a key of the computer: nobody is there to press again
  useEffect(() => void (video.current!.srcObject = stream), [stream]);
  useEffect(() => replay(false), [stream, ctrl.presses.value]);
  return (
    <>
      <video ref={video} playsInline aria-label={t("venue.picture")} onPause={paused} />
      <LastPicture video={video} status={ctrl.peerStatus} />
    </>
  );
}
