// SPDX-License-Identifier: GPL-3.0-or-later
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { PanelistView } from "../../../protocol.ts";
import type { JoinCtrl } from "../ctrl.ts";
import { othersOf } from "../screen.ts";

function placeWords({ connected, place, onAir }: PanelistView): MessageKey {
  if (!connected) return "join.others.away";
  if (place === "waiting") return "join.others.waiting";
  return onAir ? "join.others.air" : "join.others.stage";
}

function Other({ panelist }: { panelist: PanelistView }) {
  const { name, affiliation, hand, connected, onAir } = panelist;
  return (
    <li>
      <span class="who">
        <strong>{name}</strong> <span class="quiet small">{affiliation}</span>
      </span>
      {hand && <span class="tag hand">{t("join.others.hand")}</span>}
      <span class={`tag ${connected && onAir ? "air" : ""}`}>{t(placeWords(panelist))}</span>
    </li>
  );
}

export function Others({ ctrl }: { ctrl: JoinCtrl }) {
  const others = othersOf(ctrl.line.panel.value!);
  return (
    <section class="others">
      <h2>{t("join.others")}</h2>
      {others.length === 0 && <p class="quiet">{t("join.others.none")}</p>}
      <ul>
        {others.map(([id, panelist]) => (
          <Other key={id} panelist={panelist} />
        ))}
      </ul>
    </section>
  );
}
