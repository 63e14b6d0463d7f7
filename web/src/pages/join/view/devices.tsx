// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import { InputSelect, SpeakerSelect } from "../../../view/device_select.tsx";
import type { JoinCtrl } from "../ctrl.ts";

/** Closed unless wanted: the browser's choice is right for most people. */
export function Devices({ ctrl }: { ctrl: JoinCtrl }) {
  const { media, speaker } = ctrl;
  if (media.devices.value.length === 0) return null;
  return (
    <details class="box devices">
      <summary>{t("devices")}</summary>
      <InputSelect media={media} kind="camera" />
      <InputSelect media={media} kind="microphone" />
      <SpeakerSelect media={media} speaker={speaker} />
    </details>
  );
}
