// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { Drawers } from "./drawers.tsx";
import { Header } from "./header.tsx";
import { HeadsetSound } from "./headset.tsx";
import { Inputs } from "./inputs.tsx";
import { LayoutBar } from "./layout_bar.tsx";
import { Login } from "./login.tsx";
import { Monitors } from "./monitors.tsx";
import { Notices } from "./notices.tsx";
import { Office } from "./office.tsx";
import { Sound } from "./sound.tsx";

/** A press with the mouse gives the focus to no button: space and enter remain TAKE and CUT. */
function keepFocus(event: MouseEvent): void {
  const button = (event.target as Element).closest("button");
  if (button && button.dataset["slot"] === undefined) event.preventDefault();
}

function pressed(ctrl: StudioCtrl, event: MouseEvent): void {
  keepFocus(event);
  if (!(event.target as Element).closest(".slate")) ctrl.slateMenu.value = false;
  if (!(event.target as Element).closest("header")) ctrl.toggleChecklist(false);
}

function Desk({ ctrl }: { ctrl: StudioCtrl }) {
  return (
    <div class="desk" onMouseDown={(event) => pressed(ctrl, event)}>
      <Header ctrl={ctrl} />
      {ctrl.line.status.value !== "open" && (
        <p class="line-lost" role="alert">
          {t("studio.lost")}
        </p>
      )}
      <main>
        <Monitors ctrl={ctrl} />
        <LayoutBar ctrl={ctrl} />
        <Inputs ctrl={ctrl} />
        <Sound ctrl={ctrl} />
        <Notices ctrl={ctrl} />
      </main>
      <Drawers ctrl={ctrl} />
      <HeadsetSound ctrl={ctrl} />
    </div>
  );
}

export function Page({ ctrl }: { ctrl: StudioCtrl }) {
  const entry = ctrl.line.entry.value;
  if (ctrl.snapshot.value && entry === "desk") return <Desk ctrl={ctrl} />;
  if (entry === "office") return <Office ctrl={ctrl} />;
  if (entry === "login") return <Login ctrl={ctrl} />;
  return (
    <main class="entry">
      <p role="status">{t(ctrl.line.status.value === "lost" ? "error.offline" : "studio.connecting")}</p>
    </main>
  );
}
