// SPDX-License-Identifier: GPL-3.0-or-later
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { JoinCtrl } from "../ctrl.ts";

type State = "done" | "notyet" | "attention";

const marks: Record<State, string> = { done: "✓", notyet: "○", attention: "!" };

function Row({ name, state, words }: { name: MessageKey; state: State; words: MessageKey }) {
  return (
    <li class={state}>
      <span class="mark" aria-hidden="true">
        {marks[state]}
      </span>
      <span class="visually-hidden">{t(state === "done" ? "join.check.done" : "join.check.notyet")}</span>
      <strong>{t(name)}</strong>
      <span class="words">{t(words)}</span>
    </li>
  );
}

function picture({ media, checks }: JoinCtrl): [State, MessageKey] {
  if (media.camera.value && checks.pictured.value) return ["done", "join.check.picture.ok"];
  if (!media.troubles.value.camera) return ["notyet", "join.check.picture.waits"];
  return ["attention", media.microphone.value ? "join.check.picture.none" : "join.check.picture.off"];
}

function sound({ media, checks, meter }: JoinCtrl): [State, MessageKey] {
  if (!media.microphone.value && media.troubles.value.microphone) return ["attention", "join.check.sound.none"];
  if (!media.microphone.value) return ["notyet", "join.check.sound.microphone"];
  if (checks.heard.value) return ["done", "join.check.sound.ok"];
  return ["notyet", meter.asleep.value ? "join.check.sound.asleep" : "join.check.sound.waits"];
}

function line({ checks }: JoinCtrl): [State, MessageKey] {
  const verdict = checks.line.value;
  if (verdict === null) return ["notyet", "join.check.line.waits"];
  return [verdict === "good" ? "done" : "attention", `join.check.line.${verdict}`];
}

/** They tick themselves. */
export function CheckList({ ctrl }: { ctrl: JoinCtrl }) {
  const [pictureState, pictureWords] = picture(ctrl);
  const [soundState, soundWords] = sound(ctrl);
  const [lineState, lineWords] = line(ctrl);
  return (
    <ul class="checks" aria-label={t("join.check.list")} aria-live="polite">
      <Row name="join.check.picture" state={pictureState} words={pictureWords} />
      <Row name="join.check.sound" state={soundState} words={soundWords} />
      <Row name="join.check.line" state={lineState} words={lineWords} />
    </ul>
  );
}
