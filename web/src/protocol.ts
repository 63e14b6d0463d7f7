// SPDX-License-Identifier: GPL-3.0-or-later
import type { AccessPolicy, AttendSeminar } from "./generated/protocol.ts";

export * from "./generated/protocol.ts";

/** What anybody may know about a seminar: GET /api/seminars/{id}. */
export type PublicSeminar = AttendSeminar & { policy: AccessPolicy };
