// SPDX-License-Identifier: GPL-3.0-or-later
import { countdown, countdownText } from "../../../countdown.ts";
import { t } from "../../../i18n/index.ts";
import type { WatchCtrl } from "../ctrl.ts";
import { EntryForm } from "./entry_form.tsx";
import { Heading } from "./heading.tsx";

function SoundCheck({ ctrl }: { ctrl: WatchCtrl }) {
  const state = ctrl.soundCheck.value;
  const done = state === "done" && ctrl.pressed.value;
  return (
    <div class="box">
      <h2>{t("watch.sound.title")}</h2>
      {state === "playing" ? (
        <p role="status">{t("watch.sound.playing")}</p>
      ) : (
        <EntryForm
          ctrl={ctrl}
          label={t(done ? "watch.sound.again" : "watch.sound.check")}
          enter={() => void ctrl.checkSound()}
        />
      )}
      {done && <p role="status">{t("watch.sound.ready")}</p>}
      <p class="quiet small">{t("watch.sound.help")}</p>
    </div>
  );
}

/** Nothing comes by itself before the passcode was given, so nothing is promised yet. */
function AskPasscode({ ctrl }: { ctrl: WatchCtrl }) {
  return (
    <>
      <h2>{t("watch.waiting.passcode")}</h2>
      <EntryForm ctrl={ctrl} label={t("watch.code.enter")} enter={() => void ctrl.begin()} />
    </>
  );
}

function Inside({ ctrl }: { ctrl: WatchCtrl }) {
  return (
    <>
      <p role="status">{t("watch.waiting.turns")}</p>
      <SoundCheck ctrl={ctrl} />
    </>
  );
}

export function Waiting({ ctrl }: { ctrl: WatchCtrl }) {
  void ctrl.now.value; // drawn again every second
  const left = countdown(ctrl.clock.until(ctrl.seminar.value?.startsAt));
  return (
    <section class="card">
      <Heading ctrl={ctrl} />
      {left && <p class="countdown">{countdownText(left)}</p>}
      {ctrl.needsPasscode.value ? <AskPasscode ctrl={ctrl} /> : <Inside ctrl={ctrl} />}
    </section>
  );
}
