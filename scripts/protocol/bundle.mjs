// SPDX-License-Identifier: GPL-3.0-or-later
// Reads signaling/protocol/*.schema.json into one set of definitions, methods and notifications.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const kOrder = ["session", "studio", "seminar", "attend", "office", "common"];

function mapSchema(value, change) {
  if (Array.isArray(value)) return value.map((item) => mapSchema(item, change));
  if (value === null || typeof value !== "object") return value;
  const mapped = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapSchema(item, change)]));
  return change(mapped);
}

/** References to other files become references into the bundle; names of definitions are unique over all files. */
function localReferences(schema) {
  if (typeof schema.$ref !== "string") return schema;
  return { ...schema, $ref: schema.$ref.replace(/^[a-z]+\.schema\.json#/, "#") };
}

function mergeInto(target, part, where) {
  for (const [name, value] of Object.entries(part ?? {})) {
    if (name in target) throw new Error(`${where}: "${name}" exists already`);
    target[name] = value;
  }
}

function checkReferences(bundle) {
  mapSchema([bundle.definitions, bundle.methods, bundle.notifications], (schema) => {
    const name = typeof schema.$ref === "string" ? definitionName(schema) : undefined;
    if (name !== undefined && !(name in bundle.definitions)) throw new Error(`no definition "${name}"`);
    return schema;
  });
}

/** "#/definitions/Scene" -> "Scene" */
export function definitionName(schema) {
  return schema.$ref.replace("#/definitions/", "");
}

export function readBundle(folder) {
  const bundle = { groups: [], definitions: {}, methods: {}, notifications: {} };
  const files = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));
  files.sort((a, b) => kOrder.indexOf(a.split(".")[0]) - kOrder.indexOf(b.split(".")[0]));
  for (const file of files) {
    const group = mapSchema(JSON.parse(readFileSync(join(folder, file), "utf8")), localReferences);
    bundle.groups.push(group);
    mergeInto(bundle.definitions, group.definitions, file);
    mergeInto(bundle.methods, group.methods, file);
    mergeInto(bundle.notifications, group.notifications, file);
  }
  checkReferences(bundle);
  return bundle;
}

const kLimits = ["minLength", "maxLength", "minimum", "maximum", "pattern", "minItems", "maxItems", "maxProperties", "format"];

/** Definitions without limits: those are checked at the door, the types need only shapes. */
export function shapesOf(definitions) {
  const isSchema = (value) => "type" in value || "$ref" in value || "oneOf" in value;
  return mapSchema(definitions, (value) =>
    isSchema(value) && typeof value.type !== "object"
      ? Object.fromEntries(Object.entries(value).filter(([key]) => !kLimits.includes(key)))
      : value);
}

/** Definitions without words: what the server needs to check messages. */
export function rulesOf(definitions) {
  const isSchema = (value) => typeof value.type === "string" || "$ref" in value || "oneOf" in value;
  return mapSchema(definitions, (value) => {
    if (!isSchema(value)) return value;
    const { description, format, ...rules } = value;
    return rules;
  });
}
