// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import { LastPicture } from "../../../view/last_picture.tsx";
import { useSpeaker } from "../../../view/speaker.ts";
import type { JoinCtrl } from "../ctrl.ts";
import { words } from "../words.ts";

/** What the server sends back, with its sound. While the line is broken, the last picture stays. */
export function ReturnPicture({ ctrl }: { ctrl: JoinCtrl }) {
  const video = useRef<HTMLVideoElement>(null);
  const [silent, setSilent] = useState(false);
  const stream = ctrl.returned.value;
  const label = words(ctrl.line.panel.value, "join.return");
  const play = async (): Promise<void> => {
    try {
      await video.current!.play();
      setSilent(false);
    } catch (error) {
      setSilent((error as DOMException).name === "NotAllowedError"); // else another stream has come meanwhile
    }
  };
  useSpeaker(ctrl.speaker.value, video);
  useEffect(() => {
    video.current!.srcObject = stream;
    if (stream) void play();
  }, [stream]);
  return (
    <figure class="picture return">
      <video ref={video} playsInline aria-label={label} />
      <LastPicture video={video} status={ctrl.peerStatus} />
      {!stream && <p class="cover">{words(ctrl.line.panel.value, "join.return.waits")}</p>}
      {silent && (
        <div class="cover">
          <button type="button" class="button primary" onClick={() => void play()}>
            {t("join.return.press")}
          </button>
        </div>
      )}
      <figcaption>{label}</figcaption>
    </figure>
  );
}
