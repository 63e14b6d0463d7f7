// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { language, t, tFor } from "../../../i18n/index.ts";
import type { SeminarView } from "../../../protocol.ts";
import { dateAndTime } from "../../../time.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { SeminarDetail } from "./seminar_detail.tsx";
import { NewSeminarForm } from "./seminar_form.tsx";

function SeminarItem({ ctrl, seminar }: { ctrl: StudioCtrl; seminar: SeminarView }) {
  const shown = ctrl.panel.id.value === seminar.id;
  return (
    <li class={shown ? "chosen" : ""}>
      <span>
        <strong>{seminar.title}</strong> {ctrl.seminarId.value === seminar.id && <span class="badge">{t("office.desk")}</span>}
        <br />
        <span class="quiet">
          {tFor(seminar.meeting, `studio.state.${seminar.state}`)} {seminar.startsAt && dateAndTime(seminar.startsAt, language.value)}
        </span>
      </span>
      <button
        type="button"
        aria-pressed={shown}
        aria-label={`${t(shown ? "office.chosen" : "office.open")}: ${seminar.title}`}
        onClick={() => ctrl.openSeminar(seminar.id)}
      >
        {t(shown ? "office.chosen" : "office.open")}
      </button>
    </li>
  );
}

/** Choose, make and fill seminars. */
export function Seminars({ ctrl }: { ctrl: StudioCtrl }) {
  const [making, setMaking] = useState(false);
  const { panel, line } = ctrl;
  const shown = panel.seminar.value;
  const made = (id: string): void => {
    setMaking(false);
    ctrl.openSeminar(id);
  };
  return (
    <>
      <ul class="list">
        {Object.values(line.seminars.value.seminars).map((seminar) => (
          <SeminarItem key={seminar.id} ctrl={ctrl} seminar={seminar} />
        ))}
      </ul>
      {panel.mayChange.value && (
        <button type="button" aria-expanded={making} onClick={() => setMaking(!making)}>
          + {t("office.new")}
        </button>
      )}
      {making && <NewSeminarForm ctrl={ctrl} done={made} />}
      {shown && !making && <SeminarDetail key={shown.id} ctrl={ctrl} seminar={shown} />}
    </>
  );
}
