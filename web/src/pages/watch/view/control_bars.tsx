// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { Player } from "../../../player.ts";
import { shortClock } from "../../../time.ts";
import { QualitySelect, SpeedSelect } from "./settings.tsx";

/** Grows to the right only: a second press on "−10 s" must not meet another button than the first. */
function LiveButton({ player }: { player: Player }) {
  const { live, behind, paused } = player.state.value;
  if (!live) return null;
  const atEdge = behind === 0 && !paused;
  const label = atEdge ? t("player.live") : t("player.toLive");
  return (
    <button
      type="button"
      class={`live-button ${atEdge ? "at-edge" : ""}`}
      disabled={atEdge}
      onClick={() => player.toLive()}
    >
      <span>
        {label}
        {behind > 0 && <span class="distance"> −{shortClock(behind)}</span>}
      </span>
    </button>
  );
}

export function ControlBars({ player }: { player: Player }) {
  const { live } = player.state.value;
  return (
    <div class="bars">
      <media-time-range />
      <media-control-bar>
        <media-play-button />
        <media-seek-backward-button seekoffset="10" />
        <media-mute-button />
        <media-volume-range />
        {!live && <media-time-display showduration notoggle />}
        <LiveButton player={player} />
        <span class="gap" />
        <span class="roomy-only">
          <SpeedSelect player={player} inBar />
          <QualitySelect player={player} inBar />
        </span>
        <media-fullscreen-button />
      </media-control-bar>
    </div>
  );
}
