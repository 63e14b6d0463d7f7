// SPDX-License-Identifier: GPL-3.0-or-later
import { t, tFor } from "../../../i18n/index.ts";
import type { SeminarView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { MadeLinks } from "./made_links.tsx";

function InviteForm({ ctrl, seminar }: { ctrl: StudioCtrl; seminar: SeminarView }) {
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name)).trim();
    if (await ctrl.panelists.add(seminar.id, text("name"), text("affiliation"))) form.reset();
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <p class="quiet">{tFor(seminar.meeting, "studio.panel.addTo", { title: seminar.title })}</p>
      <label>
        {t("studio.panel.name")}
        <input name="name" required maxLength={100} />
      </label>
      <label>
        {t("studio.panel.affiliation")}
        <input name="affiliation" maxLength={100} />
      </label>
      <button type="submit">{t("studio.panel.invite")}</button>
    </form>
  );
}

/** A new panelist of the desk's seminar: their link, and their input. */
export function InvitePanelist({ ctrl }: { ctrl: StudioCtrl }) {
  const seminar = ctrl.seminar.value;
  const meeting = seminar?.meeting ?? false;
  const links = ctrl.panelists.links.value.map(({ name, link }) => ({ label: tFor(meeting, "studio.panel.link", { name }), link }));
  return (
    <section class="seminar" aria-labelledby="invite">
      <h3 id="invite">{tFor(meeting, "studio.panel.add")}</h3>
      <MadeLinks title={tFor(meeting, "studio.panel.links")} links={links} />
      {seminar ? <InviteForm ctrl={ctrl} seminar={seminar} /> : <p class="quiet">{t("studio.panel.noSeminar")}</p>}
    </section>
  );
}
