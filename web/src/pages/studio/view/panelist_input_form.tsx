// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { StudioCtrl } from "../ctrl.ts";
import type { PanelKind } from "../panelists.ts";
import { FormFailure } from "./form_failure.tsx";

interface Props {
  ctrl: StudioCtrl;
  id: string;
  name: string;
  kind: PanelKind;
}

/** The input of a panelist or of their screen: only its name can be changed here; everything else is with the panelists. */
export function PanelistInputForm({ ctrl, id, name, kind }: Props) {
  const close = (): void => void (ctrl.drawer.value = null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const changed = String(new FormData(event.target as HTMLFormElement).get("name")).trim();
    if (await ctrl.call("studio.input.update", { input: { id, name: changed, kind } })) close();
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <p class="quiet">{t(kind === "share" ? "studio.panel.share" : "studio.panel.input")}</p>
      <label>
        {t("form.name")}
        <input name="name" required maxLength={100} defaultValue={name} />
      </label>
      <FormFailure ctrl={ctrl} />
      <div class="form-row">
        <button type="submit" class="strong">
          {t("save")}
        </button>
        <button type="button" onClick={close}>
          {t("cancel")}
        </button>
      </div>
      <button type="button" onClick={() => (ctrl.drawer.value = { kind: "panelists" })}>
        {t("studio.panel.open")}
      </button>
    </form>
  );
}
