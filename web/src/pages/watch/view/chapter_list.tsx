// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { Player } from "../../../player.ts";
import { shortClock } from "../../../time.ts";
import { fetchChapters, type Chapter } from "../chapters.ts";
import type { WatchCtrl } from "../ctrl.ts";

/** The list may be long: the picture comes back into sight. */
function goTo(player: Player, start: number): void {
  player.media.currentTime = start;
  player.media.closest(".stage")?.scrollIntoView({ block: "nearest" });
  void player.play();
}

/**
 * The parts of a replay. Their times are those of the edited list: a player that was live at the end still plays its
 * own, whole list, in which they would lead to wrong places.
 */
export function ChapterList({ ctrl, player }: { ctrl: WatchCtrl; player: Player }) {
  const [chapters, setChapters] = useState<Chapter[]>([]);
  const edited = ctrl.attend.value?.media?.kind === "replay" && !ctrl.playback.wasLive.value;
  useEffect(() => {
    setChapters([]);
    if (edited) void fetchChapters(ctrl.seminarId).then(setChapters);
  }, [edited]);
  if (!edited || chapters.length === 0) return null;
  return (
    <nav class="chapters" aria-labelledby="chapters-title">
      <h2 id="chapters-title">{t("watch.chapters")}</h2>
      <ol>
        {chapters.map(({ start, title }) => (
          <li key={start}>
            <button type="button" class="chapter" onClick={() => goTo(player, start)}>
              <span class="chapter-time">{shortClock(start)}</span>
              <span>{title}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
