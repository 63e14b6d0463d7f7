// SPDX-License-Identifier: GPL-3.0-or-later
import { boxesOf, layouts } from "./layouts.mjs";
import { startFakeServer } from "./fake_server.mjs";
import { pages } from "./watch_fixture.mjs";

const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const contact = { name: "医師会事務局", phone: "03-1234-5678" };

function input(name, order, more = {}) {
  return {
    name, kind: "device", order, state: "live", hasVideo: true, hasAudio: true, width: 1920, height: 1080, restarts: 0,
    interlacing: "auto", ...more,
  };
}

function strip(more) {
  return {
    gainDb: 0, muted: false, delayMs: 0, highPass: false, lessNoise: false, gateDb: 0, compressor: false, autoLevel: false, pan: 0,
    follow: "off", ...more,
  };
}

function panelist(name, more = {}) {
  return {
    name, affiliation: "", seminar: "demo", place: "waiting", connected: true, muted: false, hand: false, onAir: false, shares: false,
    next: false, spokenTo: false, ...more,
  };
}

/** A busy evening: on air, one input lost, the disk filling up. */
export function busyEvening() {
  return {
    canvas: { width: 1920, height: 1080, frameRate: 30 },
    layouts: layouts(),
    macros: { open: { name: "開演", order: 0, steps: [{ action: "no-slate" }, { action: "wait", waitMs: 2000 }, { action: "take" }] } },
    director: false,
    previewBoxes: boxesOf("lecturer-slides"),
    inputs: {
      cam1: input("講師カメラ", 0),
      cam2: input("会場", 1),
      deck: input("スライド", 2, { kind: "image", hasAudio: false }),
      tokyo: input("東京 山田", 3, { kind: "srt", state: "starting", hasPassphrase: true, url: "srt://***@example.jp:9000" }),
      hand: input("手元", 4, { state: "lost", retryInMs: 3000, hasAudio: false, problem: { ja: "カメラが見つかりません。", en: "Camera not found." } }),
      osaka: input("大阪 佐藤", 5, { kind: "panelist" }),
      sapporo: input("札幌 鈴木", 6, { kind: "panelist", hasVideo: false }),
    },
    sources: {
      cam1: strip({ echoCancellation: true }),
      cam2: strip({ gainDb: -6.5, muted: true, delayMs: 40, echoCancellation: true }),
      tokyo: strip({ gainDb: 3, echoCancellation: false, highPass: true, autoLevel: true }),
      osaka: strip(),
      sapporo: strip(),
    },
    presets: {
      talk: { name: "講演", order: 0, scene: { layout: "lecturer-slides", slots: { lecturer: "cam1", slides: "deck" } }, sound: true, title: { text: "講演中" } },
      questions: { name: "質疑応答", order: 1, scene: { layout: "panel", slots: { 1: "cam1", 2: "tokyo" } }, sound: false },
    },
    panelists: {
      osaka: panelist("大阪 佐藤", { affiliation: "訪問看護ステーションみなと", hand: true }),
      sapporo: panelist("札幌 鈴木", { affiliation: "北の丘クリニック", place: "stage", muted: true, onAir: true }),
      nagoya: panelist("名古屋 高橋", { seminar: "next", connected: false }),
    },
    questions: { demo: "夜間の連絡先は、どう決めていますか？" },
    screens: {
      hall: { name: "大ホール", seminar: "demo", picture: "programme", state: "showing", clock: false, connectedAt: ago(760) },
      lobby: { name: "ロビー", seminar: "demo", picture: "panelists", state: "silent", clock: false, connectedAt: ago(20) },
      spare: { name: "会場スクリーン", seminar: "demo", picture: "programme", state: "waiting", clock: false },
      away: { name: "別館", seminar: "next", picture: "programme", state: "closed", clock: false },
    },
    preview: { layout: "lecturer-slides", slots: { lecturer: "cam1" } },
    programme: { layout: "full", slots: { main: "cam2" } },
    transition: { kind: "fade", durationMs: 500 },
    seminars: {
      demo: { id: "demo", title: "在宅医療セミナー 第3回", speakers: "", state: "live", meeting: false, policy: "personal", contact, viewers: 163, startedAt: ago(2537) },
      old: {
        id: "old", title: "前回のセミナー", speakers: "", state: "ended", meeting: false, policy: "personal", contact, viewers: 0,
        endedAt: ago(86400), replayUntil: "2099-11-30T12:00:00Z",
      },
      draft: { id: "draft", title: "緩和ケア研修", speakers: "", state: "draft", meeting: false, policy: "personal", contact, viewers: 0 },
      next: { id: "next", title: "嚥下リハビリ研修", speakers: "", state: "open", meeting: false, policy: "passcode", contact, viewers: 0, startsAt: ago(-86400) },
    },
    onAir: "demo",
    undoSteps: 0,
    checklist: { picture: true, sound: true, disk: true, recording: true },
    recording: { active: true, publishedMs: 2_537_000, freeBytes: 1e10, freeSeconds: 9000, disk: "low" },
    alerts: {
      "input-lost:hand": { level: "warning", text: { ja: "手元の映像が止まりました。自動で再接続しています（3秒）。", en: "The picture of 手元 stopped." }, at: ago(5), over: false },
      "disk-low": { level: "info", text: { ja: "ディスクの残りは2時間半です。", en: "The disk has room for 2.5 hours." }, at: ago(60), over: true },
    },
    you: { role: "admin", name: "demo" },
    serverTime: ago(0),
  };
}

/** A played server with a studio. calls: what the page asked for; snapshot may be changed, then push(). */
export async function startStudio(snapshot = busyEvening(), role = "admin") {
  const calls = [];
  let revision = 1;
  const done = (method, effect = () => undefined) => (params) => {
    calls.push({ method, params });
    effect(params);
    setTimeout(() => server.push(), 5);
    return {};
  };
  const server = await startFakeServer({
    pages,
    media: pages,
    info: null,
    key: "KEY",
    role,
    methods: {
      "session.hello": () => ({ role, name: "demo", serverTime: ago(0) }),
      "seminar.get": () => ({ revision, snapshot: { seminars: snapshot.seminars } }),
      "studio.get": () => ({ revision, snapshot: { ...snapshot, serverTime: ago(0) } }),
      "studio.preview": done("studio.preview", ({ scene }) => {
        const fitted = snapshot.layouts[scene.layout].boxes.map((box) => ({ ...box, fit: scene.framing?.[box.slot]?.fit ?? box.fit }));
        Object.assign(snapshot, { preview: scene, previewBoxes: fitted });
      }),
      "studio.tbar": done("studio.tbar", ({ position, transition: kind }) => {
        if (position > 0 && position < 1) snapshot.tbar = { position, kind };
        else delete snapshot.tbar;
      }),
      "studio.layout.save": (params) => {
        calls.push({ method: "studio.layout.save", params });
        const { id = "made", name, boxes } = params;
        const order = snapshot.layouts[`own:${id}`]?.order ?? Object.keys(snapshot.layouts).length;
        snapshot.layouts[`own:${id}`] = { order, name, boxes, slots: boxes.map(({ slot }) => slot) };
        setTimeout(() => server.push(), 5);
        return { id };
      },
      "studio.macro.save": (params) => {
        calls.push({ method: "studio.macro.save", params });
        const { id = "made", name, steps } = params;
        snapshot.macros[id] = { name, steps, order: snapshot.macros[id]?.order ?? Object.keys(snapshot.macros).length };
        setTimeout(() => server.push(), 5);
        return { id };
      },
      "studio.macro.move": done("studio.macro.move"),
      "studio.macro.remove": done("studio.macro.remove", ({ id }) => delete snapshot.macros[id]),
      "studio.macro.run": done("studio.macro.run", ({ id }) => (snapshot.macroRun = { id, step: 1 })),
      "studio.macro.stop": done("studio.macro.stop", () => delete snapshot.macroRun),
      "studio.director": done("studio.director", ({ on }) => (snapshot.director = on)),
      "studio.layout.move": done("studio.layout.move"),
      "studio.layout.remove": done("studio.layout.remove", ({ id }) => delete snapshot.layouts[`own:${id}`]),
      "studio.take": done("studio.take", () => ([snapshot.preview, snapshot.programme] = [snapshot.programme, snapshot.preview])),
      "studio.undo": done("studio.undo"),
      "studio.preset.save": done("studio.preset.save", ({ id = "made", name, sound, title, keepScene }) => {
        const before = snapshot.presets[id];
        const order = before?.order ?? Object.keys(snapshot.presets).length;
        const scene = keepScene ? before.scene : snapshot.preview;
        snapshot.presets[id] = { name, sound: sound === "kept" ? before.sound : sound === "now", ...(title ? { title } : {}), order, scene };
      }),
      "studio.preset.recall": done("studio.preset.recall", ({ id }) => Object.assign(snapshot, { preview: snapshot.presets[id].scene, recalled: id })),
      "studio.preset.move": done("studio.preset.move"),
      "studio.preset.remove": done("studio.preset.remove", ({ id }) => delete snapshot.presets[id]),
      "studio.slate": done("studio.slate", ({ slate }) => (slate ? (snapshot.slate = slate) : delete snapshot.slate)),
      "studio.source": done("studio.source", ({ source, ...change }) => Object.assign(snapshot.sources[source], change)),
      "studio.input.restart": done("studio.input.restart"),
      "studio.mark": done("studio.mark"),
      "studio.devices": () => ({ devices: [{ id: "v1", name: "HD Webcam", kind: "video" }, { id: "a1", name: "USB Mic", kind: "audio" }] }),
      "seminar.end": done("seminar.end", () => {
        Object.assign(snapshot.seminars.demo, { state: "ended", undoUntil: ago(-10) });
        delete snapshot.onAir;
      }),
      "seminar.undoEnd": done("seminar.undoEnd"),
      "panel.admit": done("panel.admit", ({ panelist: id }) => (snapshot.panelists[id].place = "stage")),
      "panel.hold": done("panel.hold", ({ panelist: id }) => Object.assign(snapshot.panelists[id], { place: "waiting", onAir: false })),
      "panel.mute": done("panel.mute", ({ panelist: id }) => (snapshot.panelists[id].muted = true)),
      "panel.remove": done("panel.remove", ({ panelist: id }) => {
        delete snapshot.panelists[id];
        delete snapshot.inputs[id];
      }),
      "panel.message": done("panel.message"),
      "panel.add": ({ seminar, name, affiliation }) => {
        snapshot.panelists.added = panelist(name, { seminar, affiliation: affiliation ?? "", connected: false });
        setTimeout(() => server.push(), 5);
        return { id: "added", link: `https://example.jp/join#k=${encodeURIComponent(name)}` };
      },
      "panel.venue": (params) => {
        calls.push({ method: "panel.venue", params });
        snapshot.screens.added = { ...params, state: "closed" };
        setTimeout(() => server.push(), 5);
        return { id: "added", link: `https://example.jp/venue#k=${params.seminar}` };
      },
      "panel.venueShow": done("panel.venueShow", ({ screen, ...shown }) => Object.assign(snapshot.screens[screen], shown)),
      "panel.venueRemove": done("panel.venueRemove", ({ screen }) => delete snapshot.screens[screen]),
      "studio.input.update": done("studio.input.update", ({ input: { id, ...change } }) => Object.assign(snapshot.inputs[id], change)),
      "office.person.list": () => ({ people: [{ id: "p1", name: "鈴木一郎", affiliation: "鈴木医院", mail: "", revoked: false }] }),
      "office.person.add": ({ seminar, name }) => ({ id: name, link: `https://example.jp/s/${seminar}#k=${encodeURIComponent(name)}` }),
      "office.seminar.publish": done("office.seminar.publish", ({ seminar }) => (snapshot.seminars[seminar].state = "open")),
      "office.seminar.extend": done("office.seminar.extend", ({ seminar, until }) => (snapshot.seminars[seminar].replayUntil = until)),
    },
  });
  const state = role === "organiser" ? "seminar.state" : "studio.state";
  server.push = () => server.notify(state, { revision: ++revision, snapshot });
  return Object.assign(server, { calls, snapshot, link: `${server.url}/studio#k=KEY` });
}
