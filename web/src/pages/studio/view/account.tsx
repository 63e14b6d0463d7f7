// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import { LanguageSwitch } from "../../../view/language_switch.tsx";
import type { StudioCtrl } from "../ctrl.ts";

/** Who is signed in, and the way out. */
export function Account({ ctrl }: { ctrl: StudioCtrl }) {
  return (
    <>
      <LanguageSwitch />
      <span class="quiet">{ctrl.line.you.value?.name}</span>
      <button type="button" onClick={() => void ctrl.line.logout()}>
        {t("studio.logout")}
      </button>
    </>
  );
}
