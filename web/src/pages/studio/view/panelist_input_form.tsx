// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { InputView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { FormFailure } from "./form_failure.tsx";

/** A panelist's input: only its name can be changed here; everything else is with the panelists. */
export function PanelistInputForm({ ctrl, id, input }: { ctrl: StudioCtrl; id: string; input: InputView }) {
  const close = (): void => void (ctrl.drawer.value = null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get("name")).trim();
    if (await ctrl.call("studio.input.update", { input: { id, name, kind: "panelist" } })) close();
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <p class="quiet">{t("studio.panel.input")}</p>
      <label>
        {t("form.name")}
        <input name="name" required maxLength={100} defaultValue={input.name} />
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
