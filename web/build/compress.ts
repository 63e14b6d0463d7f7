// SPDX-License-Identifier: GPL-3.0-or-later
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const compressible = /\.(html|js|css|svg|json)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

function compressFile(path: string): void {
  const body = readFileSync(path);
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(body, brotli));
}

/** Writes name.gz and name.br beside every text file of the build, so that the server never compresses a page. */
export function precompress(): Plugin {
  let folder = "dist";
  return {
    name: "tsudoi-precompress",
    apply: "build",
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    closeBundle: () => filesBelow(folder).filter((path) => compressible.test(path)).forEach(compressFile),
  };
}
