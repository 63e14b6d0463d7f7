// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t, tFor, type MessageKey } from "../../../i18n/index.ts";
import type { PanelistView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { inOrder } from "../panelists.ts";
import { FormFailure } from "./form_failure.tsx";
import { HeadsetBox, TalkButton } from "./headset.tsx";
import { InvitePanelist } from "./invite_panelist.tsx";
import { RoomScreenList } from "./room_screens.tsx";

function Tags({ panelist, meeting }: { panelist: PanelistView; meeting: boolean }) {
  const { connected, place, onAir, muted, hand, shares, next, spokenTo } = panelist;
  return (
    <span class="tags">
      <span class={`badge ${onAir ? "air" : ""}`}>{tFor(meeting, onAir ? "studio.panel.air" : `studio.panel.${place}`)}</span>
      <span class={`badge ${connected ? "" : "away"}`}>{t(connected ? "studio.panel.connected" : "studio.panel.away")}</span>
      {shares && <span class="badge">{t("studio.panel.shares")}</span>}
      {muted && <span class="badge">{t("studio.panel.muted")}</span>}
      {next && <span class="badge">{t("studio.panel.next")}</span>}
      {spokenTo && <span class="badge">{t("studio.headset.spokenTo")}</span>}
      {hand && <span class="badge hand">{t("studio.panel.hand")}</span>}
    </span>
  );
}

interface WordsFormProps {
  label: string;
  clear?: MessageKey;
  /** Stands there already. */
  now?: string;
  /** An empty text takes away what was told. Answers whether it was told. */
  tell(words: string): Promise<boolean>;
}

function WordsForm({ label, clear = "studio.panel.clear", now = "", tell }: WordsFormProps) {
  const [done, setDone] = useState("");
  const [text, setText] = useState("");
  const write = async (words: string): Promise<void> => {
    if (!(await tell(words))) return;
    setText("");
    setDone(t(words ? "studio.panel.sent" : "studio.panel.cleared"));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim()) void write(text.trim());
  };
  return (
    <form class="form" onSubmit={submit}>
      <label>
        {label}
        {now && <span class="told">{now}</span>}
        <input maxLength={200} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <div class="form-row">
        <button type="submit">{t("studio.panel.send")}</button>
        <button type="button" onClick={() => void write("")}>
          {t(clear)}
        </button>
        <span role="status" class="quiet">
          {done}
        </span>
      </div>
    </form>
  );
}

interface Props {
  ctrl: StudioCtrl;
  id: string;
  panelist: PanelistView;
}

function Buttons({ ctrl, id, panelist, writing, write }: Props & { writing: boolean; write(): void }) {
  const { panelists } = ctrl;
  const { name, place, muted, next } = panelist;
  const named = (words: string) => ({ "aria-label": `${words}: ${name}` });
  return (
    <div class="form-row">
      {place === "waiting" ? (
        <button type="button" class="strong" {...named(t("studio.panel.admit"))} onClick={() => void panelists.admit(id)}>
          {t("studio.panel.admit")}
        </button>
      ) : (
        <button type="button" {...named(t("studio.panel.hold"))} onClick={() => void panelists.hold(id)}>
          {t("studio.panel.hold")}
        </button>
      )}
      {place === "waiting" && (
        <button type="button" aria-pressed={next} {...named(t("studio.panel.next"))} onClick={() => void panelists.setNext(id, !next)}>
          {t("studio.panel.next")}
        </button>
      )}
      <button type="button" disabled={muted} {...named(t("studio.panel.mute"))} onClick={() => void panelists.mute(id)}>
        {t("studio.panel.mute")}
      </button>
      {ctrl.headset.status.value !== "off" && <TalkButton ctrl={ctrl} to={id} label={name} />}
      <button type="button" aria-expanded={writing} {...named(t("studio.panel.message"))} onClick={write}>
        {t("studio.panel.message")}
      </button>
      <button type="button" class="danger" {...named(t("studio.panel.remove"))} onClick={() => panelists.remove(id)}>
        {t("studio.panel.remove")}
      </button>
    </div>
  );
}

function Removing({ ctrl, name }: { ctrl: StudioCtrl; name: string }) {
  return (
    <div class="form-row attention" role="status">
      <span>{t("studio.panel.removing", { name, seconds: ctrl.panelists.removing.left.value ?? 0 })}</span>
      <button type="button" onClick={() => ctrl.panelists.keep()}>
        {t("cancel")}
      </button>
    </div>
  );
}

function Panelist({ ctrl, id, panelist }: Props) {
  const [writing, setWriting] = useState(false);
  const { name, affiliation, seminar } = panelist;
  const other = seminar === ctrl.seminarId.value ? null : (ctrl.snapshot.value!.seminars[seminar]?.title ?? seminar);
  return (
    <li class={`panelist ${panelist.onAir ? "air" : ""}`}>
      <span>
        <strong>{name}</strong> <span class="quiet">{affiliation}</span>
      </span>
      {other !== null && <span class="quiet">{t("studio.panel.other", { title: other })}</span>}
      <Tags panelist={panelist} meeting={ctrl.snapshot.value!.seminars[seminar]?.meeting ?? false} />
      {ctrl.panelists.leaver.value === id ? (
        <Removing ctrl={ctrl} name={name} />
      ) : (
        <Buttons ctrl={ctrl} id={id} panelist={panelist} writing={writing} write={() => setWriting(!writing)} />
      )}
      {writing && <WordsForm label={t("studio.panel.toOne", { name })} tell={(words) => ctrl.panelists.write(words, id)} />}
    </li>
  );
}

function Question({ ctrl }: { ctrl: StudioCtrl }) {
  const seminar = ctrl.seminarId.value;
  if (seminar === null) return null;
  const now = ctrl.snapshot.value!.questions[seminar] ?? "";
  return <WordsForm label={t("studio.panel.question")} clear="studio.panel.question.clear" now={now} tell={(words) => ctrl.panelists.ask(seminar, words)} />;
}

/** The remote speakers: who is there, who wants to speak, who is on stage. */
export function PanelistList({ ctrl }: { ctrl: StudioCtrl }) {
  const panelists = inOrder(ctrl.snapshot.value!.panelists, ctrl.seminarId.value);
  return (
    <>
      {panelists.length > 0 && <HeadsetBox ctrl={ctrl} />}
      <ul class="list">
        {panelists.map(([id, panelist]) => (
          <Panelist key={id} ctrl={ctrl} id={id} panelist={panelist} />
        ))}
        {panelists.length === 0 && <li class="quiet">{t("studio.panel.none")}</li>}
      </ul>
      <FormFailure ctrl={ctrl} />
      {panelists.length > 0 && (
        <>
          <WordsForm label={t("studio.panel.toAll")} tell={(words) => ctrl.panelists.write(words, null)} />
          <Question ctrl={ctrl} />
        </>
      )}
      <InvitePanelist ctrl={ctrl} />
      <RoomScreenList ctrl={ctrl} />
    </>
  );
}
