// SPDX-License-Identifier: GPL-3.0-or-later
declare module "hls.js/light" {
  export * from "hls.js";
  export { default } from "hls.js";
}
