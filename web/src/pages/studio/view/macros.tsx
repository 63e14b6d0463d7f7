// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { MacroAction, MacroStep, MacroView, SlateKind } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { longestWaitSeconds, macroActions, macroKeys, mostSteps, moved, orderedMacros, stepOf } from "../macros.ts";
import { orderedPresets } from "../presets.ts";
import { FormFailure } from "./form_failure.tsx";
import { SureButton } from "./sure_button.tsx";

const slateKinds: readonly SlateKind[] = ["starting", "break", "ended", "trouble"];

function MacroButton({ ctrl, id, macro, place }: { ctrl: StudioCtrl; id: string; macro: MacroView; place: number }) {
  const run = ctrl.snapshot.value!.macroRun;
  const runs = run?.id === id;
  const key = macroKeys[place];
  return (
    <li class={`preset macro ${runs ? "running" : ""}`}>
      <button type="button" class="recall" onClick={() => ctrl.runMacro(id)}>
        <span class="preset-name">
          {key && <kbd>{key}</kbd>} {macro.name}
        </span>
        {runs && (
          <span class="tally run">
            ■ {t("studio.macro.running", { step: run.step, steps: macro.steps.length })}
          </span>
        )}
      </button>
      <button
        type="button"
        class="settings"
        aria-label={t("studio.macro.edit", { name: macro.name })}
        onClick={() => (ctrl.drawer.value = { kind: "macro", input: id })}
      >
        {t("studio.preset.change")}
      </button>
    </li>
  );
}

/** One press does them all; a press on the one that runs stops it. */
export function Macros({ ctrl }: { ctrl: StudioCtrl }) {
  return (
    <>
      <h3>{t("studio.macros")}</h3>
      <ul class="presets">
        {orderedMacros(ctrl.snapshot.value!).map(([id, macro], place) => (
          <MacroButton key={id} ctrl={ctrl} id={id} macro={macro} place={place} />
        ))}
        <li class="preset">
          <button type="button" class="recall new" onClick={() => (ctrl.drawer.value = { kind: "macro", input: "" })}>
            + {t("studio.macro.add")}
          </button>
        </li>
      </ul>
    </>
  );
}

interface StepProps {
  ctrl: StudioCtrl;
  step: MacroStep;
  change(step: MacroStep): void;
}

/** What the step needs to know beside its kind. */
function StepFields({ ctrl, step, change }: StepProps) {
  const snapshot = ctrl.snapshot.value!;
  switch (step.action) {
    case "preset":
      return (
        <select required aria-label={t("studio.macro.which")} value={step.preset} onChange={(event) => change({ ...step, preset: event.currentTarget.value })}>
          {orderedPresets(snapshot).map(([id, preset]) => (
            <option key={id} value={id}>
              {preset.name}
            </option>
          ))}
        </select>
      );
    case "mute":
    case "unmute":
      return (
        <select required aria-label={t("studio.macro.which")} value={step.source} onChange={(event) => change({ ...step, source: event.currentTarget.value })}>
          {Object.keys(snapshot.sources).map((id) => (
            <option key={id} value={id}>
              {snapshot.inputs[id]?.name ?? id}
            </option>
          ))}
        </select>
      );
    case "slate":
      return (
        <select aria-label={t("studio.macro.which")} value={step.slate} onChange={(event) => change({ ...step, slate: event.currentTarget.value as SlateKind })}>
          {slateKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`studio.slate.${kind}`)}
            </option>
          ))}
        </select>
      );
    case "title":
    case "mark":
      return (
        <input
          required
          maxLength={200}
          aria-label={t(step.action === "title" ? "studio.macro.text" : "studio.macro.label")}
          value={step.text ?? ""}
          onInput={(event) => change({ ...step, text: event.currentTarget.value })}
        />
      );
    case "wait":
      return (
        <input
          type="number"
          required
          min={0}
          max={longestWaitSeconds}
          step={0.1}
          aria-label={t("studio.macro.seconds")}
          value={(step.waitMs ?? 0) / 1000}
          onChange={(event) => change({ ...step, waitMs: Math.round(Number(event.currentTarget.value) * 1000) })}
        />
      );
    default:
      return <span />;
  }
}

interface StepRowProps extends StepProps {
  place: number;
  last: boolean;
  move(by: 1 | -1): void;
  remove(): void;
}

function StepRow(props: StepRowProps) {
  const { ctrl, step, place, change } = props;
  const number = place + 1;
  return (
    <li>
      <span class="number">{number}</span>
      <select
        aria-label={t("studio.macro.step", { number })}
        value={step.action}
        onChange={(event) => change(stepOf(event.currentTarget.value as MacroAction, ctrl.snapshot.value!))}
      >
        {macroActions.map((action) => (
          <option key={action} value={action}>
            {t(`studio.macro.do.${action}`)}
          </option>
        ))}
      </select>
      <StepFields ctrl={ctrl} step={step} change={change} />
      <button type="button" disabled={place === 0} aria-label={t("studio.macro.up", { number })} onClick={() => props.move(-1)}>
        ↑
      </button>
      <button type="button" disabled={props.last} aria-label={t("studio.macro.down", { number })} onClick={() => props.move(1)}>
        ↓
      </button>
      <button type="button" aria-label={t("studio.macro.drop", { number })} onClick={() => props.remove()}>
        ×
      </button>
    </li>
  );
}

export function MacroForm({ ctrl, id, macro }: { ctrl: StudioCtrl; id: string; macro: MacroView | undefined }) {
  const [name, setName] = useState(macro?.name ?? "");
  const [steps, setSteps] = useState<MacroStep[]>(() => macro?.steps ?? [{ action: "take" }]);
  const close = (): void => void (ctrl.drawer.value = null);
  const remove = async (): Promise<void> => {
    if (await ctrl.call("studio.macro.remove", { id })) close();
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await ctrl.call("studio.macro.save", { ...(id ? { id } : {}), name: name.trim(), steps })) close();
  };
  const order = macro?.order ?? 0;
  const place = (to: number): void => void ctrl.call("studio.macro.move", { id, order: to });
  return (
    <form class="form macro-form" onSubmit={(event) => void submit(event)}>
      <p class="quiet">{t("studio.macro.what")}</p>
      <label>
        {t("form.name")}
        <input required maxLength={40} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <ol class="steps-list">
        {steps.map((step, index) => (
          <StepRow
            key={index}
            ctrl={ctrl}
            step={step}
            place={index}
            last={index === steps.length - 1}
            change={(next) => setSteps(steps.map((one, at) => (at === index ? next : one)))}
            move={(by) => setSteps(moved(steps, index, by))}
            remove={() => setSteps(steps.filter((_, at) => at !== index))}
          />
        ))}
      </ol>
      <button type="button" disabled={steps.length >= mostSteps} onClick={() => setSteps([...steps, { action: "take" }])}>
        ＋ {t("studio.macro.addStep")}
      </button>
      <FormFailure ctrl={ctrl} />
      <div class="form-row">
        <button type="submit" class="strong" disabled={steps.length === 0}>
          {t(id ? "save" : "studio.macro.save")}
        </button>
        <button type="button" onClick={close}>
          {t("cancel")}
        </button>
      </div>
      {macro && (
        <div class="form-row">
          <button type="button" disabled={order === 0} onClick={() => place(order - 1)}>
            ↑ {t("studio.preset.up")}
          </button>
          <button type="button" disabled={order === Object.keys(ctrl.snapshot.value!.macros).length - 1} onClick={() => place(order + 1)}>
            ↓ {t("studio.preset.down")}
          </button>
          <SureButton words={t("studio.macro.remove")} sureWords={t("studio.macro.removeSure")} act={() => void remove()} />
        </div>
      )}
    </form>
  );
}
