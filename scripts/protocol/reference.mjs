// SPDX-License-Identifier: GPL-3.0-or-later
// docs/protocol.md: enough to write a client without reading the server.
import { definitionName } from "./bundle.mjs";
import { kIntroduction } from "./introduction.mjs";
import { rolesOf } from "./tables.mjs";

const anchor = (name) => name.toLowerCase();
const linkTo = (name) => `[${name}](#${anchor(name)})`;

function typeText(schema) {
  if (schema.$ref) return linkTo(definitionName(schema));
  if (schema.oneOf) return schema.oneOf.map(typeText).join(" or ");
  if (schema.enum) return schema.enum.map((word) => `\`"${word}"\``).join(", ");
  if (schema.type === "array") return `array of ${typeText(schema.items)}`;
  if (schema.type === "object" && schema.additionalProperties) return `map of ${typeText(schema.additionalProperties)}`;
  return schema.type;
}

function range(low, high, unit) {
  if (low === undefined && high === undefined) return [];
  if (high === undefined) return [`from ${low}${unit}`];
  return [`${low ?? 0} to ${high}${unit}`];
}

function limitsText(schema) {
  const limits = [
    ...range(schema.minimum, schema.maximum, ""),
    ...range(schema.minLength, schema.maxLength, " characters"),
    ...range(schema.minItems, schema.maxItems, " items"),
    ...(schema.maxProperties === undefined ? [] : [`at most ${schema.maxProperties} members`]),
    ...(schema.format === "date-time" ? ["RFC 3339"] : []),
    ...(schema.pattern === undefined ? [] : [`matches \`${schema.pattern}\``]),
  ];
  return limits.length === 0 ? "" : ` (${limits.join(", ")})`;
}

function memberRow(name, schema, required) {
  const what = schema.description ?? "";
  return `| \`${name}\` | ${typeText(schema)}${limitsText(schema)} | ${required ? "yes" : "no"} | ${what} |`;
}

function definitionLines(name, schema) {
  const lines = [`#### ${name}`, "", ...(schema.description ? [schema.description, ""] : [])];
  if (!schema.properties) return [...lines, ...(schema.enum ? [`One of ${typeText(schema)}.`, ""] : [])];
  return [...lines, "| member | type | always | |", "| --- | --- | --- | --- |",
    ...Object.entries(schema.properties).map(([member, value]) =>
      memberRow(member, value, (schema.required ?? []).includes(member))), ""];
}

function methodLines([name, method]) {
  const errors = method.errors.length === 0 ? [] : [`- errors: ${method.errors.map((id) => `\`${id}\``).join(", ")}`];
  return [`#### \`${name}\``, "", method.description, "", `- for: ${rolesOf(method).join(", ")}`,
    `- params: ${linkTo(definitionName(method.params))}`, `- result: ${linkTo(definitionName(method.result))}`, ...errors, ""];
}

function notificationLines([name, notification]) {
  const params = notification.state
    ? [`- state: ${linkTo(definitionName(notification.state))}, followed as described under [State](#state)`,
       `- asked again with: \`${notification.get}\``]
    : [`- params: ${linkTo(definitionName(notification.params))}`];
  return [`#### \`${name}\` (notification)`, "", notification.description, "", `- for: ${rolesOf(notification).join(", ")}`,
    ...params, ""];
}

function groupLines(group) {
  return [`### ${group.title}`, "", group.description, "",
    ...Object.entries(group.methods ?? {}).flatMap(methodLines),
    ...Object.entries(group.notifications ?? {}).flatMap(notificationLines)];
}

function errorLines(groups) {
  const errors = groups.flatMap((group) => Object.entries(group.errors ?? {}));
  return ["## Errors", "", "| id | means |", "| --- | --- |", ...errors.map(([id, text]) => `| \`${id}\` | ${text} |`), ""];
}

function overview(bundle) {
  return ["## Methods at a glance", "", "| method | for | |", "| --- | --- | --- |",
    ...Object.entries(bundle.methods).map(([name, method]) =>
      `| [\`${name}\`](#${name.toLowerCase().replaceAll(".", "")}) | ${rolesOf(method).join(", ")} | ${method.description} |`), ""];
}

export function renderReference(bundle) {
  const spoken = bundle.groups.filter((group) => group.methods);
  return [...kIntroduction, ...errorLines(bundle.groups), ...overview(bundle), "## Methods and notifications", "",
    ...spoken.flatMap(groupLines), "## Types", "",
    ...Object.entries(bundle.definitions).flatMap(([name, schema]) => definitionLines(name, schema))];
}
