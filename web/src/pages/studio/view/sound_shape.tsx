// SPDX-License-Identifier: GPL-3.0-or-later
import { useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { SourceView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { ordered } from "../scene.ts";

const stages = ["highPass", "lessNoise", "compressor", "autoLevel"] as const;
const gates = [0, -60, -50, -45, -40, -35, -30] as const;
const follows = ["off", "fade", "cut"] as const;
const panStep = 0.1;
/** So near to the middle it is the middle. */
const panSnap = 0.06;
const sendEveryMs = 60;

/** How many things are done to the sound, delay and fader apart. */
export function shapedBy(source: SourceView): number {
  const others = [source.gateDb < 0, source.pan !== 0, source.follow !== "off"];
  return stages.filter((stage) => source[stage]).length + others.filter(Boolean).length;
}

function panText(pan: number): string {
  if (pan === 0) return t("studio.shape.middle");
  return t(pan < 0 ? "studio.shape.left" : "studio.shape.right", { percent: Math.round(Math.abs(pan) * 100) });
}

/** While it is moved it shows the hand's value, like a fader. */
function Pan({ ctrl, id, source }: { ctrl: StudioCtrl; id: string; source: SourceView }) {
  const [moving, setMoving] = useState<number | null>(null);
  const sent = useRef(0);
  const pan = moving ?? source.pan;
  const snapped = (value: number): number => (Math.abs(value) < panSnap ? 0 : value);
  const move = (value: number): void => {
    setMoving(value);
    if (performance.now() - sent.current < sendEveryMs) return;
    sent.current = performance.now();
    ctrl.setSource(id, { pan: snapped(value) });
  };
  const settle = (value: number): void => {
    ctrl.setSource(id, { pan: snapped(value) });
    setMoving(null);
  };
  return (
    <label>
      {t("studio.shape.pan")}
      <input
        type="range"
        min={-1}
        max={1}
        step={panStep}
        value={pan}
        aria-valuetext={panText(snapped(pan))}
        onInput={(event) => move(Number(event.currentTarget.value))}
        onChange={(event) => settle(Number(event.currentTarget.value))}
      />
      <output>{panText(snapped(pan))}</output>
    </label>
  );
}

/** Which other microphone takes over. It is to be muted until then. */
function Spare({ ctrl, id, source }: { ctrl: StudioCtrl; id: string; source: SourceView }) {
  const { inputs, sources } = ctrl.snapshot.value!;
  const others = ordered(inputs).filter(([other, input]) => other !== id && input.hasAudio && sources[other]);
  return (
    <label>
      {t("studio.shape.spare")}
      <select value={source.spare ?? ""} onChange={(event) => ctrl.setSource(id, { spare: event.currentTarget.value })}>
        <option value="">{t("studio.shape.noSpare")}</option>
        {others.map(([other, input]) => (
          <option key={other} value={other}>
            {input.name}
          </option>
        ))}
      </select>
      <small>{t("studio.shape.spareHelp")}</small>
    </label>
  );
}

/** What is done to one input's sound before its fader. It acts at once; there is nothing to save. */
export function SoundShape({ ctrl, id, source }: { ctrl: StudioCtrl; id: string; source: SourceView }) {
  const listed = (gates as readonly number[]).includes(source.gateDb);
  return (
    <div class="form shape">
      {stages.map((stage) => (
        <label key={stage} class="check">
          <input
            type="checkbox"
            checked={source[stage]}
            onChange={(event) => ctrl.setSource(id, { [stage]: event.currentTarget.checked })}
          />
          <span>
            {t(`studio.shape.${stage}`)}
            <small>{t(`studio.shape.${stage}Help`)}</small>
          </span>
        </label>
      ))}
      <label>
        {t("studio.shape.gate")}
        <select value={source.gateDb} onChange={(event) => ctrl.setSource(id, { gateDb: Number(event.currentTarget.value) })}>
          {gates.map((db) => (
            <option key={db} value={db}>
              {db === 0 ? t("studio.shape.noGate") : `−${-db} dB`}
            </option>
          ))}
          {!listed && <option value={source.gateDb}>−{-source.gateDb} dB</option>}
        </select>
        <small>{t("studio.shape.gateHelp")}</small>
      </label>
      <Pan ctrl={ctrl} id={id} source={source} />
      <label>
        {t("studio.shape.follow")}
        <select
          value={source.follow}
          onChange={(event) => ctrl.setSource(id, { follow: event.currentTarget.value as SourceView["follow"] })}
        >
          {follows.map((follow) => (
            <option key={follow} value={follow}>
              {t(`studio.shape.follow.${follow}`)}
            </option>
          ))}
        </select>
        <small>{t("studio.shape.followHelp")}</small>
      </label>
      <Spare ctrl={ctrl} id={id} source={source} />
    </div>
  );
}
