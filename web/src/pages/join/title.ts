// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../i18n/index.ts";
import type { PanelSnapshot } from "../../protocol.ts";
import type { Screen } from "./screen.ts";
import { placeWords } from "./words.ts";

/** The place comes first: it can be read in a narrow tab. */
export function pageTitle(screen: Screen, panel: PanelSnapshot | null): string {
  const title = panel?.seminar.title ?? t("join.page");
  return screen === "room" && panel ? `${placeWords(panel)} — ${title}` : title;
}
