// SPDX-License-Identifier: GPL-3.0-or-later
import { said, t } from "../../../i18n/index.ts";
import type { SeminarView } from "../../../protocol.ts";
import { itemsOf, type Item } from "../checklist.ts";
import type { StudioCtrl } from "../ctrl.ts";

function mark({ done }: Item): string {
  return done === null ? "–" : done ? "✓" : "✕";
}

function Items({ items }: { items: readonly Item[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.words} class={item.done === false ? "missing" : item.done ? "done" : ""}>
          <span aria-hidden="true">{mark(item)}</span> {t(item.words, item.values)}
        </li>
      ))}
    </ul>
  );
}

/** How many of the things to look at are in order; the list itself behind it, and by itself when going live was refused. */
export function Checklist({ ctrl, seminar }: { ctrl: StudioCtrl; seminar: SeminarView }) {
  const items = itemsOf(ctrl.snapshot.value!, seminar);
  const ticked = items.filter((item) => item.done !== null);
  const done = ticked.filter((item) => item.done).length;
  const refusal = ctrl.goLive.refusal.value;
  const open = ctrl.checklist.value || refusal !== null;
  if (items.length === 0) return null;
  return (
    <div class="checklist">
      <button
        type="button"
        class={done < ticked.length ? "missing" : "done"}
        aria-expanded={open}
        aria-controls="checklist"
        title={t("studio.check.count", { done, all: ticked.length })}
        onClick={() => ctrl.toggleChecklist(!open)}
      >
        {done < ticked.length ? "▲" : "✓"} {t("studio.check", { done, all: ticked.length })}
      </button>
      <div id="checklist" class="popover" hidden={!open}>
        <div role="alert">{refusal && <p class="refusal">{said(refusal)}</p>}</div>
        <Items items={items} />
      </div>
    </div>
  );
}
