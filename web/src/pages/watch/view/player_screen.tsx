// SPDX-License-Identifier: GPL-3.0-or-later
import "../../../player/csp_styles.ts";
import "../player.css";
import { addTranslation, setLanguage } from "media-chrome/dist/utils/i18n.js";
import "media-chrome/dist/media-control-bar.js";
import "media-chrome/dist/media-controller.js";
import "media-chrome/dist/media-fullscreen-button.js";
import "media-chrome/dist/media-loading-indicator.js";
import "media-chrome/dist/media-mute-button.js";
import "media-chrome/dist/media-play-button.js";
import "media-chrome/dist/media-seek-backward-button.js";
import "media-chrome/dist/media-time-display.js";
import "media-chrome/dist/media-time-range.js";
import "media-chrome/dist/media-volume-range.js";
import { useEffect, useRef } from "preact/hooks";
import { language, t } from "../../../i18n/index.ts";
import { mediaChromeJa } from "../../../i18n/media_chrome_ja.ts";
import type { Player } from "../../../player.ts";
import type { WatchCtrl } from "../ctrl.ts";
import { ChapterList } from "./chapter_list.tsx";
import { ControlBars } from "./control_bars.tsx";
import { Heading } from "./heading.tsx";
import { Overlays } from "./overlays.tsx";
import { PlayerRow } from "./player_row.tsx";
import { ResumedNote } from "./resumed_note.tsx";

addTranslation("ja", mediaChromeJa);
setLanguage(language.value);

function toggleFullscreen(stage: HTMLElement): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void stage.requestFullscreen?.().catch(() => undefined);
}

function StateNote({ ctrl, player }: { ctrl: WatchCtrl; player: Player | null }) {
  const state = player?.state.value;
  const resumed = state?.resumedAt ?? null;
  if (ctrl.state.value === "intermission" && state?.live) return <p role="status">{t("watch.goesOn")}</p>;
  if (resumed === null) return null;
  return <ResumedNote player={player!} seconds={resumed} />;
}

export function PlayerScreen({ ctrl }: { ctrl: WatchCtrl }) {
  const stage = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const player = ctrl.playback.player.value;
  useEffect(() => {
    ctrl.playback.attach(video.current, () => toggleFullscreen(stage.current!));
    return () => ctrl.playback.attach(null);
  }, []);
  return (
    <section aria-label={t("player.region")}>
      <div class="stage playing" id="stage" ref={stage}>
        <media-controller nohotkeys lang={language.value} fullscreenelement="stage">
          <video slot="media" ref={video} playsInline />
          <media-loading-indicator slot="centered-chrome" loadingdelay="600" />
          {player && <ControlBars player={player} />}
        </media-controller>
        {player && <Overlays ctrl={ctrl} player={player} />}
      </div>
      <PlayerRow ctrl={ctrl} player={player} />
      <StateNote ctrl={ctrl} player={player} />
      <Heading ctrl={ctrl} />
      {player && <ChapterList ctrl={ctrl} player={player} />}
      <p class="quiet small keyboard">{t("player.keys")}</p>
    </section>
  );
}
