// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import { useSpeaker } from "../../../view/speaker.ts";
import type { JoinCtrl } from "../ctrl.ts";

function Playback({ ctrl, url }: { ctrl: JoinCtrl; url: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useSpeaker(ctrl.speaker.value, video);
  useEffect(() => void video.current!.play().catch(() => undefined), [url]);
  return <video ref={video} class="recorded" src={url} controls playsInline aria-label={t("join.record.play")} />;
}

/** To see and hear oneself as the others do. */
export function Recording({ ctrl }: { ctrl: JoinCtrl }) {
  const { recording, media } = ctrl;
  const { state } = recording;
  if (!recording.possible || !media.microphone.value) return null;
  return (
    <details class="box recording">
      <summary>{t("join.record.title")}</summary>
      {state.value !== "recording" && (
        <button type="button" class="button" onClick={() => void recording.record(media.stream.value)}>
          {t(state.value === "ready" ? "join.record.again" : "join.record.start")}
        </button>
      )}
      <div role="status">
        {state.value === "recording" && <p>{t("join.record.running", { seconds: recording.left.value })}</p>}
        {state.value === "failed" && <p class="note">{t("join.record.failed")}</p>}
      </div>
      {state.value === "ready" && <Playback ctrl={ctrl} url={recording.url.value} />}
      <p class="quiet small">{t("join.record.private")}</p>
    </details>
  );
}
