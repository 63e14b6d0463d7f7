// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren } from "preact";
import { t, type MessageKey } from "../../../i18n/index.ts";

export function Message({ title, text, children }: { title: MessageKey; text: MessageKey; children?: ComponentChildren }) {
  return (
    <section class="message">
      <h1>{t(title)}</h1>
      <p>{t(text)}</p>
      {children}
    </section>
  );
}

/** The room does not need more than that. */
export function Ended() {
  return <h1 class="ended">{t("venue.ended")}</h1>;
}
