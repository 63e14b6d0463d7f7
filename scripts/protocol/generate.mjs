// SPDX-License-Identifier: GPL-3.0-or-later
// Writes everything that is generated from signaling/protocol/*.schema.json; with --check only compares.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readBundle } from "./bundle.mjs";
import { renderReference } from "./reference.mjs";
import { renderMethodTable, renderRules, renderTypeScriptTables } from "./tables.mjs";
import { kNotice, renderCpp, renderTypeScript } from "./types.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

async function render() {
  const bundle = readBundle(join(root, "signaling/protocol"));
  const cpp = await renderCpp(bundle);
  return {
    "signaling/generated/protocol.h": cpp.header,
    "signaling/generated/protocol.cpp": cpp.source,
    "signaling/generated/methods.h": renderMethodTable(bundle),
    "signaling/generated/rules.cpp": renderRules(bundle),
    "web/src/generated/protocol.ts": [...kNotice, "", ...(await renderTypeScript(bundle)), ...renderTypeScriptTables(bundle)],
    "docs/protocol.md": renderReference(bundle),
  };
}

function textOf(lines) {
  return lines.map((line) => line.trimEnd()).join("\n").trimEnd() + "\n";
}

function isCurrent(path, text) {
  return existsSync(path) && readFileSync(path, "utf8") === text;
}

const check = process.argv.includes("--check");
let stale = 0;
for (const [name, lines] of Object.entries(await render())) {
  const path = join(root, name);
  const text = textOf(lines);
  if (isCurrent(path, text)) continue;
  stale += 1;
  console.log(check ? `${name} is not current: run scripts/generate-protocol` : `wrote ${name}`);
  if (check) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
process.exitCode = check && stale > 0 ? 1 : 0;
