// SPDX-License-Identifier: GPL-3.0-or-later
import { startFakeServer } from "./fake_server.mjs";
import { pages } from "./watch_fixture.mjs";

const fromNow = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();

export function panelist(name, more = {}) {
  return {
    name, affiliation: "さくら診療所", seminar: "demo", place: "waiting", connected: true, muted: false, hand: false, onAir: false,
    shares: false, next: false, spokenTo: false, ...more,
  };
}

/** An evening with two others on the panel. */
function evening() {
  return {
    you: "yamada",
    halfPicture: false,
    seminar: {
      title: "在宅医療セミナー 第3回 嚥下リハビリテーションの実際",
      meeting: false,
      state: "open",
      startsAt: fromNow(12 * 60),
      contact: { name: "医師会事務局", phone: "03-1234-5678" },
    },
    panelists: {
      yamada: panelist("東京 山田", { connected: false }),
      sato: panelist("大阪 佐藤", { affiliation: "訪問看護ステーションみなと", place: "stage", onAir: true }),
      suzuki: panelist("札幌 鈴木", { affiliation: "北の丘クリニック", hand: true }),
    },
  };
}

/** A played server with one panelist's link. rtc: plays rtc.*; push() tells the page of changes, self(change) of the person's own. */
export async function startPanel({ rtc = {} } = {}) {
  const snapshot = evening();
  const calls = [];
  let revision = 1;
  const whole = () => ({ ...snapshot, serverTime: fromNow(0) });
  const unavailable = () => {
    throw { id: "unavailable", ja: "いまはつなげません。", en: "Not now." };
  };
  const server = await startFakeServer({
    pages,
    media: pages,
    info: null,
    key: "KEY",
    role: "panelist",
    seminar: "demo",
    methods: {
      "session.hello": () => ({ role: "panelist", seminar: "demo", name: "東京 山田", serverTime: fromNow(0) }),
      "panel.get": () => ({ revision, snapshot: whole() }),
      "panel.self": (change) => {
        calls.push({ method: "panel.self", params: change });
        setTimeout(() => server.self(change), 5);
      },
      "rtc.leave": (params) => void calls.push({ method: "rtc.leave", params }),
      "rtc.offer": unavailable,
      ...rtc,
    },
  });
  server.push = () => server.notify("panel.state", { revision: ++revision, snapshot: whole() });
  server.self = (change) => {
    Object.assign(snapshot.panelists.yamada, change);
    server.push();
  };
  return Object.assign(server, { snapshot, calls, link: `${server.url}/join#k=KEY` });
}
