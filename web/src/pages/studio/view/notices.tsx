// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { language, said, t } from "../../../i18n/index.ts";
import type { AlertView } from "../../../protocol.ts";
import { clockTime } from "../../../time.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { Account } from "./account.tsx";

const lostInput = "input-lost:";

/** The input that a notice like "input-lost:camera-1" is about. */
function inputOf(ctrl: StudioCtrl, noticeId: string): string | null {
  const id = noticeId.slice(noticeId.indexOf(":") + 1);
  return noticeId.includes(":") && ctrl.snapshot.value!.inputs[id] ? id : null;
}

/** Not the words of the alarm as if it went on: what came back, or the words struck through. */
function Solved({ ctrl, id, alert, lostInput }: { ctrl: StudioCtrl; id: string; alert: AlertView; lostInput: string }) {
  return (
    <>
      <span class="words">{lostInput ? t("studio.notice.back", { name: lostInput }) : <s>{said(alert.text)}</s>}</span>
      <button type="button" onClick={() => ctrl.solved.dismiss(id)}>
        {t("studio.notice.dismiss")}
      </button>
    </>
  );
}

function Notice({ ctrl, id, alert }: { ctrl: StudioCtrl; id: string; alert: AlertView }) {
  const input = inputOf(ctrl, id);
  const { name, state } = input === null ? { name: "", state: "lost" } : ctrl.snapshot.value!.inputs[input]!;
  const cameBack = id.startsWith(lostInput) && state !== "lost"; // a panelist who left the picture did not
  return (
    <li class={alert.over ? "over" : alert.level}>
      <span class="level">{t(alert.over ? "studio.notice.over" : `studio.notice.${alert.level}`)}</span>
      <time>{clockTime(alert.at, language.value)}</time>
      {alert.over ? (
        <Solved ctrl={ctrl} id={id} alert={alert} lostInput={cameBack ? name : ""} />
      ) : (
        <span class="words">{said(alert.text)}</span>
      )}
      {input !== null && !alert.over && (
        <button type="button" onClick={() => void ctrl.call("studio.input.restart", { id: input })}>
          {t("studio.notice.restart", { name })}
        </button>
      )}
    </li>
  );
}

function Mark({ ctrl }: { ctrl: StudioCtrl }) {
  const [done, setDone] = useState("");
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem("label") as HTMLInputElement;
    const label = field.value.trim();
    field.blur(); // the next keys are shortcuts
    if (!label) return ctrl.hintAt(t("studio.mark.empty"));
    if (!(await ctrl.call("studio.mark", { label }))) return;
    form.reset();
    setDone(t("studio.mark.done", { label }));
  };
  return (
    <form class="mark" noValidate onSubmit={(event) => void submit(event)}>
      <input name="label" maxLength={200} placeholder={t("studio.mark.label")} aria-label={t("studio.mark.label")} />
      <button type="submit">{t("studio.mark.add")}</button>
      <span role="status">{done}</span>
    </form>
  );
}

export function Notices({ ctrl }: { ctrl: StudioCtrl }) {
  const { alerts, recording } = ctrl.snapshot.value!;
  const newest = Object.entries(alerts)
    .filter(([id, alert]) => !ctrl.solved.isHidden(id, alert, ctrl.now.value))
    .sort(([, a], [, b]) => b.at.localeCompare(a.at));
  const failure = ctrl.failure.value;
  return (
    <section class="notices" aria-label={t("studio.notices")}>
      <div class="notices-head">
        <h2>{t("studio.notices")}</h2>
        {recording.active && <Mark ctrl={ctrl} />}
        <span role="status" class="hint">
          {ctrl.hint.value}
        </span>
        <span class="gap" />
        <Account ctrl={ctrl} />
        <button type="button" class="help-button" onClick={() => ctrl.toggleDrawer({ kind: "help" })}>
          {t("studio.help.open")}
        </button>
      </div>
      <div role="alert">{failure && <p class="failure">{said(failure)}</p>}</div>
      <ul aria-live="polite" tabIndex={0} aria-label={t("studio.notices")}>
        {newest.map(([id, alert]) => (
          <Notice key={id} ctrl={ctrl} id={id} alert={alert} />
        ))}
        {newest.length === 0 && <li class="quiet">{t("studio.notices.none")}</li>}
      </ul>
    </section>
  );
}
