// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { Player } from "../../../player.ts";
import type { WatchCtrl } from "../ctrl.ts";
import { offersSettings, SettingsPanel } from "./settings.tsx";

function HearingHelp({ ctrl }: { ctrl: WatchCtrl }) {
  const contact = ctrl.seminar.value?.contact;
  return (
    <div class="help" id="hearing-help">
      <ul>
        <li>{t("watch.hearing.1")}</li>
        <li>{t("watch.hearing.2")}</li>
        {contact && <li>{t("watch.hearing.3", { name: contact.name, phone: contact.phone })}</li>}
      </ul>
    </div>
  );
}

interface OpenerProps {
  label: MessageKey;
  opens: string;
  open: boolean;
  compactOnly?: boolean;
  toggle(): void;
}

function Opener({ label, opens, open, compactOnly, toggle }: OpenerProps) {
  return (
    <button
      type="button"
      class={`button ${compactOnly ? "compact-only" : ""}`}
      aria-expanded={open}
      aria-controls={opens}
      onClick={toggle}
    >
      {t(label)}
    </button>
  );
}

function SoundOnly({ player }: { player: Player | null }) {
  const soundOnly = player?.state.value.soundOnly ?? false;
  return (
    <button
      type="button"
      class="button"
      aria-pressed={soundOnly}
      disabled={!player}
      onClick={() => player?.setSoundOnly(!soundOnly)}
    >
      {t("watch.soundOnly")}
    </button>
  );
}

type Panel = "help" | "settings";

/** The one row under the player, and what its buttons open. */
export function PlayerRow({ ctrl, player }: { ctrl: WatchCtrl; player: Player | null }) {
  const [shown, setShown] = useState<Panel | null>(null);
  const toggle = (panel: Panel) => () => setShown(shown === panel ? null : panel);
  const settings = player !== null && offersSettings(player);
  return (
    <>
      <div class="row">
        <Opener label="watch.hearing" opens="hearing-help" open={shown === "help"} toggle={toggle("help")} />
        <SoundOnly player={player} />
        {settings && (
          <Opener
            label="watch.settings"
            opens="player-settings"
            open={shown === "settings"}
            compactOnly
            toggle={toggle("settings")}
          />
        )}
      </div>
      {shown === "help" && <HearingHelp ctrl={ctrl} />}
      {shown === "settings" && settings && <SettingsPanel player={player} />}
    </>
  );
}
