// SPDX-License-Identifier: GPL-3.0-or-later
import type { Signal } from "@preact/signals";
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { WatchCtrl } from "../ctrl.ts";
import { ProblemNote } from "./problem_note.tsx";

interface FieldProps {
  label: MessageKey;
  name: string;
  text: Signal<string>;
  maxLength: number;
  autocomplete: string;
}

/** The text lives in the controller: another screen, or a wrong passcode, must not make anybody type again. */
function Field({ label, name, text, maxLength, autocomplete }: FieldProps) {
  return (
    <label class="field">
      {t(label)}
      <input
        name={name}
        required
        maxLength={maxLength}
        autocomplete={autocomplete}
        autocapitalize="off"
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
    </label>
  );
}

/** The button that lets in. What went wrong stands above it, where no footer or screen keyboard hides it. */
export function EntryForm(props: { ctrl: WatchCtrl; label: string; big?: boolean; enter(): void }) {
  const { ctrl, label, big, enter } = props;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    enter();
  };
  return (
    <form class="fields" onSubmit={submit}>
      {ctrl.needsPasscode.value && (
        <>
          <Field label="watch.passcode" name="passcode" text={ctrl.passcode} maxLength={64} autocomplete="off" />
          <Field label="watch.name" name="name" text={ctrl.name} maxLength={100} autocomplete="name" />
        </>
      )}
      <ProblemNote ctrl={ctrl} />
      <button type="submit" class={`button primary ${big ? "big" : ""}`} disabled={ctrl.busy.value}>
        {ctrl.busy.value ? t("watch.checking") : label}
      </button>
    </form>
  );
}
