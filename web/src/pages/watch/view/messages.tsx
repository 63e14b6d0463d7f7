// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren } from "preact";
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { WatchCtrl } from "../ctrl.ts";
import { Heading } from "./heading.tsx";
import { ProblemNote } from "./problem_note.tsx";

interface MessageProps {
  title: MessageKey;
  text: MessageKey;
  children?: ComponentChildren;
}

function Message({ title, text, children }: MessageProps) {
  return (
    <section class="card">
      <h1>{t(title)}</h1>
      <p>{t(text)}</p>
      {children}
    </section>
  );
}

function SeminarTitle({ ctrl }: { ctrl: WatchCtrl }) {
  const seminar = ctrl.seminar.value;
  return seminar && <p class="quiet">{seminar.title}</p>;
}

/** Also what a seminar in preparation looks like from outside: the controller goes on asking for it. */
export function Missing() {
  return (
    <Message title="watch.missing.title" text="watch.missing.text">
      <p>{t("watch.missing.early")}</p>
    </Message>
  );
}

export function Draft({ ctrl }: { ctrl: WatchCtrl }) {
  return (
    <section class="card">
      <Heading ctrl={ctrl} />
      <h2>{t("watch.draft.title")}</h2>
      <p>{t("watch.draft.text")}</p>
    </section>
  );
}

export function Closed({ ctrl }: { ctrl: WatchCtrl }) {
  return (
    <Message title="watch.closed.title" text="watch.closed.text">
      <SeminarTitle ctrl={ctrl} />
    </Message>
  );
}

export function Revoked({ ctrl }: { ctrl: WatchCtrl }) {
  return (
    <Message title="watch.noright.title" text="watch.noright.revoked">
      <SeminarTitle ctrl={ctrl} />
    </Message>
  );
}

export function NoRight({ ctrl }: { ctrl: WatchCtrl }) {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void ctrl.enterCode(String(new FormData(event.target as HTMLFormElement).get("code")));
  };
  return (
    <Message title="watch.noright.title" text="watch.noright.text">
      <SeminarTitle ctrl={ctrl} />
      <form class="fields" onSubmit={submit}>
        <label class="field">
          {t("watch.code")}
          <input name="code" required maxLength={500} autocomplete="off" autocapitalize="off" spellcheck={false} />
        </label>
        <button type="submit" class="button primary" disabled={ctrl.busy.value}>
          {t(ctrl.busy.value ? "watch.checking" : "watch.code.enter")}
        </button>
      </form>
      <ProblemNote ctrl={ctrl} />
    </Message>
  );
}

export function Elsewhere({ ctrl }: { ctrl: WatchCtrl }) {
  return (
    <Message title="watch.elsewhere.title" text="watch.elsewhere.text">
      <SeminarTitle ctrl={ctrl} />
      <button type="button" class="button primary" disabled={ctrl.busy.value} onClick={() => void ctrl.useHere()}>
        {t("watch.elsewhere.here")}
      </button>
      <ProblemNote ctrl={ctrl} />
    </Message>
  );
}
