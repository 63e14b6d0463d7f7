// SPDX-License-Identifier: GPL-3.0-or-later
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { Trouble } from "../../../media_trouble.ts";
import type { Kind } from "../../../own_media.ts";
import type { JoinCtrl } from "../ctrl.ts";

function wordsOf(kind: Kind, trouble: Trouble): MessageKey {
  return trouble === "insecure" ? "join.trouble.insecure" : `join.trouble.${kind}.${trouble}`;
}

/** One sentence where both have the same cause. */
function sentences({ camera, microphone }: Partial<Record<Kind, Trouble>>): MessageKey[] {
  if (camera === "insecure") return ["join.trouble.insecure"];
  if (camera === "refused" && microphone === "refused") return ["join.trouble.both.refused"];
  return [microphone && wordsOf("microphone", microphone), camera && wordsOf("camera", camera)].filter((key) => key !== undefined);
}

/** Why there is no camera or microphone, and what to do. */
export function Troubles({ ctrl }: { ctrl: JoinCtrl }) {
  const { media } = ctrl;
  const troubles = media.troubles.value;
  const keys = sentences(troubles);
  const bothRefused = keys.includes("join.trouble.both.refused");
  return (
    <div role="alert">
      {keys.length > 0 && (
        <div class="note trouble">
          {keys.map((key) => (
            <p key={key}>{t(key)}</p>
          ))}
          {troubles.camera !== "insecure" && (
            <div class="buttons">
              <button type="button" class="button" onClick={() => void media.again()}>
                {t("join.trouble.again")}
              </button>
              {bothRefused && (
                <button type="button" class="button" onClick={() => void media.retry("microphone")}>
                  {t("join.trouble.microphoneOnly")}
                </button>
              )}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
