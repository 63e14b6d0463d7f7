// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { Player } from "../../../player.ts";
import { shortClock } from "../../../time.ts";

export function ResumedNote({ player, seconds }: { player: Player; seconds: number }) {
  return (
    <p role="status">
      {t("watch.resumed", { time: shortClock(seconds) })}{" "}
      <button type="button" class="plain" onClick={() => player.fromStart()}>
        {t("watch.fromStart")}
      </button>
    </p>
  );
}
