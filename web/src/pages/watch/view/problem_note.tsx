// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { WatchCtrl } from "../ctrl.ts";

export function ProblemNote({ ctrl }: { ctrl: WatchCtrl }) {
  const problem = ctrl.problem.value;
  return <div role="alert">{problem && <p class="note">{t(problem.key, problem.values)}</p>}</div>;
}
