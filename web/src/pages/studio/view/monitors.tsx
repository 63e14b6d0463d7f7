// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef } from "preact/hooks";
import { t, tFor } from "../../../i18n/index.ts";
import { sides, type StudioCtrl } from "../ctrl.ts";
import { ordered } from "../scene.ts";
import { FramingFields, FramingHandles } from "./framing.tsx";
import { slotName } from "./slot_name.ts";
import { Presets } from "./presets.tsx";

/** label: what a screen reader says; empty when the words are beside the picture. */
export function Picture({ ctrl, id, label }: { ctrl: StudioCtrl; id: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => ctrl.pictures.show(id, canvas.current!), [id]);
  const words = label ? ({ "role": "img", "aria-label": label } as const) : ({ "aria-hidden": true } as const);
  return <canvas ref={canvas} width={16} height={9} data-picture={id} {...words} />;
}

function Slot({ ctrl, slot }: { ctrl: StudioCtrl; slot: string }) {
  const snapshot = ctrl.snapshot.value!;
  const input = snapshot.preview.slots[slot];
  const number = ordered(snapshot.inputs).findIndex(([id]) => id === input) + 1;
  const selected = ctrl.slot.value === slot;
  return (
    <li class={selected ? "selected" : ""}>
      <button
        type="button"
        data-slot={slot}
        aria-pressed={selected}
        onFocus={() => ctrl.selectSlot(slot)}
        onClick={() => ctrl.selectSlot(slot)}
      >
        {input === undefined ? (
          <span class="empty">{t("studio.slot.empty", { slot: slotName(slot) })}</span>
        ) : (
          <>
            <span class="slot-name">{slotName(slot)}</span>
            <span class="filled">
              {number || "–"} {snapshot.inputs[input]?.name ?? input}
            </span>
          </>
        )}
      </button>
      {input !== undefined && (
        <button
          type="button"
          class="clear"
          tabIndex={-1}
          aria-label={t("studio.slot.clear", { slot: slotName(slot) })}
          onClick={() => ctrl.clearSlot(slot)}
        >
          ×
        </button>
      )}
    </li>
  );
}

function Undo({ ctrl }: { ctrl: StudioCtrl }) {
  return (
    <button
      type="button"
      class="undo"
      title={t("studio.undo.hint")}
      disabled={ctrl.snapshot.value!.undoSteps === 0}
      onClick={() => ctrl.undo()}
    >
      ↶ {t("studio.undo")}
    </button>
  );
}

/**
 * Slots of the preview beside it: the selected one gets the input of the next number key. They take the focus when
 * nothing else has it, so that Tab means "next slot".
 */
function Slots({ ctrl }: { ctrl: StudioCtrl }) {
  const { layout } = ctrl.snapshot.value!.preview;
  const side = ctrl.side.value;
  useEffect(() => {
    if (document.activeElement === document.body) ctrl.focusSlot();
  }, [layout, side]);
  return (
    <section class="slots" aria-label={t("studio.slots")}>
      <div class="slots-head">
        <h2 class="visually-hidden">{t("studio.slots")}</h2>
        <div class="sides" role="group" aria-label={t("studio.slots")}>
          {sides.map((one) => (
            <button key={one} type="button" aria-pressed={side === one} onClick={() => ctrl.showSide(one)}>
              {t(`studio.side.${one}`)}
            </button>
          ))}
        </div>
        <Undo ctrl={ctrl} />
      </div>
      {side === "presets" && <Presets ctrl={ctrl} />}
      {side === "framing" && <FramingFields ctrl={ctrl} />}
      {side === "slots" && (
        <ul>
          {ctrl.slots.value.map((slot) => (
            <Slot key={slot} ctrl={ctrl} slot={slot} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** While a meeting runs: whether its picture arranges itself. */
function Arranging({ ctrl }: { ctrl: StudioCtrl }) {
  const arranging = ctrl.snapshot.value!.arranging;
  if (arranging === undefined) return null;
  if (arranging) return <span class="arranging">{t("meeting.arranging")}</span>;
  return (
    <button type="button" class="strong arranging" title={t("meeting.arrange.hint")} onClick={() => void ctrl.call("studio.arrange", {})}>
      {t("meeting.arrange")}
    </button>
  );
}

/** Said while a busy machine or a poor line makes the small pictures jerk: what the audience gets does not. */
function FewPictures({ ctrl }: { ctrl: StudioCtrl }) {
  const few = ctrl.pictures.few.value;
  return (
    <small class="few-pictures" role="status">
      {few !== null && t("studio.pictures.few", { rate: few })}
    </small>
  );
}

export function Monitors({ ctrl }: { ctrl: StudioCtrl }) {
  const { onAir, slate } = ctrl.snapshot.value!;
  const meeting = ctrl.seminar.value?.meeting ?? false;
  const side = ctrl.side.value;
  const programme = tFor(meeting, onAir === undefined ? "studio.programme.idle" : "studio.programme");
  return (
    <div class="monitors">
      <div class="monitors-row">
        <Slots ctrl={ctrl} />
        <section class="monitor preview">
          <h2>
            ▶ {t("studio.preview")} <FewPictures ctrl={ctrl} />
          </h2>
          <div class="framed">
            <Picture ctrl={ctrl} id="preview" label={t("studio.preview")} />
            {side === "framing" && <FramingHandles ctrl={ctrl} />}
          </div>
        </section>
        <section class={`monitor programme ${onAir === undefined ? "idle" : ""}`}>
          <div class="monitor-head">
            <h2>
              {onAir === undefined ? "○" : "●"} {programme}
              {slate && <strong class="slate-on"> {t("studio.slate.on", { kind: t(`studio.slate.${slate.kind}`) })}</strong>}
            </h2>
            <Arranging ctrl={ctrl} />
          </div>
          <Picture ctrl={ctrl} id="programme" label={programme} />
        </section>
      </div>
    </div>
  );
}
