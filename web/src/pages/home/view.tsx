// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../i18n/index.ts";
import { LanguageSwitch } from "../../view/language_switch.tsx";

/** Where an address without its end leads. It lists no seminars: those are for the people who were invited. */
export function Home() {
  return (
    <>
      <header class="top">
        <LanguageSwitch />
      </header>
      <main data-screen="home">
        <section class="card">
          <h1>{t("home.page")}</h1>
          <p>{t("home.what")}</p>
          <p>{t("home.attend")}</p>
          <p>{t("home.lost")}</p>
          <p class="quiet small">
            {t("home.staff")}: <a href="/studio">{t("home.studio")}</a>
          </p>
        </section>
      </main>
    </>
  );
}
