// SPDX-License-Identifier: GPL-3.0-or-later
import { language, t } from "../../../i18n/index.ts";
import { dateAndTime } from "../../../time.ts";
import type { WatchCtrl } from "../ctrl.ts";

/** Title, speakers and the date that matters now. */
export function Heading({ ctrl }: { ctrl: WatchCtrl }) {
  const seminar = ctrl.seminar.value;
  if (!seminar) return null;
  const ended = seminar.state === "ended";
  const until = ended ? seminar.replayUntil : undefined;
  const starts = seminar.state === "open" ? seminar.startsAt : undefined;
  return (
    <div class="about">
      <h1>{seminar.title}</h1>
      {seminar.speakers && <p>{seminar.speakers}</p>}
      {starts && <p class="quiet">{t("watch.startsAt", { time: dateAndTime(starts, language.value) })}</p>}
      {until && <p class="quiet">{t("watch.until", { time: dateAndTime(until, language.value) })}</p>}
    </div>
  );
}
