// SPDX-License-Identifier: GPL-3.0-or-later
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { PanelistView, PanelSnapshot } from "../../../protocol.ts";
import type { JoinCtrl } from "../ctrl.ts";
import { othersOf } from "../screen.ts";
import { words } from "../words.ts";

function placeKey({ connected, place, onAir }: PanelistView): MessageKey {
  if (!connected) return "join.others.away";
  if (place === "waiting") return "join.others.waiting";
  return onAir ? "join.others.air" : "join.others.stage";
}

function Other({ panel, panelist }: { panel: PanelSnapshot; panelist: PanelistView }) {
  const { name, affiliation, hand, connected, onAir } = panelist;
  return (
    <li>
      <span class="who">
        <strong>{name}</strong> <span class="quiet small">{affiliation}</span>
      </span>
      {hand && <span class="tag hand">{t("join.others.hand")}</span>}
      <span class={`tag ${connected && onAir ? "air" : ""}`}>{words(panel, placeKey(panelist))}</span>
    </li>
  );
}

export function Others({ ctrl }: { ctrl: JoinCtrl }) {
  const panel = ctrl.line.panel.value!;
  const others = othersOf(panel);
  return (
    <section class="others">
      <h2>{words(panel, "join.others")}</h2>
      {others.length === 0 && <p class="quiet">{words(panel, "join.others.none")}</p>}
      <ul>
        {others.map(([id, panelist]) => (
          <Other key={id} panel={panel} panelist={panelist} />
        ))}
      </ul>
    </section>
  );
}
