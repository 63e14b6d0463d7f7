// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { StudioCtrl } from "../ctrl.ts";

/** Both channels' levels. label: whose, for a screen reader; empty where the strip of the same input says it. */
export function Meter({ ctrl, id, label }: { ctrl: StudioCtrl; id: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => ctrl.meters.show(id, canvas.current!), [id]);
  const words = label ? ({ "role": "img", "aria-label": t("studio.sound.meter", { name: label }) } as const) : ({ "aria-hidden": true } as const);
  return <canvas ref={canvas} class="meter" width={180} height={14} {...words} />;
}
