// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { Account } from "./account.tsx";
import { Seminars } from "./seminars.tsx";

/** What an organiser gets: seminars and links. The desk is for operators. */
export function Office({ ctrl }: { ctrl: StudioCtrl }) {
  return (
    <div class="office">
      <header>
        <h1>{t("office.page")}</h1>
        <span class="gap" />
        <Account ctrl={ctrl} />
      </header>
      {ctrl.line.status.value !== "open" && (
        <p class="line-lost" role="alert">
          {t("error.offline")}
        </p>
      )}
      <main>
        <p class="quiet">{t("office.role")}</p>
        <h2>{t("office.title")}</h2>
        <Seminars ctrl={ctrl} />
      </main>
    </div>
  );
}
