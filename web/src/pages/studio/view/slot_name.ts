// SPDX-License-Identifier: GPL-3.0-or-later
import { t, type MessageKey } from "../../../i18n/index.ts";

/** The others are numbers: tiles. */
export const namedSlots = ["main", "inset", "lecturer", "slides", "panelist", "left", "centre", "right"];

export function slotName(slot: string): string {
  return namedSlots.includes(slot) ? t(`studio.slot.${slot}` as MessageKey) : t("studio.slot.tile", { number: slot });
}
