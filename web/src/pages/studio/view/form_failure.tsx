// SPDX-License-Identifier: GPL-3.0-or-later
import { said } from "../../../i18n/index.ts";
import type { StudioCtrl } from "../ctrl.ts";

/** Why the server refused what a form sent, beside the form. The notices say it to screen readers already. */
export function FormFailure({ ctrl }: { ctrl: StudioCtrl }) {
  const failure = ctrl.failure.value;
  return failure && <p class="failure">{said(failure)}</p>;
}
