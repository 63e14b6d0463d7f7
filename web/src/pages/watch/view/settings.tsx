// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { Player, PlayerState } from "../../../player.ts";

/** inBar: beside the other controls of the player, where no label has room and the choice must say what it is. */
interface SelectProps {
  player: Player;
  inBar?: boolean;
}

const offersQuality = ({ qualities, soundOnly }: PlayerState): boolean => !soundOnly && qualities.length > 1;
const offersSpeed = ({ loaded, live }: PlayerState): boolean => loaded && !live;

export function offersSettings(player: Player): boolean {
  return offersQuality(player.state.value) || offersSpeed(player.state.value);
}

export function QualitySelect({ player, inBar }: SelectProps) {
  const { qualities, quality } = player.state.value;
  if (!offersQuality(player.state.value)) return null;
  const auto = t("player.quality.auto");
  return (
    <select
      aria-label={t("player.quality")}
      value={String(quality)}
      onChange={(event) => player.setQuality(Number(event.currentTarget.value))}
    >
      <option value="-1">{inBar ? `${t("player.quality")}: ${auto}` : auto}</option>
      {[...qualities]
        .sort((a, b) => b.height - a.height)
        .map(({ index, height }) => (
          <option key={index} value={String(index)}>
            {t("player.quality.height", { height })}
          </option>
        ))}
    </select>
  );
}

const speeds = [0.75, 1, 1.25, 1.5, 2];

/** Asked from the element: the same choice stands in two places, and only it knows what was chosen last. */
function useSpeed(media: HTMLVideoElement): number {
  const [speed, setSpeed] = useState(media.playbackRate);
  useEffect(() => {
    const changed = (): void => setSpeed(media.playbackRate);
    media.addEventListener("ratechange", changed);
    return () => media.removeEventListener("ratechange", changed);
  }, [media]);
  return speed;
}

export function SpeedSelect({ player, inBar }: SelectProps) {
  const chosen = useSpeed(player.media);
  if (!offersSpeed(player.state.value)) return null;
  return (
    <select
      aria-label={t("player.speed")}
      value={String(chosen)}
      onChange={(event) => (player.media.playbackRate = Number(event.currentTarget.value))}
    >
      {speeds.map((speed) => (
        <option key={speed} value={String(speed)}>
          {inBar ? `${t("player.speed")}: ${speed}` : speed}
        </option>
      ))}
    </select>
  );
}

/** Under the player, on screens where the bar in the picture has no room for these. */
export function SettingsPanel({ player }: { player: Player }) {
  return (
    <div class="help compact-only" id="player-settings">
      {offersQuality(player.state.value) && (
        <label class="field">
          {t("player.quality")}
          <QualitySelect player={player} />
        </label>
      )}
      {offersSpeed(player.state.value) && (
        <label class="field">
          {t("player.speed")}
          <SpeedSelect player={player} />
        </label>
      )}
    </div>
  );
}
