// SPDX-License-Identifier: GPL-3.0-or-later
import { chooseLanguage, language, t } from "../i18n/index.ts";

export function LanguageSwitch() {
  const other = language.value === "ja" ? "en" : "ja";
  return (
    <button type="button" class="plain" lang={other} onClick={() => chooseLanguage(other)}>
      {t("language.other")}
    </button>
  );
}
