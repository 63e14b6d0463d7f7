// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { Player } from "../../../player.ts";
import type { WatchCtrl } from "../ctrl.ts";

function Ended({ player, wasLive }: { player: Player; wasLive: boolean }) {
  return (
    <div class="over above-bars ended">
      <p>{t(wasLive ? "watch.ended" : "watch.replayEnded")}</p>
      {wasLive && <p>{t("watch.ended.replay")}</p>}
      <button type="button" class="button primary" onClick={() => player.fromStart()}>
        {t("watch.fromStart")}
      </button>
    </div>
  );
}

function Press({ player }: { player: Player }) {
  return (
    <div class="over">
      <button type="button" class="button primary big" onClick={() => void player.play()}>
        {t("watch.begin")}
      </button>
      <p>{t("watch.needsPress")}</p>
    </div>
  );
}

/** What lies over the picture. The frozen picture stays visible while the line is broken. */
export function Overlays({ ctrl, player }: { ctrl: WatchCtrl; player: Player }) {
  const { ended, needsPress, trouble, soundOnly } = player.state.value;
  const over = ctrl.state.value === "ended";
  return (
    <>
      {soundOnly && !ended && (
        <div class="over above-bars quiet-cover">
          <p>{t("watch.soundOnly.on")}</p>
        </div>
      )}
      {needsPress && <Press player={player} />}
      {ended && over && <Ended player={player} wasLive={ctrl.playback.wasLive.value} />}
      <div role="status">
        {trouble && !ended && <p class="over notice">{t("watch.broken")}</p>}
      </div>
    </>
  );
}
