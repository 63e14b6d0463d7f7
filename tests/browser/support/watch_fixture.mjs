// SPDX-License-Identifier: GPL-3.0-or-later
import { fileURLToPath } from "node:url";
import { startFakeServer } from "./fake_server.mjs";

export const pages = process.env.TSUDOI_PAGES ?? fileURLToPath(new URL("../../../web/dist", import.meta.url));

const hour = 3_600_000;
const fromNow = (milliseconds) => new Date(Date.now() + milliseconds).toISOString();

/** A played server with one attendee. state: of the seminar; policy: who may watch. push() tells the open pages of changes. files: a folder of media. */
export async function startAttendance({ state, policy = "personal", you = {}, files = pages, startsAt = fromNow(12 * 60_000) }) {
  const seminar = {
    id: "demo",
    title: "在宅医療セミナー 第3回 嚥下リハビリテーションの実際",
    speakers: "講師（大学病院）、座長（訪問看護ステーション）",
    state,
    ...(startsAt ? { startsAt } : {}),
    replayUntil: fromNow(24 * 7 * hour),
    contact: { name: "医師会事務局", phone: "03-1234-5678" },
  };
  const media = { url: "/media/demo/index.m3u8", audioUrl: "/media/demo/audio.m3u8", kind: state === "ended" ? "replay" : "live" };
  let revision = 1;
  const snapshot = () => ({
    seminar,
    you: { name: "鈴木一郎", displaced: false, revoked: false, ...you },
    ...(["live", "intermission", "ended"].includes(seminar.state) ? { media } : {}),
    serverTime: fromNow(0),
  });
  const server = await startFakeServer({
    pages,
    media: files,
    info: { ...seminar, policy },
    key: policy === "personal" ? "KEY" : undefined,
    passcode: "himitsu",
    role: "attendee",
    seminar: "demo",
    methods: {
      "session.hello": () => ({ role: "attendee", seminar: "demo", name: "鈴木一郎", serverTime: fromNow(0) }),
      "attend.get": () => ({ revision, snapshot: snapshot() }),
      "attend.beat": () => ({ serverTime: fromNow(0) }),
      "attend.useHere": () => ({}),
    },
  });
  const push = (change) => {
    Object.assign(seminar, change);
    server.info = { ...seminar, policy };
    server.notify("attend.state", { revision: ++revision, snapshot: snapshot() });
  };
  return Object.assign(server, { push, link: `${server.url}/s/demo#k=KEY` });
}
