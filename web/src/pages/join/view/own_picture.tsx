// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef } from "preact/hooks";
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { JoinCtrl } from "../ctrl.ts";
import { meterPosition } from "../verdict.ts";

function insteadOf(ctrl: JoinCtrl): MessageKey | null {
  if (!ctrl.media.camera.value) return "join.own.none";
  return ctrl.cameraOff.value ? "join.own.off" : null;
}

/** As in a mirror: people look for their own left and right there. */
export function OwnPicture({ ctrl }: { ctrl: JoinCtrl }) {
  const video = useRef<HTMLVideoElement>(null);
  const camera = ctrl.media.camera.value;
  useEffect(() => {
    video.current!.srcObject = camera && new MediaStream([camera]);
    void video.current!.play().catch(() => undefined);
  }, [camera]);
  const words = insteadOf(ctrl);
  return (
    <figure class="picture own">
      <video ref={video} muted playsInline aria-label={t("join.own")} onPlaying={() => (ctrl.checks.pictured.value = true)} />
      {words && <p class="cover">{t(words)}</p>}
    </figure>
  );
}

/** Twenty times a second, so it is a component of its own. */
export function LevelBar({ ctrl }: { ctrl: JoinCtrl }) {
  const percent = Math.round(meterPosition(ctrl.meter.levelDb.value) * 100);
  return (
    <div class="level">
      <span class="small">{t("devices.microphone")}</span>
      <div class="meter" role="meter" aria-label={t("join.level")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <div class="meter-bar" style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
