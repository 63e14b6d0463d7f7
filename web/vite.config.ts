// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from "vitest/config";
import { precompress } from "./build/compress.ts";

// The pages run under a strict Content-Security-Policy: no inline script or style, nothing from elsewhere, no data: URLs.
export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2021",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { home: "index.html", watch: "watch.html", studio: "studio.html", join: "join.html", venue: "venue.html" },
    },
  },
  plugins: [precompress()],
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
