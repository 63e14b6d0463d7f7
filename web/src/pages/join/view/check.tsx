// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { JoinCtrl } from "../ctrl.ts";
import { atOnceHint, words } from "../words.ts";
import { CheckList } from "./check_list.tsx";
import { Devices } from "./devices.tsx";
import { LevelBar, OwnPicture } from "./own_picture.tsx";
import { Permission } from "./permission.tsx";
import { Recording } from "./recording.tsx";
import { Troubles } from "./troubles.tsx";

function Headphones({ ctrl }: { ctrl: JoinCtrl }) {
  const { headphones } = ctrl.checks;
  const answer = (value: boolean) => (
    <button type="button" class="button" aria-pressed={headphones.value === value} onClick={() => (headphones.value = value)}>
      {t(value ? "join.yes" : "join.no")}
    </button>
  );
  return (
    <div class="headphones" role="group" aria-labelledby="headphones">
      <p id="headphones">{t("join.headphones")}</p>
      <div class="buttons">
        {answer(true)}
        {answer(false)}
      </div>
      <div role="status">{headphones.value === false && <p class="note">{t("join.headphones.advice")}</p>}</div>
    </div>
  );
}

function Ready({ ctrl }: { ctrl: JoinCtrl }) {
  const blocked = !ctrl.media.microphone.value;
  const quiet = !blocked && !ctrl.checks.heard.value;
  const panel = ctrl.line.panel.value;
  const atOnce = atOnceHint(panel);
  return (
    <div class="ready">
      <button type="button" class="button primary big" disabled={blocked} onClick={() => ctrl.enter()}>
        {t("join.ready")}
      </button>
      {atOnce !== null && <p class="small">{atOnce}</p>}
      {(blocked || quiet || atOnce === null) && (
        <p class="small">{words(panel, blocked ? "join.ready.blocked" : quiet ? "join.ready.quiet" : "join.ready.hint")}</p>
      )}
    </div>
  );
}

/** While the browser asks, or nothing was allowed, there is no picture to show. */
function Preview({ ctrl }: { ctrl: JoinCtrl }) {
  const { camera, microphone, asking } = ctrl.media;
  const nothing = !camera.value && !microphone.value;
  if (nothing && asking.value) return <Permission />;
  return (
    <>
      {camera.value && <OwnPicture ctrl={ctrl} />}
      {microphone.value && <LevelBar ctrl={ctrl} />}
      <Troubles ctrl={ctrl} />
    </>
  );
}

/** Before anybody sees or hears the person. */
export function Check({ ctrl }: { ctrl: JoinCtrl }) {
  return (
    <div class="check">
      <div class="about">
        <h1>{t("join.check.title")}</h1>
        <p class="quiet">{t("join.check.private", { name: ctrl.self.value?.name ?? "" })}</p>
      </div>
      <section class="preview" aria-label={t("join.own")}>
        <Preview ctrl={ctrl} />
      </section>
      <div class="steps">
        <CheckList ctrl={ctrl} />
        <Headphones ctrl={ctrl} />
        <Ready ctrl={ctrl} />
      </div>
      <div class="more">
        <Devices ctrl={ctrl} />
        <Recording ctrl={ctrl} />
      </div>
    </div>
  );
}
