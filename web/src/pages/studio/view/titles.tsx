// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { Title } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { sameTitle, titlesOf } from "../titles.ts";
import { FormFailure } from "./form_failure.tsx";

function Entry({ ctrl, title }: { ctrl: StudioCtrl; title: Title }) {
  const shown = sameTitle(ctrl.snapshot.value!.title, title);
  return (
    <li>
      <span>
        <strong>{title.text}</strong> <span class="quiet">{title.more}</span>
      </span>
      <button
        type="button"
        class={shown ? "talk on" : ""}
        aria-pressed={shown}
        aria-label={`${t(shown ? "studio.title.hide" : "studio.title.show")}: ${title.text}`}
        onClick={() => void ctrl.showTitle(shown ? null : title)}
      >
        {t(shown ? "studio.title.hide" : "studio.title.show")}
      </button>
    </li>
  );
}

function FreeTitle({ ctrl }: { ctrl: StudioCtrl }) {
  const [text, setText] = useState("");
  const [more, setMore] = useState("");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim()) void ctrl.showTitle(more.trim() ? { text: text.trim(), more: more.trim() } : { text: text.trim() });
  };
  return (
    <form class="form" onSubmit={submit}>
      <label>
        {t("studio.title.text")}
        <input required maxLength={200} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <label>
        {t("studio.title.more")}
        <input maxLength={200} value={more} onInput={(event) => setMore(event.currentTarget.value)} />
      </label>
      <button type="submit">{t("studio.title.show")}</button>
    </form>
  );
}

/** Names and questions over the programme: one press each. */
export function Titles({ ctrl }: { ctrl: StudioCtrl }) {
  const snapshot = ctrl.snapshot.value!;
  const titles = titlesOf(snapshot, ctrl.seminarId.value);
  const { title } = snapshot;
  const other = title && !titles.some((each) => sameTitle(title, each)) ? [title] : [];
  return (
    <>
      <p class="quiet">{t("studio.title.what")}</p>
      <ul class="list">
        {[...other, ...titles].map((each) => (
          <Entry key={`${each.text}\n${each.more ?? ""}`} ctrl={ctrl} title={each} />
        ))}
      </ul>
      <FormFailure ctrl={ctrl} />
      <FreeTitle ctrl={ctrl} />
    </>
  );
}
