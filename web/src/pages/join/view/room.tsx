// SPDX-License-Identifier: GPL-3.0-or-later
import { countdown, countdownText } from "../../../countdown.ts";
import { language, t } from "../../../i18n/index.ts";
import type { PanelSnapshot } from "../../../protocol.ts";
import { clockTime, dateAndTime } from "../../../time.ts";
import type { JoinCtrl } from "../ctrl.ts";
import { placeOf, type Place } from "../screen.ts";
import { placeSentence, placeWords, words } from "../words.ts";
import { Controls } from "./controls.tsx";
import { Devices } from "./devices.tsx";
import { Others } from "./others.tsx";
import { LevelBar, OwnPicture } from "./own_picture.tsx";
import { ReturnPicture } from "./return_picture.tsx";
import { Troubles } from "./troubles.tsx";

const marks: Record<Place, string> = { waiting: "", stage: "▶ ", air: "● " };

function PlaceWords({ panel, place }: { panel: PanelSnapshot; place: Place }) {
  return (
    <div class="place" role="status">
      <h1>
        <span aria-hidden="true">{marks[place]}</span>
        {placeWords(panel)}
      </h1>
      <p>{placeSentence(panel)}</p>
    </div>
  );
}

function Message({ ctrl }: { ctrl: JoinCtrl }) {
  const message = ctrl.line.panel.value!.message;
  return (
    <div role="status">
      {message && (
        <div class="message">
          <p class="small">
            {t("join.message")} <time>{clockTime(message.at, language.value)}</time>
          </p>
          <p class="words">{message.text}</p>
        </div>
      )}
    </div>
  );
}

function SpokenTo({ ctrl }: { ctrl: JoinCtrl }) {
  return <div role="status">{ctrl.self.value?.spokenTo && <p class="message words">{t("join.spokenTo")}</p>}</div>;
}

function Question({ ctrl }: { ctrl: JoinCtrl }) {
  const question = ctrl.line.panel.value!.question;
  return (
    <div role="status">
      {question && (
        <div class="message">
          <p class="small">{t("join.question")}</p>
          <p class="words">{question}</p>
        </div>
      )}
    </div>
  );
}

/** Why nothing comes back although the line is there. */
function Busy({ ctrl }: { ctrl: JoinCtrl }) {
  return <div role="status">{ctrl.line.panel.value!.busy && <p class="note">{t("join.busy")}</p>}</div>;
}

/** Who speaks next. */
function NextSpeaker({ ctrl }: { ctrl: JoinCtrl }) {
  const { panelists, you } = ctrl.line.panel.value!;
  const next = Object.entries(panelists).find(([, panelist]) => panelist.next);
  return (
    <div role="status">
      {next && <p class={next[0] === you ? "message words" : "note"}>{next[0] === you ? t("join.youNext") : t("join.nextSpeaker", { name: next[1].name })}</p>}
    </div>
  );
}

/** What happens next, and when. */
function Next({ ctrl }: { ctrl: JoinCtrl }) {
  void ctrl.now.value; // drawn again every second
  const { state, startsAt } = ctrl.line.panel.value!.seminar;
  if (state === "ended" || state === "expired") return null;
  const begun = state === "live" || state === "intermission";
  const left = begun ? null : countdown(ctrl.line.clock.until(startsAt));
  return (
    <div class="next">
      <p>{words(ctrl.line.panel.value, `join.next.${state}`)}</p>
      {left && startsAt && (
        <p>
          <strong>{countdownText(left)}</strong>{" "}
          <span class="quiet small">{t("join.startsAt", { time: dateAndTime(startsAt, language.value) })}</span>
        </p>
      )}
    </div>
  );
}

/** Green room and stage. One page: the return picture and its sound go on when the place changes. */
export function Room({ ctrl }: { ctrl: JoinCtrl }) {
  const panel = ctrl.line.panel.value!;
  const place = placeOf(panel);
  return (
    <div class={`room ${place}`} data-place={place}>
      <PlaceWords panel={panel} place={place} />
      <div class="room-grid">
        <ReturnPicture ctrl={ctrl} />
        <div class="mine">
          <OwnPicture ctrl={ctrl} />
          <LevelBar ctrl={ctrl} />
        </div>
        <div class="told">
          <Busy ctrl={ctrl} />
          <SpokenTo ctrl={ctrl} />
          <NextSpeaker ctrl={ctrl} />
          <Message ctrl={ctrl} />
          <Question ctrl={ctrl} />
          {place === "waiting" && <Next ctrl={ctrl} />}
          <Troubles ctrl={ctrl} />
        </div>
        <Controls ctrl={ctrl} />
        <div class="rest">
          <Others ctrl={ctrl} />
          <Devices ctrl={ctrl} />
        </div>
      </div>
    </div>
  );
}
