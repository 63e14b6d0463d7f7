// SPDX-License-Identifier: GPL-3.0-or-later
import { language, t, tFor } from "../../../i18n/index.ts";
import type { SeminarView } from "../../../protocol.ts";
import { dateAndTime } from "../../../time.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { CopyField } from "./copy_field.tsx";
import { People } from "./people.tsx";

interface Props {
  ctrl: StudioCtrl;
  seminar: SeminarView;
}

/** Which seminar the desk works on, when it is another one than the panel shows. */
function OtherDesk({ ctrl, seminar }: Props) {
  const desk = ctrl.seminar.value;
  if (!desk || desk.id === seminar.id) return null;
  if (ctrl.snapshot.value?.onAir !== undefined) return <p class="quiet">{t("office.desk.bound", { title: desk.title })}</p>;
  return (
    <button type="button" onClick={() => ctrl.openSeminar(seminar.id)}>
      {t("office.desk.take")}
    </button>
  );
}

/** The links of a draft do not work yet; people who got one would only be turned away. */
function Draft({ ctrl, seminar }: Props) {
  if (seminar.state !== "draft") return null;
  return (
    <div class="attention">
      <p>{t("office.draft")}</p>
      <p>{t(`office.draft.${seminar.policy}`)}</p>
      {ctrl.panel.mayChange.value ? (
        <button type="button" class="strong" onClick={() => void ctrl.panel.publish(seminar.id)}>
          {t("studio.do.publish")}
        </button>
      ) : (
        <p>{t("office.draft.ask")}</p>
      )}
    </div>
  );
}

function Replay({ ctrl, seminar }: Props) {
  const { replayUntil, state, meeting } = seminar;
  if (!replayUntil || (state !== "ended" && state !== "expired")) return null;
  const time = dateAndTime(replayUntil, language.value);
  if (state === "expired") return <p>{tFor(meeting, "office.replay.over", { time })}</p>;
  return (
    <div class="form-row">
      {meeting && <p>{t("meeting.export", { id: seminar.id })}</p>}
      <p>{tFor(meeting, "office.replay.until", { time })}</p>
      {ctrl.panel.mayChange.value && (
        <button type="button" onClick={() => void ctrl.panel.extend(seminar.id, replayUntil)}>
          {tFor(meeting, "office.replay.extend")}
        </button>
      )}
    </div>
  );
}

function Audience({ ctrl, seminar }: Props) {
  return (
    <>
      <CopyField label={t("office.address")} value={`${location.origin}/s/${seminar.id}`} />
      <People ctrl={ctrl} seminar={seminar} />
    </>
  );
}

/** One seminar with its links and people. It carries its title: the desk may be at another one. */
export function SeminarDetail({ ctrl, seminar }: Props) {
  return (
    <section class="seminar" aria-label={seminar.title}>
      <h3>{seminar.title}</h3>
      <OtherDesk ctrl={ctrl} seminar={seminar} />
      <Replay ctrl={ctrl} seminar={seminar} />
      <Draft ctrl={ctrl} seminar={seminar} />
      {seminar.meeting ? <p class="quiet">{t("meeting.about")}</p> : <Audience ctrl={ctrl} seminar={seminar} />}
    </section>
  );
}
