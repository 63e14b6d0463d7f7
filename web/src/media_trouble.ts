// SPDX-License-Identifier: GPL-3.0-or-later
/** Why there is no camera or microphone. */
export type Trouble = "insecure" | "refused" | "missing" | "busy" | "unknown";

const troubles: Record<string, Trouble> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** What a name of getUserMedia's errors means to a person. */
export function troubleOf(errorName: string): Trouble {
  return troubles[errorName] ?? "unknown";
}
