// SPDX-License-Identifier: GPL-3.0-or-later
import type { Role } from "../../protocol.ts";

/** Which page a role gets at this address; null: none. */
export function pageOf(role: Role | undefined): "desk" | "office" | null {
  if (role === "operator" || role === "admin") return "desk";
  return role === "organiser" ? "office" : null;
}

/** Whether a role may make and change seminars and links. Operators may only read them. */
export function mayPrepare(role: Role | undefined): boolean {
  return role === "organiser" || role === "admin";
}
