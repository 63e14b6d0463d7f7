// SPDX-License-Identifier: GPL-3.0-or-later
import { startFakeServer } from "./fake_server.mjs";
import { pages } from "./watch_fixture.mjs";

const now = () => new Date().toISOString();

/** A played server with the link of one screen in the room. rtc: plays rtc.*; push(seminar, you) tells the page of changes. */
export async function startRoom({ rtc = {}, state = "live", role = "venue" } = {}) {
  const contact = { name: "医師会事務局", phone: "03-1234-5678" };
  const seminar = { id: "demo", title: "在宅医療セミナー 第3回 嚥下リハビリテーションの実際", speakers: "", state, contact };
  const you = { name: "", displaced: false, revoked: false };
  let revision = 1;
  const snapshot = () => ({ seminar, you, serverTime: now() });
  const unavailable = () => {
    throw { id: "unavailable", ja: "いまはつなげません。", en: "Not now." };
  };
  const server = await startFakeServer({
    pages,
    media: pages,
    info: null,
    key: "KEY",
    role,
    seminar: "demo",
    methods: {
      "session.hello": () => ({ role, seminar: "demo", name: "", serverTime: now() }),
      "attend.get": () => ({ revision, snapshot: snapshot() }),
      "rtc.offer": unavailable,
      "panel.venueSound": ({ heard }) => (server.heard.push(heard), {}),
      ...rtc,
    },
  });
  const push = (change, own = {}) => {
    Object.assign(seminar, change);
    Object.assign(you, own);
    server.notify("attend.state", { revision: ++revision, snapshot: snapshot() });
  };
  return Object.assign(server, { push, heard: [], link: `${server.url}/venue#k=KEY` });
}
