// SPDX-License-Identifier: GPL-3.0-or-later
import { useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";

/** Where the page may not write to the clipboard, the text is at least selected. */
async function copied(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return false;
  }
}

export function CopyField({ label, value }: { label: string; value: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [done, setDone] = useState(false);
  return (
    <div class="copy">
      <label>
        {label}
        <input ref={field} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <button
        type="button"
        aria-label={`${t(done ? "office.copied" : "office.copy")}: ${label}`}
        onClick={() => void copied(field.current!).then(setDone)}
      >
        {t(done ? "office.copied" : "office.copy")}
      </button>
    </div>
  );
}
