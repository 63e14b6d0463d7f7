// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren } from "preact";
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { JoinCtrl } from "../ctrl.ts";
import { words } from "../words.ts";

function Message(props: { ctrl?: JoinCtrl; title: MessageKey; text: MessageKey; children?: ComponentChildren }) {
  const panel = props.ctrl?.line.panel.value ?? null;
  return (
    <section class="card">
      <h1>{words(panel, props.title)}</h1>
      <p>{words(panel, props.text)}</p>
      {props.children}
    </section>
  );
}

export function Loading() {
  return (
    <p class="card" role="status">
      {t("join.loading")}
    </p>
  );
}

export function NoRight() {
  return <Message title="join.noright.title" text="join.noright.text" />;
}

export function Revoked() {
  return <Message title="join.revoked.title" text="join.revoked.text" />;
}

export function Ended({ ctrl }: { ctrl: JoinCtrl }) {
  return <Message ctrl={ctrl} title="join.ended.title" text="join.ended.text" />;
}

export function Left({ ctrl }: { ctrl: JoinCtrl }) {
  return (
    <Message title="join.left.title" text="join.left.text">
      <button type="button" class="button primary" onClick={() => ctrl.enter()}>
        {t("join.left.again")}
      </button>
    </Message>
  );
}

export function Elsewhere({ ctrl }: { ctrl: JoinCtrl }) {
  return (
    <Message ctrl={ctrl} title="join.elsewhere.title" text="join.elsewhere.text">
      <button type="button" class="button primary" onClick={() => ctrl.useHere()}>
        {words(ctrl.line.panel.value, "join.elsewhere.here")}
      </button>
    </Message>
  );
}
