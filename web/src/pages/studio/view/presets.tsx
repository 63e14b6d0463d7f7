// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { PresetView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { orderedPresets, presetTally } from "../presets.ts";
import { FormFailure } from "./form_failure.tsx";
import { LayoutIcon } from "./layout_icon.tsx";
import { Macros } from "./macros.tsx";
import { SureButton } from "./sure_button.tsx";

const keyed = 9;

function PresetButton({ ctrl, id, preset, number }: { ctrl: StudioCtrl; id: string; preset: PresetView; number: number }) {
  const tally = presetTally(id, preset, ctrl.snapshot.value!, ctrl.airing.value);
  return (
    <li class={["preset", ...tally].join(" ")}>
      <button type="button" class="recall" onClick={() => ctrl.recallPreset(id)}>
        <LayoutIcon boxes={ctrl.snapshot.value!.layouts[preset.scene.layout]?.boxes ?? []} />
        <span class="preset-name">
          {number <= keyed && <kbd>⇧{number}</kbd>} {preset.name}
        </span>
        {tally.map((place) => (
          <span key={place} class={`tally ${place}`}>
            {t(`studio.tally.${place}`)}
          </span>
        ))}
      </button>
      <button
        type="button"
        class="settings"
        aria-label={t("studio.preset.edit", { name: preset.name })}
        onClick={() => (ctrl.drawer.value = { kind: "preset", input: id })}
      >
        {t("studio.preset.change")}
      </button>
    </li>
  );
}

/** Prepared scenes: a press puts one into the preview, TAKE brings it with its sound and its title. */
export function Presets({ ctrl }: { ctrl: StudioCtrl }) {
  const presets = orderedPresets(ctrl.snapshot.value!);
  return (
    <>
      {presets.length === 0 && <p class="quiet">{t("studio.preset.none")}</p>}
      <ul class="presets">
        {presets.map(([id, preset], index) => (
          <PresetButton key={id} ctrl={ctrl} id={id} preset={preset} number={index + 1} />
        ))}
        <li class="preset">
          <button type="button" class="recall new" onClick={() => (ctrl.drawer.value = { kind: "preset", input: "" })}>
            + {t("studio.preset.add")}
          </button>
        </li>
      </ul>
      <Macros ctrl={ctrl} />
    </>
  );
}

type Sound = "none" | "now" | "kept";

function SoundChoice({ preset }: { preset: PresetView | undefined }) {
  const choices: Sound[] = preset?.sound ? ["kept", "now", "none"] : ["none", "now"];
  return (
    <label>
      {t("studio.preset.sound")}
      <select name="sound">
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`studio.preset.sound.${choice}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A new preset takes the preview's scene; one that is changed keeps what it has unless the operator says otherwise. */
export function PresetForm({ ctrl, id, preset }: { ctrl: StudioCtrl; id: string; preset: PresetView | undefined }) {
  const close = (): void => void (ctrl.drawer.value = null);
  const remove = async (): Promise<void> => {
    if (await ctrl.call("studio.preset.remove", { id })) close();
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(data.get(name) ?? "").trim();
    const title = text("title") ? { title: text("more") ? { text: text("title"), more: text("more") } : { text: text("title") } } : {};
    const changes = id ? { id, keepScene: data.get("scene") === null } : {};
    const wish = { ...changes, name: text("name"), sound: text("sound") as Sound, ...title };
    if (await ctrl.call("studio.preset.save", wish)) close();
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      {!preset && <p class="quiet">{t("studio.preset.what")}</p>}
      <label>
        {t("form.name")}
        <input name="name" required maxLength={40} defaultValue={preset?.name ?? ""} />
      </label>
      {preset && (
        <label class="check">
          <input type="checkbox" name="scene" />
          {t("studio.preset.scene")}
        </label>
      )}
      <SoundChoice preset={preset} />
      <label>
        {t("studio.preset.title")}
        <input name="title" maxLength={200} defaultValue={preset?.title?.text ?? ""} />
      </label>
      <label>
        {t("studio.title.more")}
        <input name="more" maxLength={200} defaultValue={preset?.title?.more ?? ""} />
      </label>
      <FormFailure ctrl={ctrl} />
      <div class="form-row">
        <button type="submit" class="strong">
          {t(id ? "save" : "studio.preset.save")}
        </button>
        <button type="button" onClick={close}>
          {t("cancel")}
        </button>
      </div>
      {preset && (
        <div class="form-row">
          <button type="button" disabled={preset.order === 0} onClick={() => ctrl.movePreset(id, preset.order - 1)}>
            ↑ {t("studio.preset.up")}
          </button>
          <button
            type="button"
            disabled={preset.order === Object.keys(ctrl.snapshot.value!.presets).length - 1}
            onClick={() => ctrl.movePreset(id, preset.order + 1)}
          >
            ↓ {t("studio.preset.down")}
          </button>
          <SureButton words={t("studio.preset.remove")} sureWords={t("studio.preset.removeSure")} act={() => void remove()} />
        </div>
      )}
    </form>
  );
}
