// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "./i18n/index.ts";

export type Countdown =
  | { unit: "days"; days: number }
  | { unit: "hours"; hours: number; minutes: number }
  | { unit: "minutes"; minutes: number }
  | { unit: "soon" };

/** "Starts in …": minutes are rounded up, so that "1 minute" is never less than it says. null: no start is set. */
export function countdown(seconds: number | null): Countdown | null {
  if (seconds === null) return null;
  if (seconds <= 0) return { unit: "soon" };
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return { unit: "minutes", minutes };
  if (minutes < 24 * 60) return { unit: "hours", hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  return { unit: "days", days: Math.floor(minutes / (24 * 60)) };
}

export function countdownText(left: Countdown): string {
  switch (left.unit) {
    case "days":
      return t("watch.waiting.days", { days: left.days });
    case "hours":
      return t("watch.waiting.hours", { hours: left.hours, minutes: left.minutes });
    case "minutes":
      return t("watch.waiting.minutes", { minutes: left.minutes });
    case "soon":
      return t("watch.waiting.soon");
  }
}
