// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";

/** What the browser's prompt looks like, more or less. */
function Drawing() {
  return (
    <svg class="drawing" viewBox="0 0 360 190" aria-hidden="true">
      <rect class="window" x="1" y="1" width="358" height="188" rx="10" />
      <rect class="address" x="14" y="12" width="332" height="24" rx="12" />
      <circle class="sign" cx="28" cy="24" r="6" />
      <rect class="prompt" x="24" y="46" width="248" height="128" rx="10" />
      <text x="40" y="76">{t("join.permission.site")}</text>
      <path class="icon" d="M42 92h22v16h-22zM64 97l9-5v16l-9-5z" />
      <path class="icon" d="M96 88a5 5 0 0 1 5 5v8a5 5 0 0 1-10 0v-8a5 5 0 0 1 5-5zM87 101a9 9 0 0 0 18 0M96 110v6" />
      <rect class="allow" x="40" y="128" width="96" height="32" rx="16" />
      <text class="allow-words" x="88" y="149" text-anchor="middle">
        {t("join.permission.allow")}
      </text>
      <text x="204" y="149" text-anchor="middle">
        {t("join.permission.block")}
      </text>
      <path class="arrow" d="M184 178c-26 12-60 8-76-10m-2 10l2-11l11 2" />
    </svg>
  );
}

export function Permission() {
  return (
    <div class="box permission" role="status">
      <h2>{t("join.permission.title")}</h2>
      <p>{t("join.permission.text")}</p>
      <Drawing />
    </div>
  );
}
