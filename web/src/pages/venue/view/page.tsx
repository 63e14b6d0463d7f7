// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import { shortTime } from "../../../time.ts";
import { LanguageSwitch } from "../../../view/language_switch.tsx";
import type { VenueCtrl } from "../ctrl.ts";
import type { Screen } from "../screen.ts";
import { Ended, Message } from "./messages.tsx";
import { Picture } from "./picture.tsx";

interface Props {
  ctrl: VenueCtrl;
}

/** "Anywhere" is the document's; the button is for those who look for one. */
function Start({ ctrl }: Props) {
  return (
    <section class={`ask ${ctrl.screen.value === "show" ? "over" : ""}`}>
      <button type="button" class="button start" onClick={() => ctrl.press()}>
        {t("venue.start")}
      </button>
      <p>{t("venue.start.hint")}</p>
    </section>
  );
}

/** For the speakers in the room, when the operator wants it. */
function Clock({ ctrl }: Props) {
  if (!ctrl.line.state.value?.you.clock) return null;
  return (
    <time class="clock" aria-label={t("venue.clock")}>
      {shortTime(ctrl.now.value)}
    </time>
  );
}

/** The way back into the whole screen; while the mouse is still, the keyboard alone finds it. */
function WholeScreen({ ctrl }: Props) {
  const { fullScreen, stillness } = ctrl;
  if (!fullScreen.possible || fullScreen.on.value) return null;
  return (
    <button type="button" class={`button whole ${stillness.still.value ? "hidden" : ""}`} onClick={() => void fullScreen.enter()}>
      {t("venue.whole")}
    </button>
  );
}

function Words({ ctrl, screen }: Props & { screen: Screen }) {
  if (screen === "noright") return <Message title="venue.noright.title" text="venue.noright.text" />;
  if (screen === "revoked") return <Message title="venue.revoked.title" text="venue.revoked.text" />;
  if (screen === "ended") return <Ended />;
  if (screen !== "elsewhere") return null;
  return (
    <Message title="venue.elsewhere.title" text="venue.elsewhere.text">
      <button type="button" class="button" onClick={() => ctrl.useHere()}>
        {t("venue.elsewhere.here")}
      </button>
    </Message>
  );
}

const bare: readonly Screen[] = ["loading", "show", "ended"];

export function Page({ ctrl }: Props) {
  const screen = ctrl.screen.value;
  const asks = ctrl.asks.value;
  const notice = ctrl.notice.value;
  const untitled = screen === "show" || screen === "start" || screen === "loading";
  return (
    <main data-screen={screen} class={ctrl.stillness.still.value && bare.includes(screen) && !asks ? "still" : ""}>
      {untitled && <h1 class="visually-hidden">{ctrl.line.state.value?.seminar.title ?? t("venue.page")}</h1>}
      {screen === "show" && <Picture ctrl={ctrl} />}
      {screen === "show" && <Clock ctrl={ctrl} />}
      {asks && <Start ctrl={ctrl} />}
      <Words ctrl={ctrl} screen={screen} />
      <div role="status">{notice && <p class="notice">{t(`venue.${notice}`)}</p>}</div>
      <div class="corner">
        {!bare.includes(screen) && <LanguageSwitch />}
        {screen === "show" && !asks && <WholeScreen ctrl={ctrl} />}
      </div>
    </main>
  );
}
