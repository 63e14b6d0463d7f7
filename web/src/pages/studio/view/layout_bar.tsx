// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { SlateKind } from "../../../protocol.ts";
import { type StudioCtrl, type TakeKind, takeKinds } from "../ctrl.ts";
import { leaveOnEnter } from "../fields.ts";
import { LayoutIcon } from "./layout_icon.tsx";
import { NumberField } from "./number_field.tsx";

const slateKinds: readonly SlateKind[] = ["starting", "break", "ended", "trouble"];
const longestTakeSeconds = 5;

const corners = ["pip-bottom-right", "pip-bottom-left", "pip-top-left", "pip-top-right"];

/** The four corners share a button: pressed again, the small picture goes to the next one. */
function cornerAfter(layout: string): string {
  return corners[(corners.indexOf(layout) + 1) % corners.length]!;
}

function LayoutButton({ ctrl, layout, shown }: { ctrl: StudioCtrl; layout: string; shown: string }) {
  const { layouts, preview } = ctrl.snapshot.value!;
  const view = layouts[shown]!;
  const pressed = preview.layout === shown;
  const words = view.name ?? t(`studio.layout.${shown}` as MessageKey);
  return (
    <button type="button" data-layout={layout} aria-pressed={pressed} title={words} onClick={() => ctrl.chooseLayout(layout)}>
      <LayoutIcon boxes={view.boxes} />
      <span>{words}</span>
    </button>
  );
}

function Layouts({ ctrl }: { ctrl: StudioCtrl }) {
  const { layouts, preview } = ctrl.snapshot.value!;
  const inOrder = Object.keys(layouts).sort((a, b) => layouts[a]!.order - layouts[b]!.order);
  const corner = corners.includes(preview.layout) ? preview.layout : corners[0]!;
  const own = layouts[preview.layout]?.name !== undefined ? preview.layout : null;
  const edit = (layout: string): void => void (ctrl.drawer.value = { kind: "layout", input: layout });
  return (
    <div class="layouts" role="group" aria-label={t("studio.layout")}>
      {inOrder
        .filter((layout) => !corners.includes(layout) || layout === corner)
        .map((layout) => (
          <LayoutButton
            key={corners.includes(layout) ? "corner" : layout}
            ctrl={ctrl}
            layout={layout === preview.layout && corners.includes(layout) ? cornerAfter(layout) : layout}
            shown={layout}
          />
        ))}
      <button type="button" class="new" onClick={() => edit("")}>
        <span aria-hidden="true">＋</span>
        <span>{t("studio.layout.new")}</span>
      </button>
      {own !== null && (
        <button type="button" class="new" onClick={() => edit(own)}>
          <span aria-hidden="true">✎</span>
          <span>{t("studio.layout.change")}</span>
        </button>
      )}
    </div>
  );
}

/** By hand, like the lever of a switcher. */
function TBar({ ctrl }: { ctrl: StudioCtrl }) {
  const position = ctrl.tbar.moving.value ?? ctrl.snapshot.value!.tbar?.position ?? 0;
  return (
    <input
      type="range"
      class="tbar"
      aria-label={t("studio.tbar")}
      title={t("studio.tbar.hint")}
      min={0}
      max={1}
      step={0.01}
      value={position}
      aria-valuetext={t("studio.tbar.position", { percent: Math.round(position * 100) })}
      onInput={(event) => ctrl.tbar.move(Number(event.currentTarget.value))}
      onChange={() => ctrl.tbar.release()}
    />
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
      <div class="takes">
        <button type="button" class="cut" onClick={() => ctrl.cut()}>
          {t("studio.cut")} <kbd>↵</kbd>
        </button>
        <button type="button" class="take" onClick={() => ctrl.take()}>
          {t("studio.take")} <kbd>⎵</kbd> <small>{t("studio.take.seconds.short", { seconds: ctrl.transitionMs() / 1000 })}</small>
        </button>
        <TBar ctrl={ctrl} />
      </div>
      <TakeFields ctrl={ctrl} />
      <SlateControl ctrl={ctrl} />
    </section>
  );
}
