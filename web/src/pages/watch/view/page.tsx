// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import { Contact } from "../../../view/contact.tsx";
import { LanguageSwitch } from "../../../view/language_switch.tsx";
import type { WatchCtrl } from "../ctrl.ts";
import type { Screen } from "../screen.ts";
import { Closed, Draft, Elsewhere, Missing, NoRight, Revoked } from "./messages.tsx";
import { Ready } from "./ready.tsx";
import { Waiting } from "./waiting.tsx";

type View = ComponentType<{ ctrl: WatchCtrl }>;

function Loading() {
  return (
    <p class="card" role="status">
      {t("watch.loading")}
    </p>
  );
}

/** The player comes in a chunk of its own; it is fetched while the person still looks at the button. */
function PlayerScreen({ ctrl }: { ctrl: WatchCtrl }) {
  const [Loaded, setLoaded] = useState<View | null>(null);
  useEffect(() => void fetchPlayer().then((view) => setLoaded(() => view)), []);
  return Loaded ? <Loaded ctrl={ctrl} /> : <Loading />;
}

async function fetchPlayer(): Promise<View> {
  return (await import("./player_screen.tsx")).PlayerScreen;
}

const views: Record<Screen, View> = {
  loading: Loading,
  missing: Missing,
  draft: Draft,
  waiting: Waiting,
  ready: Ready,
  player: PlayerScreen,
  closed: Closed,
  noright: NoRight,
  revoked: Revoked,
  elsewhere: Elsewhere,
};

export function Page({ ctrl }: { ctrl: WatchCtrl }) {
  const screen = ctrl.screen.value;
  useEffect(() => {
    if (screen !== "waiting" && screen !== "ready") return;
    void fetchPlayer();
    void import("../../../player/hls_engine.ts");
  }, [screen]);
  const View = views[screen];
  return (
    <>
      <header class="top">
        <LanguageSwitch />
      </header>
      <main data-screen={screen}>
        <View ctrl={ctrl} />
      </main>
      <Contact office={ctrl.seminar.value?.contact} />
    </>
  );
}
