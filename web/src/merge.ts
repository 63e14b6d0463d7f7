// SPDX-License-Identifier: GPL-3.0-or-later
type Json = unknown;

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON Merge Patch (RFC 7396): null removes. Answers a new value and leaves both arguments as they are. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

export interface StateMessage<T> {
  revision: number;
  base?: number;
  snapshot?: T;
  patch?: unknown;
}

/** Follows a state that is sent as a snapshot and then as patches, each built on the revision before it. */
export class StateMirror<T> {
  private revision = -1;
  private state: T | null = null;

  get value(): T | null {
    return this.state;
  }

  /** Answers false when a message was missed: the page then asks for a snapshot. */
  accept(message: StateMessage<T>): boolean {
    if (message.snapshot !== undefined) {
      this.state = message.snapshot;
    } else if (this.state === null || message.base !== this.revision) {
      return false;
    } else {
      this.state = mergePatch(this.state, message.patch) as T;
    }
    this.revision = message.revision;
    return true;
  }

  forget(): void {
    this.revision = -1;
    this.state = null;
  }
}
