// SPDX-License-Identifier: GPL-3.0-or-later
import type { Signal } from "@preact/signals";
import { t } from "../i18n/index.ts";
import type { Kind, OwnMedia } from "../own_media.ts";

const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;

function options(devices: readonly MediaDeviceInfo[], chosen: string) {
  return devices.map((device, index) => (
    <option key={device.deviceId} value={device.deviceId} selected={device.deviceId === chosen}>
      {device.label || t("devices.number", { number: index + 1 })}
    </option>
  ));
}

/** Which camera or microphone, as soon as the browser tells which there are. */
export function InputSelect({ media, kind }: { media: OwnMedia; kind: Kind }) {
  const listed = media.listed(kind);
  const chosen = media[kind].value?.getSettings().deviceId ?? "";
  if (listed.length === 0) return null;
  return (
    <label class="field">
      {t(`devices.${kind}`)}
      <select onChange={(event) => void media.choose(kind, event.currentTarget.value)}>{options(listed, chosen)}</select>
    </label>
  );
}

/** Where the sound goes. speaker: id of the device; empty: the browser's choice. */
export function SpeakerSelect({ media, speaker }: { media: OwnMedia; speaker: Signal<string> }) {
  const listed = media.devices.value.filter(({ kind }) => kind === "audiooutput");
  if (!canChooseSpeaker || listed.length === 0) return null;
  return (
    <label class="field">
      {t("devices.speaker")}
      <select onChange={(event) => (speaker.value = event.currentTarget.value)}>
        <option value="" selected={speaker.value === ""}>
          {t("devices.default")}
        </option>
        {options(listed.filter(({ deviceId }) => deviceId !== "default"), speaker.value)}
      </select>
    </label>
  );
}
