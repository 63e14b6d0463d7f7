// SPDX-License-Identifier: GPL-3.0-or-later
import type { venueJa } from "./venue_ja.ts";

export const venueEn: Record<keyof typeof venueJa, string> = {
  "venue.page": "Room screen",
  "venue.picture": "Picture and sound for the room",
  "venue.start": "Start the screen",
  "venue.start.hint": "To check the volume and the full screen",
  "venue.whole": "Full screen",
  "venue.connecting": "Connecting…",
  "venue.lost": "The connection was lost. Reconnecting by itself…",
  "venue.ended": "The seminar is over",
  "venue.noright.title": "This link does not open the room screen",
  "venue.noright.text": "Please open the link again as it is. If that does not help, ask the operator for a new one.",
  "venue.revoked.title": "This link no longer works",
  "venue.revoked.text": "The link was taken back. Please ask the operator for a new one.",
  "venue.elsewhere.title": "The room screen is open on another computer",
  "venue.elsewhere.text": "The same link was opened on another computer. You can go on here.",
  "venue.elsewhere.here": "Show it on this computer",

  "studio.venue": "Room screen",
  "studio.venue.text": "A link for the computer at the projector in the room. When it is opened on another computer, the picture moves there.",
  "studio.venue.make": "Make a link",
  "studio.venue.links": "Room links you made",
  "studio.venue.link": "Link of the room screen ({title})",
};
