// SPDX-License-Identifier: GPL-3.0-or-later
import { t, tFor, type MessageKey } from "../../../i18n/index.ts";
import type { RecordingView, SeminarView, StudioSnapshot } from "../../../protocol.ts";
import { longClock } from "../../../time.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { actionsOf, isOnAir, stepOf, steps, type SeminarAction } from "../steps.ts";
import { Checklist } from "./checklist.tsx";

/** REC shows the free time on the disk when it is under this. */
const freeShownUnderSeconds = 3 * 3600;

function Steps({ seminar }: { seminar: SeminarView }) {
  const now = stepOf(seminar.state);
  return (
    <ol class="steps" aria-label={t("studio.steps")}>
      {steps.map((step) => (
        <li key={step} class={step === now ? `now ${step}` : ""} aria-current={step === now ? "step" : undefined}>
          {tFor(seminar.meeting, `studio.state.${step}`)}
        </li>
      ))}
    </ol>
  );
}

const strongActions: readonly SeminarAction[] = ["start", "undo"];

/** In a meeting that is not yet held there is only one thing to do. */
function isStrong(action: SeminarAction, { meeting }: SeminarView): boolean {
  return strongActions.includes(action) || (meeting && action === "rehearse");
}

function Actions({ ctrl, seminar }: { ctrl: StudioCtrl; seminar: SeminarView }) {
  void ctrl.now.value; // the seconds of the undo count down
  const undoSeconds = seminar.undoUntil ? Math.ceil(ctrl.until(seminar.undoUntil)) : 0;
  return (
    <>
      {actionsOf(seminar, undoSeconds).map((action) => (
        <button
          key={action}
          type="button"
          class={`action ${action} ${isStrong(action, seminar) ? "strong" : ""}`}
          title={action === "publish" ? t("studio.do.publish.hint") : undefined}
          onClick={() => ctrl.act(action)}
        >
          {action === "start" && ctrl.goLive.refusal.value
            ? t("studio.do.startSilent")
            : tFor(seminar.meeting, `studio.do.${action}`, { seconds: undoSeconds })}
        </button>
      ))}
    </>
  );
}

function OnAir({ ctrl, snapshot }: { ctrl: StudioCtrl; snapshot: StudioSnapshot }) {
  void ctrl.now.value;
  const seminar = snapshot.onAir === undefined ? undefined : snapshot.seminars[snapshot.onAir];
  const desk = ctrl.seminar.value?.meeting ?? false;
  if (!seminar || !isOnAir(seminar.state)) return <span class="lamp off">○ {tFor(desk, "studio.offair")}</span>;
  const seconds = seminar.startedAt ? -ctrl.until(seminar.startedAt) : 0;
  return (
    <span class="lamp on">
      ● {tFor(seminar.meeting, "studio.onair")} {longClock(seconds)}
    </span>
  );
}

const diskWords: Record<Exclude<RecordingView["disk"], "ok">, MessageKey> = {
  "low": "studio.rec.low",
  "full": "studio.rec.full",
  "write-error": "studio.rec.error",
};

function Recording({ recording }: { recording: RecordingView }) {
  const { active, publishedMs, freeSeconds, disk } = recording;
  const measured = active || freeSeconds > 0; // before the first recording the server says 0
  return (
    <>
      <span class={`lamp ${active ? "rec" : "off"}`}>
        {active ? `${t("studio.rec")} ${longClock(publishedMs / 1000)}` : t("studio.rec.off")}
      </span>
      {measured && freeSeconds < freeShownUnderSeconds && (
        <span class="lamp attention">{t("studio.rec.left", { time: longClock(freeSeconds) })}</span>
      )}
      {disk !== "ok" && <span class="lamp alarm">▲ {t(diskWords[disk])}</span>}
    </>
  );
}

/** Never hidden, whatever is open. */
export function Header({ ctrl }: { ctrl: StudioCtrl }) {
  const snapshot = ctrl.snapshot.value!;
  const seminar = ctrl.seminar.value;
  return (
    <header class={ctrl.line.status.value === "open" ? "" : "stale"}>
      <h1>
        <button
          type="button"
          class="title"
          aria-expanded={ctrl.drawer.value?.kind === "seminars"}
          title={t("studio.choose")}
          onClick={() => ctrl.toggleDrawer({ kind: "seminars" })}
        >
          {seminar?.title ?? t("studio.noSeminar")} ▾
        </button>
      </h1>
      {seminar && <Steps seminar={seminar} />}
      {seminar && <Actions ctrl={ctrl} seminar={seminar} />}
      {seminar && <Checklist ctrl={ctrl} seminar={seminar} />}
      <span class="gap" />
      <OnAir ctrl={ctrl} snapshot={snapshot} />
      <Recording recording={snapshot.recording} />
      {!seminar?.meeting && <span class="lamp viewers">{t("studio.viewers", { count: seminar?.viewers ?? 0 })}</span>}
    </header>
  );
}
