// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { PresetView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { orderedPresets, presetTally } from "../presets.ts";
import { FormFailure } from "./form_failure.tsx";
import { LayoutIcon } from "./layout_icon.tsx";

const keyed = 9;

function PresetButton({ ctrl, id, preset, number }: { ctrl: StudioCtrl; id: string; preset: PresetView; number: number }) {
  const tally = presetTally(id, preset, ctrl.snapshot.value!, ctrl.airing.value);
  return (
    <li class={["preset", ...tally].join(" ")}>
      <button type="button" class="recall" onClick={() => ctrl.recallPreset(id)}>
        <LayoutIcon layout={preset.scene.layout} />
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
    </>
  );
}

/** Of a preset there are its name and what comes with it; the scene is the one in the preview, when it is wanted. */
export function PresetForm({ ctrl, id, preset }: { ctrl: StudioCtrl; id: string; preset: PresetView | undefined }) {
  const close = (): void => void (ctrl.drawer.value = null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(data.get(name) ?? "").trim();
    const title = text("title") ? { title: text("more") ? { text: text("title"), more: text("more") } : { text: text("title") } } : {};
    const replaces = id ? { id } : {};
    if (await ctrl.call("studio.preset.save", { ...replaces, name: text("name"), sound: data.get("sound") !== null, ...title })) close();
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <p class="quiet">{t(id ? "studio.preset.replaces" : "studio.preset.what")}</p>
      <label>
        {t("form.name")}
        <input name="name" required maxLength={40} defaultValue={preset?.name ?? ""} />
      </label>
      <label class="check">
        <input type="checkbox" name="sound" defaultChecked={preset?.sound ?? false} />
        {t("studio.preset.sound")}
      </label>
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
          {t(id ? "studio.preset.replace" : "studio.preset.save")}
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
          <button type="button" onClick={() => void ctrl.call("studio.preset.remove", { id }).then((done) => done && close())}>
            {t("studio.preset.remove")}
          </button>
        </div>
      )}
    </form>
  );
}
