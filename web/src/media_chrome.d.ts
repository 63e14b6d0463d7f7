// SPDX-License-Identifier: GPL-3.0-or-later
import type { HTMLAttributes } from "preact";

type MediaElement = HTMLAttributes<HTMLElement> & {
  slot?: string;
  nohotkeys?: boolean;
  fullscreenelement?: string;
  loadingdelay?: string;
  seekoffset?: string;
  showduration?: boolean;
  notoggle?: boolean;
};

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "media-controller": MediaElement;
      "media-control-bar": MediaElement;
      "media-loading-indicator": MediaElement;
      "media-time-range": MediaElement;
      "media-time-display": MediaElement;
      "media-play-button": MediaElement;
      "media-seek-backward-button": MediaElement;
      "media-mute-button": MediaElement;
      "media-volume-range": MediaElement;
      "media-fullscreen-button": MediaElement;
    }
  }
}
