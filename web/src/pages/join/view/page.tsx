// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentType } from "preact";
import { t } from "../../../i18n/index.ts";
import { Contact } from "../../../view/contact.tsx";
import { LanguageSwitch } from "../../../view/language_switch.tsx";
import type { JoinCtrl } from "../ctrl.ts";
import type { Screen } from "../screen.ts";
import { Check } from "./check.tsx";
import { Elsewhere, Ended, Left, Loading, NoRight, Revoked } from "./messages.tsx";
import { Room } from "./room.tsx";

const views: Record<Screen, ComponentType<{ ctrl: JoinCtrl }>> = {
  loading: Loading,
  noright: NoRight,
  revoked: Revoked,
  ended: Ended,
  left: Left,
  elsewhere: Elsewhere,
  check: Check,
  room: Room,
};

export function Page({ ctrl }: { ctrl: JoinCtrl }) {
  const screen = ctrl.screen.value;
  const View = views[screen];
  const over = screen === "noright" || screen === "revoked";
  return (
    <>
      <header class="top">
        <span class="title quiet small">{ctrl.line.panel.value?.seminar.title}</span>
        <LanguageSwitch />
      </header>
      <main data-screen={screen}>
        <div role="alert">{ctrl.broken.value && !over && <p class="note lost">{t("join.lost")}</p>}</div>
        <View ctrl={ctrl} />
      </main>
      <Contact office={ctrl.line.panel.value?.seminar.contact} />
    </>
  );
}
