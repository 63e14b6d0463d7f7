// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef } from "preact/hooks";
import { language, t } from "../../../i18n/index.ts";
import { InputSelect, SpeakerSelect } from "../../../view/device_select.tsx";
import { useSpeaker } from "../../../view/speaker.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { everybody, type Audience } from "../headset.ts";

/** A press that is shorter leaves the microphone open until the next one. */
const heldMs = 400;

/** Speaks while it is held; a short press, or the keyboard, switches it on and off. label: to whom, for the ear. */
export function TalkButton({ ctrl, to, label }: { ctrl: StudioCtrl; to: Audience; label?: string }) {
  const { headset } = ctrl;
  const press = useRef<{ since: number; spoke: boolean } | null>(null);
  const speaks = headset.speaksTo.value === to;
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    press.current = { since: performance.now(), spoke: speaks };
    if (!speaks) void headset.talk(to);
  };
  const up = (): void => {
    const begun = press.current;
    press.current = null;
    if (begun && (begun.spoke || performance.now() - begun.since >= heldMs)) headset.hush();
  };
  const keyed = (event: MouseEvent): void => {
    if (event.detail !== 0) return; // a pointer, whose presses are handled above
    if (speaks) headset.hush();
    else void headset.talk(to);
  };
  const words = t(speaks ? "studio.headset.speaks" : to === everybody ? "studio.headset.toAll" : "studio.headset.toOne");
  return (
    <button
      type="button"
      class={`talk ${speaks ? "on" : ""}`}
      disabled={headset.status.value !== "connected"}
      aria-pressed={speaks}
      {...(label === undefined ? {} : { "aria-label": `${words}: ${label}` })}
      onPointerDown={down}
      onPointerUp={up}
      onPointerCancel={up}
      onClick={keyed}
    >
      {words}
    </button>
  );
}

function Trouble({ ctrl }: { ctrl: StudioCtrl }) {
  const { media, refused, status } = ctrl.headset;
  const trouble = media.troubles.value.microphone;
  const words = refused.value?.[language.value] ?? (trouble && t(trouble === "insecure" ? "studio.headset.insecure" : `join.trouble.microphone.${trouble}`));
  return (
    <p role="alert" class={words ? "attention" : ""}>
      {words ?? (status.value === "broken" && t("studio.headset.broken"))}
    </p>
  );
}

/** Connecting the headset, and speaking to all. */
export function HeadsetBox({ ctrl }: { ctrl: StudioCtrl }) {
  const { headset } = ctrl;
  const off = headset.status.value === "off";
  useEffect(() => () => headset.hush(), []); // what cannot be seen must not be on
  return (
    <section class="headset form" aria-label={t("studio.headset")}>
      <p class="quiet">{t(off ? "studio.headset.what" : "studio.headset.how")}</p>
      <div class="form-row">
        {off ? (
          <button type="button" disabled={headset.media.asking.value} onClick={() => void headset.connect()}>
            {t(headset.media.troubles.value.microphone ? "join.trouble.again" : "studio.headset.connect")}
          </button>
        ) : (
          <>
            <TalkButton ctrl={ctrl} to={everybody} />
            <button type="button" onClick={() => headset.disconnect()}>
              {t("studio.headset.disconnect")}
            </button>
            {headset.status.value === "connecting" && <span role="status">{t("studio.headset.connecting")}</span>}
          </>
        )}
      </div>
      <Trouble ctrl={ctrl} />
      {!off && (
        <details>
          <summary>{t("devices")}</summary>
          <InputSelect media={headset.media} kind="microphone" />
          <SpeakerSelect media={headset.media} speaker={headset.speaker} />
        </details>
      )}
    </section>
  );
}

/** Goes on while the drawer is closed. */
export function HeadsetSound({ ctrl }: { ctrl: StudioCtrl }) {
  const { heard, speaker } = ctrl.headset;
  const audio = useRef<HTMLAudioElement>(null);
  const stream = heard.value;
  useSpeaker(speaker.value, audio);
  useEffect(() => {
    audio.current!.srcObject = stream;
    if (stream) void audio.current!.play().catch(() => undefined); // another one has come meanwhile
  }, [stream]);
  return <audio ref={audio} class="headset-sound" />;
}
