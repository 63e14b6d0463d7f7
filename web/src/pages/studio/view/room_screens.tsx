// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { ScreenPicture, ScreenView, SeminarView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { freeName, screensOf, type ScreenEntry } from "../room_screens.ts";
import { MadeLinks } from "./made_links.tsx";

const pictures: readonly ScreenPicture[] = ["programme", "panelists"];

interface ChoiceProps {
  label: string;
  chosen: ScreenPicture;
  choose(picture: ScreenPicture): void;
}

function PictureChoice({ label, chosen, choose }: ChoiceProps) {
  return (
    <label>
      {t("studio.venue.picture")}
      <select aria-label={label} value={chosen} onChange={(event) => choose(event.currentTarget.value as ScreenPicture)}>
        {pictures.map((picture) => (
          <option key={picture} value={picture}>
            {t(`studio.venue.picture.${picture}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

const looks = { showing: "", silent: "hand", waiting: "hand", closed: "away" } as const;

function State({ ctrl, screen: { state, connectedAt } }: { ctrl: StudioCtrl; screen: ScreenView }) {
  const minutes = Math.floor(Math.max(0, -ctrl.until(connectedAt)) / 60);
  return (
    <span class="tags">
      <span class={`badge ${looks[state]}`}>{t(`studio.venue.state.${state}`)}</span>
      {connectedAt && <span class="quiet">{minutes > 0 ? t("studio.venue.since", { minutes }) : t("studio.venue.justNow")}</span>}
    </span>
  );
}

function Removing({ ctrl, name }: { ctrl: StudioCtrl; name: string }) {
  return (
    <div class="form-row attention" role="status">
      <span>{t("studio.venue.removing", { name, seconds: ctrl.screens.removing.left.value ?? 0 })}</span>
      <button type="button" onClick={() => ctrl.screens.keep()}>
        {t("cancel")}
      </button>
    </div>
  );
}

function Screen({ ctrl, entry: [id, screen] }: { ctrl: StudioCtrl; entry: ScreenEntry }) {
  const { screens } = ctrl;
  const { name, state, picture, clock } = screen;
  return (
    <li class="screen">
      <strong>{name}</strong>
      <State ctrl={ctrl} screen={screen} />
      {(state === "silent" || state === "waiting") && <span class="quiet">{t(`studio.venue.help.${state}`)}</span>}
      <div class="form">
        <PictureChoice label={t("studio.venue.pictureOf", { name })} chosen={picture} choose={(wanted) => void screens.show(id, wanted)} />
        <label class="check">
          <input type="checkbox" checked={clock} onChange={(event) => void screens.showClock(id, event.currentTarget.checked)} />
          {t("studio.venue.clock")}
        </label>
      </div>
      {screens.leaver.value === id ? (
        <Removing ctrl={ctrl} name={name} />
      ) : (
        <div class="form-row">
          <button type="button" class="danger" aria-label={`${t("studio.venue.remove")}: ${name}`} onClick={() => screens.remove(id)}>
            {t("studio.venue.remove")}
          </button>
        </div>
      )}
    </li>
  );
}

function NewScreen({ ctrl, seminar, there }: { ctrl: StudioCtrl; seminar: SeminarView; there: readonly ScreenEntry[] }) {
  const [typed, setTyped] = useState<string | null>(null);
  const [picture, setPicture] = useState<ScreenPicture>("programme");
  const name = typed ?? freeName(t("studio.venue.usual"), there);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await ctrl.screens.add(seminar.id, name.trim(), picture)) setTyped(null);
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <p class="quiet">{t("studio.venue.text")}</p>
      <label>
        {t("studio.venue.name")}
        <input name="screen" required maxLength={100} value={name} onInput={(event) => setTyped(event.currentTarget.value)} />
      </label>
      <PictureChoice label={t("studio.venue.picture")} chosen={picture} choose={setPicture} />
      <button type="submit">{t("studio.venue.make")}</button>
    </form>
  );
}

/** The screens in the room of the desk's seminar: what each shows, whether it does, and links for more. */
export function RoomScreenList({ ctrl }: { ctrl: StudioCtrl }) {
  const seminar = ctrl.seminar.value;
  if (!seminar) return null;
  const { screens } = ctrl.snapshot.value!;
  const there = screensOf(screens, seminar.id);
  const links = ctrl.screens.links.value
    .filter(({ id }) => screens[id])
    .map(({ name, link }) => ({ label: t("studio.venue.link", { title: name }), link }));
  return (
    <section class="seminar" aria-labelledby="venue">
      <h3 id="venue">{t("studio.venue")}</h3>
      {there.length > 0 && (
        <ul class="list">
          {there.map((entry) => (
            <Screen key={entry[0]} ctrl={ctrl} entry={entry} />
          ))}
        </ul>
      )}
      <MadeLinks title={t("studio.venue.links")} links={links} />
      <NewScreen ctrl={ctrl} seminar={seminar} there={there} />
    </section>
  );
}
