// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t, type MessageKey } from "../../../i18n/index.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { isOfPanel } from "../panelists.ts";
import { InputForm } from "./input_form.tsx";
import { MacroForm } from "./macros.tsx";
import { LayoutEditor } from "./layout_editor.tsx";
import { PanelistInputForm } from "./panelist_input_form.tsx";
import { PanelistList } from "./panelists.tsx";
import { PresetForm } from "./presets.tsx";
import { Seminars } from "./seminars.tsx";
import { SoundShape } from "./sound_shape.tsx";
import { Titles } from "./titles.tsx";

/** Opens beside the desk and never over the header: on air, recording and viewers stay in sight. */
function Drawer({ ctrl, title, children }: { ctrl: StudioCtrl; title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside class="drawer" aria-label={title}>
      <div class="drawer-head">
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <button type="button" onClick={() => (ctrl.drawer.value = null)}>
          {t("close")}
        </button>
      </div>
      {children}
    </aside>
  );
}

const keyList: readonly [string | null, MessageKey][] = [
  [null, "studio.keys.take"],
  ["Enter", "studio.keys.cut"],
  ["1 – 9", "studio.keys.input"],
  ["Tab", "studio.keys.slot"],
  ["Shift + 1 – 9", "studio.keys.preset"],
  ["F1 – F9", "studio.keys.macro"],
  ["Delete", "studio.keys.clear"],
  ["Ctrl + Z", "studio.keys.undo"],
  ["s", "studio.keys.slate"],
  ["m", "studio.keys.mute"],
  ["Esc", "studio.keys.escape"],
  ["?", "studio.keys.help"],
];

function Help() {
  return (
    <dl class="keys">
      {keyList.map(([key, meaning]) => (
        <div key={meaning}>
          <dt>
            <kbd>{key ?? t("studio.key.space")}</kbd>
          </dt>
          <dd>{t(meaning)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Drawers({ ctrl }: { ctrl: StudioCtrl }) {
  const drawer = ctrl.drawer.value;
  switch (drawer?.kind) {
    case "help":
      return (
        <Drawer key="help" ctrl={ctrl} title={t("studio.help")}>
          <Help />
        </Drawer>
      );
    case "seminars":
      return (
        <Drawer key="seminars" ctrl={ctrl} title={t("office.title")}>
          <Seminars ctrl={ctrl} />
        </Drawer>
      );
    case "panelists":
      return (
        <Drawer key="panelists" ctrl={ctrl} title={t("studio.panel")}>
          <PanelistList ctrl={ctrl} />
        </Drawer>
      );
    case "titles":
      return (
        <Drawer key="titles" ctrl={ctrl} title={t("studio.title")}>
          <Titles ctrl={ctrl} />
        </Drawer>
      );
    case "addInput":
      return (
        <Drawer key="add" ctrl={ctrl} title={t("studio.input.add")}>
          <InputForm ctrl={ctrl} id={null} />
        </Drawer>
      );
    case "editInput": {
      const input = ctrl.snapshot.value!.inputs[drawer.input];
      return input === undefined ? null : (
        <Drawer key={drawer.input} ctrl={ctrl} title={t("studio.input.edit", { name: input.name })}>
          {isOfPanel(input.kind) ? (
            <PanelistInputForm ctrl={ctrl} id={drawer.input} name={input.name} kind={input.kind} />
          ) : (
            <InputForm ctrl={ctrl} id={drawer.input} />
          )}
        </Drawer>
      );
    }
    case "preset": {
      const preset = ctrl.snapshot.value!.presets[drawer.input];
      return drawer.input !== "" && preset === undefined ? null : (
        <Drawer
          key={`preset ${drawer.input}`}
          ctrl={ctrl}
          title={preset ? t("studio.preset.edit", { name: preset.name }) : t("studio.preset.add")}
        >
          <PresetForm ctrl={ctrl} id={drawer.input} preset={preset} />
        </Drawer>
      );
    }
    case "macro": {
      const macro = ctrl.snapshot.value!.macros[drawer.input];
      return drawer.input !== "" && macro === undefined ? null : (
        <Drawer
          key={`macro ${drawer.input}`}
          ctrl={ctrl}
          title={macro ? t("studio.macro.edit", { name: macro.name }) : t("studio.macro.add")}
        >
          <MacroForm ctrl={ctrl} id={drawer.input} macro={macro} />
        </Drawer>
      );
    }
    case "layout": {
      const layout = ctrl.snapshot.value!.layouts[drawer.input];
      return drawer.input !== "" && layout === undefined ? null : (
        <Drawer
          key={`layout ${drawer.input}`}
          ctrl={ctrl}
          title={layout ? t("studio.layout.edit", { name: layout.name ?? "" }) : t("studio.layout.make")}
        >
          <LayoutEditor ctrl={ctrl} id={drawer.input} layout={layout} />
        </Drawer>
      );
    }
    case "sound": {
      const { inputs, sources } = ctrl.snapshot.value!;
      const input = inputs[drawer.input];
      const source = sources[drawer.input];
      return input === undefined || source === undefined ? null : (
        <Drawer key={`sound ${drawer.input}`} ctrl={ctrl} title={t("studio.shape.title", { name: input.name })}>
          <SoundShape ctrl={ctrl} id={drawer.input} source={source} />
        </Drawer>
      );
    }
    case undefined:
      return null;
  }
}
