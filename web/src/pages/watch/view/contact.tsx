// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { WatchCtrl } from "../ctrl.ts";

/** Always visible, in every state: somebody who cannot see or hear must find the number. */
export function Contact({ ctrl }: { ctrl: WatchCtrl }) {
  const contact = ctrl.seminar.value?.contact;
  if (!contact || (!contact.name && !contact.phone)) return null;
  return (
    <footer class="contact">
      <p>
        <span>
          {t("watch.office")}: {contact.name}
        </span>
        {contact.phone && <a href={`tel:${contact.phone.replace(/[^+\d]/g, "")}`}>{t("watch.phone", { phone: contact.phone })}</a>}
      </p>
    </footer>
  );
}
