// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { clamped, leaveOnEnter } from "../fields.ts";

interface Props {
  ctrl: StudioCtrl;
  label: string;
  max: number;
  step: number;
  value: number;
  class?: string;
  changed(value: number): void;
}

/** A number from 0 to max. What is beyond goes to the limit, and the page says so. */
export function NumberField(props: Props) {
  const { ctrl, max, value } = props;
  const range = { label: props.label, min: 0, max };
  const change = (event: Event): void => {
    const field = event.currentTarget as HTMLInputElement;
    const number = clamped(field.value, 0, max);
    if (number !== null && number !== Number(field.value)) ctrl.hintAt(t("studio.number.clamped", range));
    field.value = String(number ?? value); // also when the value stays the same and nothing is drawn again
    if (number !== null) props.changed(number);
  };
  return (
    <input
      type="number"
      class={props.class}
      aria-label={props.label}
      title={t("studio.number.range", range)}
      min={0}
      max={max}
      step={props.step}
      value={value}
      onChange={change}
      onKeyDown={leaveOnEnter}
    />
  );
}
