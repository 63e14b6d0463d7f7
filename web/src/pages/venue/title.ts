// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../i18n/index.ts";
import type { AttendSnapshot } from "../../protocol.ts";

export function pageTitle(attend: AttendSnapshot | null): string {
  return attend ? `${t("venue.page")} — ${attend.seminar.title}` : t("venue.page");
}
