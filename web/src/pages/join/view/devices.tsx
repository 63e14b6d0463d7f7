// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { JoinCtrl } from "../ctrl.ts";
import type { Kind } from "../own_media.ts";

const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;

function options(devices: readonly MediaDeviceInfo[], chosen: string) {
  return devices.map((device, index) => (
    <option key={device.deviceId} value={device.deviceId} selected={device.deviceId === chosen}>
      {device.label || t("join.devices.number", { number: index + 1 })}
    </option>
  ));
}

function InputSelect({ ctrl, kind }: { ctrl: JoinCtrl; kind: Kind }) {
  const listed = ctrl.media.listed(kind);
  const chosen = ctrl.media[kind].value?.getSettings().deviceId ?? "";
  if (listed.length === 0) return null;
  return (
    <label class="field">
      {t(`join.devices.${kind}`)}
      <select onChange={(event) => void ctrl.media.choose(kind, event.currentTarget.value)}>{options(listed, chosen)}</select>
    </label>
  );
}

function SpeakerSelect({ ctrl }: { ctrl: JoinCtrl }) {
  const listed = ctrl.media.devices.value.filter(({ kind }) => kind === "audiooutput");
  if (!canChooseSpeaker || listed.length === 0) return null;
  return (
    <label class="field">
      {t("join.devices.speaker")}
      <select onChange={(event) => (ctrl.speaker.value = event.currentTarget.value)}>
        <option value="" selected={ctrl.speaker.value === ""}>
          {t("join.devices.default")}
        </option>
        {options(listed.filter(({ deviceId }) => deviceId !== "default"), ctrl.speaker.value)}
      </select>
    </label>
  );
}

/** Closed unless wanted: the browser's choice is right for most people. */
export function Devices({ ctrl }: { ctrl: JoinCtrl }) {
  if (ctrl.media.devices.value.length === 0) return null;
  return (
    <details class="box devices">
      <summary>{t("join.devices")}</summary>
      <InputSelect ctrl={ctrl} kind="camera" />
      <InputSelect ctrl={ctrl} kind="microphone" />
      <SpeakerSelect ctrl={ctrl} />
    </details>
  );
}
