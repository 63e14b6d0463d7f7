// SPDX-License-Identifier: GPL-3.0-or-later
/** Texts of the screen in the seminar room, and of the studio's part that makes its link. */
export const venueJa = {
  "venue.page": "会場の画面",
  "venue.picture": "会場の映像と音声",
  "venue.start": "会場の画面をはじめる",
  "venue.start.hint": "音量と全画面の確認",
  "venue.whole": "全画面にする",
  "venue.connecting": "つないでいます…",
  "venue.lost": "接続が切れました。自動でつなぎ直しています…",
  "venue.ended": "終了しました",
  "venue.noright.title": "このリンクでは会場の画面を開けません",
  "venue.noright.text": "リンクをもう一度そのまま開いてください。それでも開けないときは、操作担当の人に新しいリンクを頼んでください。",
  "venue.revoked.title": "このリンクは使えなくなりました",
  "venue.revoked.text": "リンクが止められました。操作担当の人に新しいリンクを頼んでください。",
  "venue.elsewhere.title": "別のパソコンで会場の画面が開いています",
  "venue.elsewhere.text": "同じリンクを新しく開いたパソコンがあります。このパソコンで続けることもできます。",
  "venue.elsewhere.here": "このパソコンで映す",

  "studio.venue": "会場の画面",
  "studio.venue.text": "会場のプロジェクターにつないだパソコンで開くリンクです。ほかのパソコンで開くと、そちらに移ります。",
  "studio.venue.make": "リンクを作る",
  "studio.venue.links": "作った会場用リンク",
  "studio.venue.link": "会場の画面のリンク（{title}）",
} as const;
