// SPDX-License-Identifier: GPL-3.0-or-later
import { useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { SourceView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { ordered } from "../scene.ts";
import { Meter } from "./meter.tsx";
import { NumberField } from "./number_field.tsx";
import { shapedBy } from "./sound_shape.tsx";

const minGainDb = -60;
const maxGainDb = 20;
const longestDelayMs = 2000;
const sendEveryMs = 60;

function decibels(value: number): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : "±"}${Math.abs(value).toFixed(1)}`;
}

/** While it is moved, the fader shows the hand's value; the server's answers to earlier positions do not pull it back. */
function Fader({ ctrl, id, name, source }: { ctrl: StudioCtrl; id: string; name: string; source: SourceView }) {
  const [moving, setMoving] = useState<number | null>(null);
  const sent = useRef(0);
  const gain = moving ?? source.gainDb;
  const move = (value: number): void => {
    setMoving(value);
    if (performance.now() - sent.current < sendEveryMs) return;
    sent.current = performance.now();
    ctrl.setSource(id, { gainDb: value });
  };
  const settle = (value: number): void => {
    ctrl.setSource(id, { gainDb: value });
    setMoving(null);
  };
  return (
    <>
      <input
        type="range"
        min={minGainDb}
        max={maxGainDb}
        step={0.5}
        value={gain}
        aria-label={t("studio.sound.fader", { name })}
        aria-valuetext={`${decibels(gain)} dB`}
        onInput={(event) => move(Number(event.currentTarget.value))}
        onChange={(event) => settle(Number(event.currentTarget.value))}
        onDblClick={() => settle(0)}
      />
      <output class="gain">{gain <= minGainDb ? "−∞" : decibels(gain)} dB</output>
    </>
  );
}

function Delay({ ctrl, id, name, source }: { ctrl: StudioCtrl; id: string; name: string; source: SourceView }) {
  return (
    <label class="delay">
      {t("studio.sound.delay")}
      <NumberField
        ctrl={ctrl}
        label={t("studio.sound.delayName", { name })}
        max={longestDelayMs}
        step={1}
        value={source.delayMs}
        changed={(delayMs) => ctrl.setSource(id, { delayMs: Math.round(delayMs) })}
      />
    </label>
  );
}

/** Only inputs that may be microphones in the room have it. */
function EchoCancellation({ ctrl, id, name, source }: { ctrl: StudioCtrl; id: string; name: string; source: SourceView }) {
  if (source.echoCancellation === undefined) return null;
  return (
    <label class="echo" title={t("studio.sound.echoHelp")}>
      <input
        type="checkbox"
        checked={source.echoCancellation}
        aria-label={t("studio.sound.echoName", { name })}
        onChange={(event) => ctrl.setSource(id, { echoCancellation: event.currentTarget.checked })}
      />
      {t("studio.sound.echo")}
    </label>
  );
}

function ShapeButton({ ctrl, id, name, source }: { ctrl: StudioCtrl; id: string; name: string; source: SourceView }) {
  const shaped = shapedBy(source);
  const words = shaped > 0 ? t("studio.shape.openShaped", { count: shaped }) : t("studio.shape.open");
  return (
    <button
      type="button"
      class={`shape-open ${shaped > 0 ? "on" : ""}`}
      aria-label={`${words}: ${name}`}
      onClick={() => ctrl.shapeSound(id)}
    >
      {words}
    </button>
  );
}

function Strip({ ctrl, id, name, source }: { ctrl: StudioCtrl; id: string; name: string; source: SourceView }) {
  const select = (): void => void (ctrl.strip.value = id);
  return (
    <li class={`strip ${ctrl.strip.value === id ? "selected" : ""}`} onFocusCapture={select} onPointerDown={select}>
      <h3>{name}</h3>
      <Meter ctrl={ctrl} id={id} label={name} />
      <div class="fader">
        <Fader ctrl={ctrl} id={id} name={name} source={source} />
      </div>
      <div class="strip-row">
        <button
          type="button"
          class="mute"
          aria-pressed={source.muted}
          aria-label={t("studio.sound.muteName", { name })}
          onClick={() => ctrl.toggleMute(id)}
        >
          {t("studio.sound.mute")}
        </button>
        <Delay ctrl={ctrl} id={id} name={name} source={source} />
      </div>
      <div class="strip-row">
        <EchoCancellation ctrl={ctrl} id={id} name={name} source={source} />
        <ShapeButton ctrl={ctrl} id={id} name={name} source={source} />
      </div>
    </li>
  );
}

function lufs(value: number | undefined): string {
  return value === undefined || value < -70 ? "−∞" : decibels(value);
}

/** Loudness of what goes out, EBU R 128. */
function ProgrammeStrip({ ctrl }: { ctrl: StudioCtrl }) {
  const loudness = ctrl.loudness.value;
  const name = t("studio.sound.programme");
  return (
    <li class="strip programme-strip">
      <h3>{name}</h3>
      <Meter ctrl={ctrl} id="programme" label={name} />
      <dl>
        <dt>{t("studio.sound.short")}</dt>
        <dd class="main">{lufs(loudness?.shortTermLufs)} LUFS</dd>
        <dt>{t("studio.sound.momentary")}</dt>
        <dd>{lufs(loudness?.momentaryLufs)}</dd>
        <dt>{t("studio.sound.integrated")}</dt>
        <dd>{lufs(loudness?.integratedLufs)}</dd>
        <dt>{t("studio.sound.peak")}</dt>
        <dd>{lufs(loudness?.truePeakDb)} dBTP</dd>
      </dl>
    </li>
  );
}

export function Sound({ ctrl }: { ctrl: StudioCtrl }) {
  const { inputs, sources } = ctrl.snapshot.value!;
  const heard = ordered(inputs).filter(([id, input]) => input.hasAudio && sources[id]);
  return (
    <section class="sound" aria-label={t("studio.sound")}>
      <ul>
        {heard.map(([id, input]) => (
          <Strip key={id} ctrl={ctrl} id={id} name={input.name} source={sources[id]!} />
        ))}
        {heard.length === 0 && <li class="strip quiet">{t("studio.sound.none")}</li>}
        <ProgrammeStrip ctrl={ctrl} />
      </ul>
    </section>
  );
}
