// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import { CopyField } from "./copy_field.tsx";

/** Links that were made in this visit; the server does not tell them again. links: label and link. */
export function MadeLinks({ title, links }: { title: string; links: readonly { label: string; link: string }[] }) {
  if (links.length === 0) return null;
  return (
    <div class="links" aria-live="polite">
      <h4>{title}</h4>
      {links.map(({ label, link }) => (
        <CopyField key={link} label={label} value={link} />
      ))}
      <p class="quiet">{t("office.links.once")}</p>
    </div>
  );
}
