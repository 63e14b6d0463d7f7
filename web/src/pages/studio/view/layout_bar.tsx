// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { LayoutName, SlateKind } from "../../../protocol.ts";
import { type StudioCtrl, type TakeKind, takeKinds } from "../ctrl.ts";
import { leaveOnEnter } from "../fields.ts";
import { LayoutIcon } from "./layout_icon.tsx";
import { NumberField } from "./number_field.tsx";

const layoutOrder: readonly LayoutName[] = ["full", "lecturer-slides", "slides-lecturer-corner", "side-by-side", "panel", "slides-panel"];
const slateKinds: readonly SlateKind[] = ["starting", "break", "ended", "trouble"];
const longestTakeSeconds = 5;

function Layouts({ ctrl }: { ctrl: StudioCtrl }) {
  const { layouts, preview } = ctrl.snapshot.value!;
  return (
    <div class="layouts" role="group" aria-label={t("studio.layout")}>
      {layoutOrder
        .filter((layout) => layouts[layout])
        .map((layout) => (
          <button
            key={layout}
            type="button"
            aria-pressed={preview.layout === layout}
            onClick={() => ctrl.chooseLayout(layout)}
          >
            <LayoutIcon layout={layout} />
            {t(`studio.layout.${layout}`)}
          </button>
        ))}
    </div>
  );
}

/** Which way TAKE goes, and how long. */
function TakeFields({ ctrl }: { ctrl: StudioCtrl }) {
  const choose = (event: Event): void => {
    const field = event.currentTarget as HTMLSelectElement;
    ctrl.takeKind.value = field.value as TakeKind;
    field.blur(); // the keys are shortcuts again
  };
  return (
    <div class="take-fields">
      <select aria-label={t("studio.take.kind")} value={ctrl.transition()} onChange={choose}>
        {takeKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`studio.take.${kind}`)}
          </option>
        ))}
      </select>
      <NumberField
        ctrl={ctrl}
        class="take-seconds"
        label={t("studio.take.seconds")}
        max={longestTakeSeconds}
        step={0.1}
        value={ctrl.transitionMs() / 1000}
        changed={(seconds) => (ctrl.takeMs.value = Math.round(seconds * 1000))}
      />
    </div>
  );
}

function SlateMenu({ ctrl }: { ctrl: StudioCtrl }) {
  const [text, setText] = useState("");
  const put = (kind: SlateKind): void => ctrl.slate(text.trim() ? { kind, text: text.trim() } : { kind });
  return (
    <div class="popover slate-menu" id="slate-menu">
      {slateKinds.map((kind) => (
        <button key={kind} type="button" onClick={() => put(kind)}>
          {t(`studio.slate.${kind}`)}
        </button>
      ))}
      <label>
        {t("studio.slate.text")}
        <input
          maxLength={200}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={leaveOnEnter}
        />
      </label>
      <p class="quiet">{t("studio.slate.private")}</p>
    </div>
  );
}

function SlateControl({ ctrl }: { ctrl: StudioCtrl }) {
  const open = ctrl.slateMenu.value;
  const slate = ctrl.snapshot.value!.slate;
  return (
    <div class="slate">
      {slate ? (
        <button type="button" class="slate-button up" onClick={() => ctrl.slate(null)}>
          ■ {t("studio.slate.off")}
        </button>
      ) : (
        <button
          type="button"
          class="slate-button"
          aria-expanded={open}
          aria-controls="slate-menu"
          onClick={() => (ctrl.slateMenu.value = !open)}
        >
          {t("studio.slate")} ▾
        </button>
      )}
      {open && !slate && <SlateMenu ctrl={ctrl} />}
    </div>
  );
}

export function LayoutBar({ ctrl }: { ctrl: StudioCtrl }) {
  return (
    <section class="layout-bar" aria-label={t("studio.layout")}>
      <Layouts ctrl={ctrl} />
      <span class="gap" />
      <button type="button" class="cut" onClick={() => ctrl.cut()}>
        {t("studio.cut")} <kbd>↵</kbd>
      </button>
      <button type="button" class="take" onClick={() => ctrl.take()}>
        {t("studio.take")} <kbd>⎵</kbd> <small>{t("studio.take.seconds.short", { seconds: ctrl.transitionMs() / 1000 })}</small>
      </button>
      <TakeFields ctrl={ctrl} />
      <SlateControl ctrl={ctrl} />
    </section>
  );
}
