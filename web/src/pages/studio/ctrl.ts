// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, signal } from "@preact/signals";
import { t } from "../../i18n/index.ts";
import type { Framing, Scene, Slate, SlateKind, SourceView, StudioMeters, StudioSnapshot, Title, TransitionKind } from "../../protocol.ts";
import { InputAges } from "./ages.ts";
import { leaveFieldsOnPress } from "./fields.ts";
import { GoLive } from "./go_live.ts";
import { Headset } from "./headset.ts";
import { Line } from "./line.ts";
import { MeterBoard } from "./meters.ts";
import { SeminarPanel } from "./panel.ts";
import { Panelists } from "./panelists.ts";
import { Pictures } from "./pictures.ts";
import { RoomScreens } from "./room_screens.ts";
import { slotsOf, withFraming, withInput, withLayout, withoutSlot } from "./scene.ts";
import { pressed } from "./shortcuts.ts";
import { SolvedNotices } from "./solved.ts";
import { deskSeminar, isAiring, type SeminarAction } from "./steps.ts";
import { TBarHand } from "./tbar.ts";

export type Drawer =
  | { kind: "help" | "seminars" | "addInput" | "panelists" | "titles" }
  | { kind: "editInput" | "sound" | "preset" | "layout" | "macro"; input: string };

/** What stands beside the preview. */
export type Side = "slots" | "presets" | "framing";
export const sides: readonly Side[] = ["slots", "presets", "framing"];

/** CUT has a button of its own. */
export type TakeKind = Exclude<TransitionKind, "cut">;
export const takeKinds: readonly TakeKind[] = ["fade", "fade-black", "wipe", "push", "move"];

const hintShownMs = 6_000;
const chosenKey = "tsudoi.studio.seminar";
const sideKey = "tsudoi.studio.side";

/** State and actions of the studio. Everything that matters is the server's; here are the hand's selections only. */
export class StudioCtrl {
  readonly line = new Line({
    entered: () => this.entered(),
    shown: (state) => this.shown(state),
    metered: (meters) => this.metered(meters),
    picture: (frame) => this.pictures.receive(frame),
  });
  readonly snapshot = this.line.snapshot;
  readonly failure = this.line.failure;
  readonly clock = this.line.clock;
  readonly call = this.line.call.bind(this.line) as Line["call"];
  readonly loudness = signal<StudioMeters["programme"] | null>(null);
  readonly drawer = signal<Drawer | null>(null);
  readonly slateMenu = signal(false);
  readonly checklist = signal(false);
  readonly side = signal<Side>(sides.find((side) => side === localStorage.getItem(sideKey)) ?? "slots");
  readonly strip = signal<string | null>(null);
  /** What the hand has chosen for TAKE; until then it is what the server remembers. */
  readonly takeMs = signal<number | null>(null);
  readonly takeKind = signal<TakeKind | null>(null);
  readonly hint = signal<string | null>(null);
  /** The moment that is shown. It stands still while the line is lost: clocks do not tell what nobody knows. */
  readonly now = signal(Date.now());
  readonly pictures = new Pictures(() => void this.watchPictures());
  readonly meters = new MeterBoard();
  readonly ages = new InputAges();
  readonly solved = new SolvedNotices();

  private readonly chosen = signal<string | null>(localStorage.getItem(chosenKey));
  private readonly wantedSlot = signal<string | null>(null);
  private desired: Scene | null = null;
  private framing = false;
  private unsent = false;
  private hintTimer = 0;
  private loudnessAt = 0;

  readonly airing = computed(() => this.snapshot.value !== null && isAiring(this.snapshot.value));
  readonly seminarId = computed(() => this.snapshot.value && deskSeminar(this.snapshot.value, this.chosen.value));
  readonly seminar = computed(() => this.snapshot.value?.seminars[this.seminarId.value ?? ""] ?? null);
  readonly panel = new SeminarPanel(this.line, () => this.seminarId.value);
  readonly panelists = new Panelists(this.line);
  readonly screens = new RoomScreens(this.line);
  readonly headset = new Headset(this.line);
  readonly goLive = new GoLive(this.line);
  readonly tbar = new TBarHand(this.line, () => (this.flush(), this.transition()));
  readonly slots = computed(() => {
    const snapshot = this.snapshot.value;
    return snapshot ? slotsOf(snapshot.preview.layout, snapshot.layouts) : [];
  });
  readonly slot = computed(() => {
    const wanted = this.wantedSlot.value;
    return wanted !== null && this.slots.value.includes(wanted) ? wanted : (this.slots.value[0] ?? null);
  });

  start(): void {
    this.line.connect();
    this.headset.start();
    window.setInterval(() => this.everySecond(), 1_000);
    document.addEventListener("visibilitychange", () => void this.watchPictures());
    document.addEventListener("keydown", (event) => pressed(this, event));
    leaveFieldsOnPress(document);
  }

  /** Seconds until a time at the moment that is shown; negative when it is over. */
  until(time: string | undefined): number {
    return (this.clock.until(time) ?? 0) + (Date.now() - this.now.value) / 1000;
  }

  /** A short word on a press that could do nothing. */
  hintAt(words: string): void {
    this.hint.value = words;
    clearTimeout(this.hintTimer);
    this.hintTimer = window.setTimeout(() => (this.hint.value = null), hintShownMs);
  }

  // ---- preview and programme

  selectSlot(slot: string): void {
    this.wantedSlot.value = slot;
  }

  chooseLayout(layout: string): void {
    const { snapshot } = this;
    if (snapshot.value) void this.prepare(withLayout(this.preview(), layout, snapshot.value.layouts));
  }

  /** Where it goes is seen: beside the preview are the slots. */
  putInput(input: string): void {
    const slot = this.slot.value;
    this.showSide("slots");
    if (slot !== null) void this.prepare(withInput(this.preview(), slot, input));
  }

  clearSlot(slot: string): void {
    void this.prepare(withoutSlot(this.preview(), slot));
  }

  /** While something is dragged, what is on its way to the server is shown. */
  frame(slot: string, change: Partial<Framing>): void {
    void this.prepareInTime(withFraming(this.preview(), slot, change));
  }

  showNames(names: boolean): void {
    void this.prepare({ ...this.preview(), names });
  }

  cut(): void {
    this.flush();
    void this.call("studio.take", { transition: "cut", durationMs: 0 });
  }

  take(): void {
    this.flush();
    void this.call("studio.take", { transition: this.transition(), durationMs: this.transitionMs() });
  }

  // ---- presets

  showSide(side: Side): void {
    this.side.value = side;
    localStorage.setItem(sideKey, side);
  }

  recallPreset(id: string): void {
    const scene = this.snapshot.value?.presets[id]?.scene ?? null;
    this.desired = scene;
    void this.call("studio.preset.recall", { id }).then(() => {
      if (this.desired === scene) this.desired = null;
    });
  }

  movePreset(id: string, order: number): void {
    void this.call("studio.preset.move", { id, order });
  }

  /** Pressed again, it stops. */
  runMacro(id: string): void {
    if (this.snapshot.value?.macroRun?.id === id) void this.call("studio.macro.stop", {});
    else void this.call("studio.macro.run", { id });
  }

  /** Of the preview and of the sound; never of what is on air. */
  undo(): void {
    if (!this.snapshot.value?.undoSteps) return this.hintAt(t("studio.hint.noUndo"));
    this.desired = null;
    void this.call("studio.undo", {});
  }

  /** Of the TAKE button. */
  transition(): TakeKind {
    const known = this.snapshot.value?.transition.kind ?? "cut";
    return this.takeKind.value ?? (known === "cut" ? "fade" : known);
  }

  transitionMs(): number {
    return this.takeMs.value ?? (this.snapshot.value?.transition.durationMs || 500);
  }

  focusSlot(): void {
    document.querySelector<HTMLElement>(`[data-slot="${this.slot.value}"]`)?.focus({ preventScroll: true });
  }

  // ---- slate

  slate(slate: Slate | null): void {
    this.slateMenu.value = false;
    void this.call("studio.slate", { slate });
  }

  toggleSlate(kind: SlateKind = "break"): void {
    this.slate(this.snapshot.value?.slate ? null : { kind });
  }

  // ---- titles

  async showTitle(title: Title | null): Promise<void> {
    await this.call("studio.title", { title });
  }

  // ---- sound

  setSource(source: string, change: Partial<SourceView>): void {
    void this.call("studio.source", { source, ...change });
  }

  shapeSound(input: string): void {
    const open = this.drawer.value;
    this.drawer.value = open?.kind === "sound" && open.input === input ? null : { kind: "sound", input };
  }

  toggleMute(source: string): void {
    const settings = this.snapshot.value?.sources[source];
    if (settings) this.setSource(source, { muted: !settings.muted });
  }

  // ---- the seminar

  chooseSeminar(id: string): void {
    if (this.chosen.value === id) return;
    this.chosen.value = id;
    localStorage.setItem(chosenKey, id);
  }

  /** The panel shows the seminar; the desk goes along unless it is bound to the one on air. */
  openSeminar(id: string): void {
    this.panel.choose(id);
    if (this.snapshot.value && this.snapshot.value.onAir === undefined) this.chooseSeminar(id);
  }

  act(action: SeminarAction): void {
    const seminar = this.seminarId.value;
    if (seminar === null) return;
    if (action === "start") return void this.goLive.start(seminar);
    this.goLive.forget();
    const methods = {
      rehearse: "seminar.rehearse",
      stopRehearsal: "seminar.rehearse",
      pause: "seminar.pause",
      resume: "seminar.resume",
      end: "seminar.end",
      undo: "seminar.undoEnd",
      publish: "office.seminar.publish",
    } as const;
    void this.call(methods[action], { seminar });
  }

  toggleChecklist(open: boolean): void {
    this.checklist.value = open;
    if (!open) this.goLive.forget();
  }

  toggleDrawer(drawer: Drawer): void {
    this.drawer.value = this.drawer.value?.kind === drawer.kind ? null : drawer;
  }

  preview(): Scene {
    return this.desired ?? this.snapshot.value!.preview;
  }

  /** Quick presses build on one another, although the server's answer to the first is still under way. */
  private async prepare(scene: Scene): Promise<void> {
    this.desired = scene;
    this.unsent = false;
    await this.call("studio.preview", { scene });
    if (this.desired === scene) this.desired = null;
  }

  /** Of a picture that is dragged, the places in between are left out while the server is busy with one. */
  private async prepareInTime(scene: Scene): Promise<void> {
    this.desired = scene;
    this.unsent = true;
    if (this.framing) return;
    this.framing = true;
    while (this.unsent) await this.prepare(this.preview());
    this.framing = false;
  }

  /** What the hand did last goes out before what follows from it. */
  private flush(): void {
    if (this.unsent) void this.prepare(this.preview());
  }

  // ---- what the server tells

  private metered(meters: StudioMeters): void {
    this.meters.report(meters);
    if (Date.now() - this.loudnessAt < 300) return; // figures that change faster cannot be read
    this.loudnessAt = Date.now();
    this.loudness.value = meters.programme;
  }

  private shown(state: StudioSnapshot): void {
    this.ages.follow(state.inputs, Date.now());
    this.solved.follow(state.alerts, Date.now());
    if (state.checklist.sound) this.goLive.forget();
    if (state.onAir !== undefined) this.chooseSeminar(state.onAir); // stays on the desk when it has ended: undo
  }

  private entered(): void {
    void this.watchPictures();
    this.headset.lineOpened();
  }

  private async watchPictures(): Promise<void> {
    const form = await this.pictures.form();
    if (this.line.entry.value !== "desk") return;
    void this.call("studio.pictures", { watch: document.visibilityState === "visible", form });
  }

  private everySecond(): void {
    const now = Date.now();
    if (this.line.status.value === "open") this.now.value = now;
    this.line.everySecond(now);
    void this.pictures.everySecond(document.visibilityState === "visible" && this.line.status.value === "open");
  }
}
