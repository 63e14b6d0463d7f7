// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { MadeLinks } from "./made_links.tsx";

/** The link for the computer at the projector of the desk's seminar. */
export function VenueLink({ ctrl }: { ctrl: StudioCtrl }) {
  const seminar = ctrl.seminar.value;
  if (!seminar) return null;
  const links = ctrl.panelists.venueLinks.value.map(({ name, link }) => ({ label: t("studio.venue.link", { title: name }), link }));
  return (
    <section class="seminar" aria-labelledby="venue">
      <h3 id="venue">{t("studio.venue")}</h3>
      <MadeLinks title={t("studio.venue.links")} links={links} />
      <div class="form">
        <p class="quiet">{t("studio.venue.text")}</p>
        <button type="button" onClick={() => void ctrl.panelists.makeVenueLink(seminar)}>
          {t("studio.venue.make")}
        </button>
      </div>
    </section>
  );
}
