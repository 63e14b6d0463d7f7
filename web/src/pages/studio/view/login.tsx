// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import { LanguageSwitch } from "../../../view/language_switch.tsx";
import type { StudioCtrl } from "../ctrl.ts";
import type { Refusal } from "../line.ts";

function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case "offline":
      return t("error.signin.offline");
    case "wrong":
      return t("error.signin.wrong");
    case "link":
      return t("error.signin.link");
    case "role":
      return t("error.signin.role");
    case "tooMany":
      return t("error.signin.tooMany", { seconds: refusal.seconds });
  }
}

export function Login({ ctrl }: { ctrl: StudioCtrl }) {
  const [busy, setBusy] = useState(false);
  const refusal = ctrl.line.refusal.value;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    setBusy(true);
    await ctrl.line.login(String(data.get("user")), String(data.get("password")));
    setBusy(false);
  };
  return (
    <main class="entry">
      <form class="panel" onSubmit={(event) => void submit(event)}>
        <h1>{t("studio.login.title")}</h1>
        <label>
          {t("studio.login.user")}
          <input name="user" required maxLength={100} autocomplete="username" />
        </label>
        <label>
          {t("studio.login.password")}
          <input name="password" type="password" required maxLength={200} autocomplete="current-password" />
        </label>
        <div role="alert">{refusal && <p class="attention">{refusalText(refusal)}</p>}</div>
        <button type="submit" class="strong" disabled={busy}>
          {t("studio.login.enter")}
        </button>
        <LanguageSwitch />
      </form>
    </main>
  );
}
