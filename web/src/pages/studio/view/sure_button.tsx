// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";

interface Props {
  words: string;
  /** After the first press. */
  sureWords: string;
  act(): void;
}

/** One press asks, the second one does it. */
export function SureButton({ words, sureWords, act }: Props) {
  const [sure, setSure] = useState(false);
  return (
    <button type="button" class="danger" onClick={() => (sure ? act() : setSure(true))}>
      {sure ? sureWords : words}
    </button>
  );
}
