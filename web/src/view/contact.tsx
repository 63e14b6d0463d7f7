// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../i18n/index.ts";
import type { Contact as Office } from "../protocol.ts";

/** Always visible, in every state: somebody who cannot see or hear must find the number. */
export function Contact({ office }: { office: Office | undefined }) {
  if (!office || (!office.name && !office.phone)) return null;
  return (
    <footer class="contact">
      <p>
        <span>
          {t("watch.office")}: {office.name}
        </span>
        {office.phone && <a href={`tel:${office.phone.replace(/[^+\d]/g, "")}`}>{t("watch.phone", { phone: office.phone })}</a>}
      </p>
    </footer>
  );
}
