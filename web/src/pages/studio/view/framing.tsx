// SPDX-License-Identifier: GPL-3.0-or-later
import { useRef } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { Framing, LayoutBox } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { beyond, boxAt, dragged, mostZoom, zoomedBy } from "../framing.ts";
import { framingOf, plainFraming } from "../scene.ts";
import { slotName } from "./slot_name.ts";

const borderPixels = 6;
const tiles = ["panel", "slides-panel"];

interface Held {
  slot: string;
  x: number;
  y: number;
  framing: Framing;
}

/** Over the preview: its boxes. What is in them is dragged with the hand and made larger with the wheel. */
export function FramingHandles({ ctrl }: { ctrl: StudioCtrl }) {
  const { previewBoxes, inputs, canvas } = ctrl.snapshot.value!;
  const held = useRef<Held | null>(null);
  const place = (event: MouseEvent) => {
    const area = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: (event.clientX - area.left) / area.width, y: (event.clientY - area.top) / area.height };
  };
  const spareOf = (box: LayoutBox, framing: Framing) => {
    const input = inputs[ctrl.preview().slots[box.slot] ?? ""];
    const picture = { width: input?.width || 16, height: input?.height || 9 };
    const size = { width: box.width * canvas.width, height: box.height * canvas.height };
    return beyond(picture, size, box.fit, framing.zoom);
  };
  const press = (event: PointerEvent): void => {
    const { x, y } = place(event);
    const box = boxAt(previewBoxes, x, y);
    if (!box) return;
    ctrl.selectSlot(box.slot);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    held.current = { slot: box.slot, x, y, framing: framingOf(ctrl.preview(), box.slot) };
  };
  const drag = (event: PointerEvent): void => {
    const from = held.current;
    const box = from && previewBoxes.find(({ slot }) => slot === from.slot);
    if (!box) return;
    const { x, y } = place(event);
    const by = { x: (x - from.x) * canvas.width, y: (y - from.y) * canvas.height };
    ctrl.frame(from.slot, dragged(from.framing, by, spareOf(box, from.framing)));
  };
  const turn = (event: WheelEvent): void => {
    const { x, y } = place(event);
    const box = boxAt(previewBoxes, x, y);
    if (!box) return;
    event.preventDefault();
    ctrl.selectSlot(box.slot);
    ctrl.frame(box.slot, { zoom: zoomedBy(framingOf(ctrl.preview(), box.slot), event.deltaY) });
  };
  return (
    <div
      class="framing-handles"
      aria-hidden="true"
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
      onWheel={turn}
    >
      {previewBoxes.map((box) => (
        <span
          key={box.slot}
          class={box.slot === ctrl.slot.value ? "selected" : ""}
          style={{
            left: `${box.x * 100}%`,
            top: `${box.y * 100}%`,
            width: `${box.width * 100}%`,
            height: `${box.height * 100}%`,
          }}
        />
      ))}
    </div>
  );
}

interface SliderProps {
  label: string;
  min: number;
  max: number;
  step: number;
  value: number;
  text: string;
  changed(value: number): void;
}

function Slider(props: SliderProps) {
  return (
    <label>
      {props.label}
      <input
        type="range"
        min={props.min}
        max={props.max}
        step={props.step}
        value={props.value}
        aria-valuetext={props.text}
        onInput={(event) => props.changed(Number(event.currentTarget.value))}
      />
      <output>{props.text}</output>
    </label>
  );
}

function Sliders({ ctrl, slot, framing }: { ctrl: StudioCtrl; slot: string; framing: Framing }) {
  const percent = (value: number): string => `${Math.round(value * 100)}`;
  return (
    <>
      <Slider
        label={t("studio.framing.zoom")}
        min={1}
        max={mostZoom}
        step={0.05}
        value={framing.zoom}
        text={`×${framing.zoom.toFixed(2)}`}
        changed={(zoom) => ctrl.frame(slot, { zoom })}
      />
      <Slider
        label={t("studio.framing.across")}
        min={-1}
        max={1}
        step={0.02}
        value={framing.panX}
        text={percent(framing.panX)}
        changed={(panX) => ctrl.frame(slot, { panX })}
      />
      <Slider
        label={t("studio.framing.down")}
        min={-1}
        max={1}
        step={0.02}
        value={framing.panY}
        text={percent(framing.panY)}
        changed={(panY) => ctrl.frame(slot, { panY })}
      />
    </>
  );
}

/** Of the selected slot: fit, crop, mirror and border. It is the preview that changes. */
export function FramingFields({ ctrl }: { ctrl: StudioCtrl }) {
  const snapshot = ctrl.snapshot.value!;
  const slot = ctrl.slot.value;
  const box = snapshot.previewBoxes.find((one) => one.slot === slot);
  if (slot === null) return null;
  const framing = framingOf(ctrl.preview(), slot);
  const fit = box?.fit ?? "contain";
  return (
    <div class="framing" role="group" aria-label={t("studio.framing", { slot: slotName(slot) })}>
      <div class="framing-row">
        <select aria-label={t("studio.framing.slot")} value={slot} onChange={(event) => ctrl.selectSlot(event.currentTarget.value)}>
          {ctrl.slots.value.map((one) => (
            <option key={one} value={one}>
              {slotName(one)}
            </option>
          ))}
        </select>
        <button type="button" aria-pressed={fit === "cover"} onClick={() => ctrl.frame(slot, { fit: fit === "cover" ? "contain" : "cover" })}>
          {t("studio.framing.cover")}
        </button>
        <button type="button" aria-pressed={framing.mirror} onClick={() => ctrl.frame(slot, { mirror: !framing.mirror })}>
          {t("studio.framing.mirror")}
        </button>
        <button
          type="button"
          aria-pressed={framing.border > 0}
          onClick={() => ctrl.frame(slot, { border: framing.border > 0 ? 0 : borderPixels })}
        >
          {t("studio.framing.border")}
        </button>
        {framing.border > 0 && (
          <input
            type="color"
            aria-label={t("studio.framing.colour")}
            value={framing.borderColour}
            onChange={(event) => ctrl.frame(slot, { borderColour: event.currentTarget.value })}
          />
        )}
        <button type="button" onClick={() => ctrl.frame(slot, { ...plainFraming, fit: undefined })}>
          {t("studio.framing.reset")}
        </button>
      </div>
      <Sliders ctrl={ctrl} slot={slot} framing={framing} />
      {tiles.includes(snapshot.preview.layout) && (
        <label class="check">
          <input
            type="checkbox"
            checked={snapshot.preview.names ?? true}
            onChange={(event) => ctrl.showNames(event.currentTarget.checked)}
          />
          {t("studio.framing.names")}
        </label>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={snapshot.director}
          onChange={(event) => void ctrl.call("studio.director", { on: event.currentTarget.checked })}
        />
        {t("studio.director")}
      </label>
      <p class="quiet">{t("studio.framing.hint")}</p>
    </div>
  );
}
