// SPDX-License-Identifier: GPL-3.0-or-later
// What the server and the pages need beside the types: the methods, who may call them, the rules for messages.
import { definitionName, rulesOf } from "./bundle.mjs";
import { kNotice } from "./types.mjs";

const kStaff = ["operator", "organiser"];

/** admin may do everything that the other staff may. */
export function rolesOf(method) {
  return method.roles.some((role) => kStaff.includes(role)) ? [...method.roles, "admin"] : method.roles;
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

function roleSet(method) {
  if (method.roles.includes("anyone")) return "RoleSet::anyone()";
  return `RoleSet::of({${rolesOf(method).map((role) => `seminar::Role::${capital(role)}`).join(", ")}})`;
}

function methodRow([name, method]) {
  return `    {"${name}", ${roleSet(method)}, "${definitionName(method.params)}", ${method.changes === true}},`;
}

export function renderMethodTable(bundle) {
  return [...kNotice, "#pragma once", "", '#include "signaling/control_method.h"', "", "namespace tsudoi::signaling::protocol {", "",
    "/// Every method: name, who may call it, definition of its parameters, whether it changes something.",
    "inline constexpr MethodInfo kMethods[] = {", ...Object.entries(bundle.methods).map(methodRow), "};", "",
    "/// Every id of an error.",
    "inline constexpr std::string_view kErrorIds[] = {", ...errorIds(bundle).map((id) => `    "${id}",`), "};", "",
    "/// JSON text: {\"definitions\": {...}}, JSON Schema draft 7.",
    "extern const std::string_view kRules;", "", "}  // namespace tsudoi::signaling::protocol"];
}

function errorIds(bundle) {
  return bundle.groups.flatMap((group) => Object.keys(group.errors ?? {}));
}

/** Only what parameters use. */
function reachable(definitions, names) {
  const found = new Set();
  const visit = (value) => {
    if (value === null || typeof value !== "object") return;
    if (typeof value.$ref === "string" && !found.has(definitionName(value))) {
      found.add(definitionName(value));
      visit(definitions[definitionName(value)]);
    }
    Object.values(value).forEach(visit);
  };
  names.forEach((name) => visit({ $ref: `#/definitions/${name}` }));
  return Object.fromEntries(Object.entries(definitions).filter(([name]) => found.has(name)));
}

export function renderRules(bundle) {
  const params = Object.values(bundle.methods).map((method) => definitionName(method.params));
  const rules = rulesOf(reachable(bundle.definitions, params));
  const rows = Object.entries(rules).map(([name, rule]) => `"${name}": ${JSON.stringify(rule)}`);
  return [...kNotice, '#include "signaling/generated/methods.h"', "", "namespace tsudoi::signaling::protocol {", "",
    'const std::string_view kRules = R"rules({"definitions": {', rows.join(",\n"), '}})rules";', "",
    "}  // namespace tsudoi::signaling::protocol"];
}

function notificationParams(notification) {
  if (notification.params) return definitionName(notification.params);
  return `StateUpdate<${definitionName(notification.state)}>`;
}

export function renderTypeScriptTables(bundle) {
  const methods = Object.entries(bundle.methods).map(([name, method]) =>
    `    "${name}": { params: ${definitionName(method.params)}; result: ${definitionName(method.result)} };`);
  const notifications = Object.entries(bundle.notifications).map(([name, notification]) =>
    `    "${name}": ${notificationParams(notification)};`);
  return ["", "/** State goes out whole, then as RFC 7396 merge patches on the revision `base`. */",
    "export type StateUpdate<T> =", "    | { revision: number; snapshot: T }",
    "    | { revision: number; base: number; patch: object };", "",
    "/** What can be called. */", "export interface Methods {", ...methods, "}", "",
    "/** What the server sends by itself. */", "export interface Notifications {", ...notifications, "}", "",
    `export type ErrorId = ${errorIds(bundle).map((id) => `"${id}"`).join(" | ")};`];
}
