// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { WatchCtrl } from "../ctrl.ts";
import { EntryForm } from "./entry_form.tsx";
import { Heading } from "./heading.tsx";

/** A picture of the programme behind the words; before there is one, or without the right to see it, the plain ground. */
function Still({ seminar }: { seminar: string }) {
  const missing = (event: Event): void => (event.currentTarget as HTMLElement).remove();
  return <img class="still" alt="" src={`/media/${seminar}/poster.jpg`} onError={missing} />;
}

/** The poster with one big button. */
export function Ready({ ctrl }: { ctrl: WatchCtrl }) {
  const replay = ctrl.state.value === "ended";
  return (
    <section class="stage poster">
      {ctrl.session.value === "in" && <Still seminar={ctrl.seminarId} />}
      <Heading ctrl={ctrl} />
      <EntryForm
        ctrl={ctrl}
        big
        label={t(replay ? "watch.begin.replay" : "watch.begin")}
        enter={() => void ctrl.begin()}
      />
      <p class="quiet">{t("watch.begin.hint")}</p>
    </section>
  );
}
