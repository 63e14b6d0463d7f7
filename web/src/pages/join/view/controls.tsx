// SPDX-License-Identifier: GPL-3.0-or-later
import { said, t } from "../../../i18n/index.ts";
import type { JoinCtrl } from "../ctrl.ts";
import { words } from "../words.ts";

function MuteButton({ ctrl }: { ctrl: JoinCtrl }) {
  const off = ctrl.mute.off.value;
  return (
    <button type="button" class={`button mute ${off ? "off" : ""}`} onClick={() => ctrl.toggleMute()}>
      {t(off ? "join.unmute" : "join.mute")}
    </button>
  );
}

function CameraButton({ ctrl }: { ctrl: JoinCtrl }) {
  const off = ctrl.cameraOff.value;
  if (!ctrl.media.camera.value) return null;
  return (
    <button type="button" class={`button ${off ? "off" : ""}`} onClick={() => (ctrl.cameraOff.value = !off)}>
      {t(off ? "join.camera.on" : "join.camera.off")}
    </button>
  );
}

function HandButton({ ctrl }: { ctrl: JoinCtrl }) {
  const raised = ctrl.self.value?.hand ?? false;
  return (
    <button type="button" class={`button hand ${raised ? "raised" : ""}`} onClick={() => ctrl.toggleHand()}>
      {t(raised ? "join.hand.lower" : "join.hand.raise")}
    </button>
  );
}

function ShareButton({ ctrl }: { ctrl: JoinCtrl }) {
  const { share } = ctrl;
  const on = share.on.value;
  if (!share.possible) return null;
  return (
    <button type="button" class={`button ${on ? "sharing" : ""}`} onClick={() => (on ? share.stop() : void share.start())}>
      {t(on ? "join.share.stop" : "join.share.start")}
    </button>
  );
}

function LeaveButton({ ctrl }: { ctrl: JoinCtrl }) {
  const seconds = ctrl.leaving.left.value;
  if (seconds === null) {
    return (
      <button type="button" class="button leave" onClick={() => ctrl.leave()}>
        {t("join.leave")}
      </button>
    );
  }
  return (
    <button type="button" class="button primary leave" onClick={() => ctrl.leaving.cancel()}>
      {t("join.leave.undo")}
    </button>
  );
}

/** What the buttons did, in words. */
function Words({ ctrl }: { ctrl: JoinCtrl }) {
  const seconds = ctrl.leaving.left.value;
  const { off, byOperator } = ctrl.mute;
  const failure = ctrl.failure.value;
  return (
    <>
      <div role="status">
        {off.value && <p class="note muted">{t(byOperator.value ? "join.muted.byOperator" : "join.muted")}</p>}
        {ctrl.share.on.value && <p class="note">{words(ctrl.line.panel.value, "join.sharing")}</p>}
        {ctrl.share.failed.value && <p class="note">{t("join.share.failed")}</p>}
        {seconds !== null && <p class="note">{t("join.leaving", { seconds })}</p>}
      </div>
      <div role="alert">
        {[failure, ctrl.share.refused.value].map((why) => why && <p key={why.en} class="note">{said(why)}</p>)}
      </div>
    </>
  );
}

export function Controls({ ctrl }: { ctrl: JoinCtrl }) {
  return (
    <section class="controls" aria-label={t("join.controls")}>
      <Words ctrl={ctrl} />
      <div class="buttons">
        <MuteButton ctrl={ctrl} />
        <CameraButton ctrl={ctrl} />
        <HandButton ctrl={ctrl} />
        <ShareButton ctrl={ctrl} />
        <LeaveButton ctrl={ctrl} />
      </div>
    </section>
  );
}
