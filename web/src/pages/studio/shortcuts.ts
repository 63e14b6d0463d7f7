// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../i18n/index.ts";
import type { StudioCtrl } from "./ctrl.ts";
import { belongsToControl, studioKey, type StudioKey } from "./keys.ts";
import { macroKeys, orderedMacros } from "./macros.ts";
import { orderedPresets } from "./presets.ts";
import { ordered } from "./scene.ts";

function putNumber(ctrl: StudioCtrl, number: number): void {
  const input = ordered(ctrl.snapshot.value?.inputs ?? {})[number - 1];
  if (input) ctrl.putInput(input[0]);
  else ctrl.hintAt(t("studio.hint.noInput", { number }));
}

function recallNumber(ctrl: StudioCtrl, number: number): void {
  const preset = ctrl.snapshot.value && orderedPresets(ctrl.snapshot.value)[number - 1];
  if (preset) ctrl.recallPreset(preset[0]);
  else ctrl.hintAt(t("studio.hint.noPreset", { number }));
}

function runNumber(ctrl: StudioCtrl, number: number): void {
  const macro = ctrl.snapshot.value && orderedMacros(ctrl.snapshot.value)[number - 1];
  if (macro) ctrl.runMacro(macro[0]);
  else ctrl.hintAt(t("studio.hint.noMacro", { key: macroKeys[number - 1]! }));
}

function muteSelected(ctrl: StudioCtrl): void {
  const strip = ctrl.strip.value;
  if (strip !== null && ctrl.snapshot.value?.sources[strip]) ctrl.toggleMute(strip);
  else ctrl.hintAt(t("studio.hint.noStrip"));
}

function escape(ctrl: StudioCtrl): void {
  ctrl.drawer.value = null;
  ctrl.slateMenu.value = false;
  ctrl.toggleChecklist(false);
  ctrl.focusSlot();
}

function perform(ctrl: StudioCtrl, press: StudioKey): void {
  switch (press.do) {
    case "take":
      return ctrl.take();
    case "cut":
      return ctrl.cut();
    case "clear":
      return ctrl.slot.value === null || ctrl.side.value !== "slots" ? undefined : ctrl.clearSlot(ctrl.slot.value);
    case "slate":
      return ctrl.toggleSlate();
    case "mute":
      return muteSelected(ctrl);
    case "undo":
      return ctrl.undo();
    case "help":
      return ctrl.toggleDrawer({ kind: "help" });
    case "escape":
      return escape(ctrl);
    case "input":
      return putNumber(ctrl, press.number);
    case "preset":
      return recallNumber(ctrl, press.number);
    case "macro":
      return runNumber(ctrl, press.number);
  }
}

/** What a key does on the desk, unless a control has it. A press that can do nothing says why. */
export function pressed(ctrl: StudioCtrl, event: KeyboardEvent): void {
  const press = studioKey(event);
  if (!press || ctrl.line.entry.value !== "desk" || belongsToControl(event.target, event.key)) return;
  event.preventDefault();
  perform(ctrl, press);
}
