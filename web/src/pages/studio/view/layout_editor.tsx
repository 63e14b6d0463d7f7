// SPDX-License-Identifier: GPL-3.0-or-later
import { useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { LayoutBox, LayoutView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { clamped } from "../fields.ts";
import { boxNames, fromFile, grid, lifted, mostBoxes, movedTo, sizedTo, snapped, toFile, withBox } from "../layout_design.ts";
import { FormFailure } from "./form_failure.tsx";
import { slotName } from "./slot_name.ts";
import { SureButton } from "./sure_button.tsx";

/** The server knows an own layout by what is behind this. */
const ownPrefix = "own:";

interface Held {
  index: number;
  size: boolean;
  x: number;
  y: number;
  box: LayoutBox;
}

interface CanvasProps {
  boxes: readonly LayoutBox[];
  selected: number;
  select(index: number): void;
  change(index: number, box: LayoutBox): void;
}

/** The canvas in small: boxes are dragged, and sized at their lower right corner. Arrow keys do the same. */
function Canvas({ boxes, selected, select, change }: CanvasProps) {
  const area = useRef<HTMLDivElement>(null);
  const held = useRef<Held | null>(null);
  const place = (event: PointerEvent) => {
    const rect = area.current!.getBoundingClientRect();
    return { x: (event.clientX - rect.left) / rect.width, y: (event.clientY - rect.top) / rect.height };
  };
  const press = (event: PointerEvent, index: number, size: boolean): void => {
    event.stopPropagation();
    select(index);
    area.current!.setPointerCapture(event.pointerId);
    held.current = { index, size, ...place(event), box: boxes[index]! };
  };
  const drag = (event: PointerEvent): void => {
    if (!held.current) return;
    const { index, size, box, ...from } = held.current;
    const { x, y } = place(event);
    const to = (start: number, moved: number): number => (event.altKey ? start + moved : snapped(start + moved));
    change(
      index,
      size
        ? sizedTo(box, to(box.x + box.width, x - from.x) - box.x, to(box.y + box.height, y - from.y) - box.y)
        : movedTo(box, to(box.x, x - from.x), to(box.y, y - from.y)),
    );
  };
  const key = (event: KeyboardEvent, index: number): void => {
    const step = { ArrowLeft: [-grid, 0], ArrowRight: [grid, 0], ArrowUp: [0, -grid], ArrowDown: [0, grid] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const box = boxes[index]!;
    const [x, y] = step as [number, number];
    change(index, event.shiftKey ? sizedTo(box, box.width + x, box.height + y) : movedTo(box, box.x + x, box.y + y));
  };
  const letGo = (): void => void (held.current = null);
  return (
    <div class="layout-canvas" ref={area} onPointerMove={drag} onPointerUp={letGo} onPointerCancel={letGo}>
      {boxes.map((box, index) => (
        <button
          key={index}
          type="button"
          class={index === selected ? "selected" : ""}
          aria-pressed={index === selected}
          style={{
            left: `${box.x * 100}%`,
            top: `${box.y * 100}%`,
            width: `${box.width * 100}%`,
            height: `${box.height * 100}%`,
          }}
          onFocus={() => select(index)}
          onPointerDown={(event) => press(event, index, false)}
          onKeyDown={(event) => key(event, index)}
        >
          {slotName(box.slot)}
          <span class="corner" onPointerDown={(event) => press(event, index, true)} />
        </button>
      ))}
    </div>
  );
}

const numbers = ["x", "y", "width", "height"] as const;

interface BoxProps {
  box: LayoutBox;
  taken: readonly string[];
  change(box: LayoutBox): void;
}

function BoxFields({ box, taken, change }: BoxProps) {
  const set = (name: (typeof numbers)[number], text: string): void => {
    const percent = clamped(text, 0, 100);
    if (percent === null) return;
    const next = { ...box, [name]: percent / 100 };
    change(name === "x" || name === "y" ? movedTo(box, next.x, next.y) : sizedTo(box, next.width, next.height));
  };
  return (
    <div class="box-fields">
      <label>
        {t("studio.layout.box")}
        <select value={box.slot} onChange={(event) => change({ ...box, slot: event.currentTarget.value })}>
          {boxNames
            .filter((name) => name === box.slot || !taken.includes(name))
            .map((name) => (
              <option key={name} value={name}>
                {slotName(name)}
              </option>
            ))}
        </select>
      </label>
      {numbers.map((name) => (
        <label key={name}>
          {t(`studio.layout.${name}`)}
          <input
            type="number"
            min={0}
            max={100}
            step={0.5}
            value={Number((box[name] * 100).toFixed(2))}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
        </label>
      ))}
      <label class="check">
        <input
          type="checkbox"
          checked={box.fit === "cover"}
          onChange={(event) => change({ ...box, fit: event.currentTarget.checked ? "cover" : "contain" })}
        />
        {t("studio.framing.cover")}
      </label>
    </div>
  );
}

/** As a file, for another machine. */
function Files({ name, boxes, read }: { name: string; boxes: LayoutBox[]; read(text: string): void }) {
  const write = (): void => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([toFile({ name, boxes })], { type: "application/json" }));
    link.download = `${name || "layout"}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const choose = async (event: Event): Promise<void> => {
    const field = event.currentTarget as HTMLInputElement;
    const file = field.files?.[0];
    if (file) read(await file.text());
    field.value = "";
  };
  return (
    <div class="form-row">
      <button type="button" onClick={write}>
        {t("studio.layout.export")}
      </button>
      <label class="file">
        {t("studio.layout.import")}
        <input type="file" accept="application/json,.json" onChange={(event) => void choose(event)} />
      </label>
    </div>
  );
}

/** A new layout begins as what the preview has. */
export function LayoutEditor({ ctrl, id, layout }: { ctrl: StudioCtrl; id: string; layout: LayoutView | undefined }) {
  const [name, setName] = useState(layout?.name ?? "");
  const [boxes, setBoxes] = useState<LayoutBox[]>(() => (layout?.boxes ?? ctrl.snapshot.value!.previewBoxes).slice(0, mostBoxes));
  const [chosen, setChosen] = useState(0);
  const selected = Math.min(chosen, boxes.length - 1);
  const known = id === "" ? {} : { id: id.slice(ownPrefix.length) };
  const close = (): void => void (ctrl.drawer.value = null);
  const remove = async (): Promise<void> => {
    if (await ctrl.call("studio.layout.remove", { id: known.id ?? "" })) close();
  };
  const change = (index: number, box: LayoutBox): void => setBoxes((all) => all.map((one, at) => (at === index ? box : one)));
  const read = (text: string): void => {
    const file = fromFile(text);
    if (!file) return ctrl.hintAt(t("studio.layout.noFile"));
    setName(file.name);
    setBoxes(file.boxes);
  };
  const lift = (by: 1 | -1): void => {
    setBoxes(lifted(boxes, selected, by));
    setChosen(Math.min(Math.max(selected + by, 0), boxes.length - 1));
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const saved = await ctrl.call("studio.layout.save", { ...known, name: name.trim(), boxes });
    if (!saved) return;
    ctrl.chooseLayout(ownPrefix + saved.id);
    close();
  };
  const move = (by: number): void => {
    const own = Object.entries(ctrl.snapshot.value!.layouts)
      .filter(([, one]) => one.name !== undefined)
      .sort(([, a], [, b]) => a.order - b.order);
    const at = own.findIndex(([one]) => one === id);
    if (known.id && at + by >= 0 && at + by < own.length) void ctrl.call("studio.layout.move", { id: known.id, order: at + by });
  };
  return (
    <form class="form layout-editor" onSubmit={(event) => void submit(event)}>
      <p class="quiet">{t("studio.layout.what")}</p>
      <Canvas boxes={boxes} selected={selected} select={setChosen} change={change} />
      <div class="form-row">
        <button type="button" disabled={boxes.length >= mostBoxes} onClick={() => (setBoxes(withBox(boxes)), setChosen(boxes.length))}>
          ＋ {t("studio.layout.addBox")}
        </button>
        <button type="button" disabled={boxes.length <= 1} onClick={() => setBoxes(boxes.filter((_, at) => at !== selected))}>
          － {t("studio.layout.removeBox")}
        </button>
        <button type="button" disabled={selected === boxes.length - 1} onClick={() => lift(1)}>
          {t("studio.layout.front")}
        </button>
        <button type="button" disabled={selected === 0} onClick={() => lift(-1)}>
          {t("studio.layout.back")}
        </button>
      </div>
      {boxes[selected] && (
        <BoxFields box={boxes[selected]} taken={boxes.map((box) => box.slot)} change={(box) => change(selected, box)} />
      )}
      <label>
        {t("form.name")}
        <input required maxLength={40} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <FormFailure ctrl={ctrl} />
      <div class="form-row">
        <button type="submit" class="strong">
          {t("studio.layout.save")}
        </button>
        <button type="button" onClick={close}>
          {t("cancel")}
        </button>
      </div>
      <Files name={name} boxes={boxes} read={read} />
      {known.id !== undefined && (
        <div class="form-row">
          <button type="button" onClick={() => move(-1)}>
            ← {t("studio.layout.earlier")}
          </button>
          <button type="button" onClick={() => move(1)}>
            → {t("studio.layout.later")}
          </button>
          <SureButton words={t("studio.layout.remove")} sureWords={t("studio.layout.removeSure")} act={() => void remove()} />
        </div>
      )}
    </form>
  );
}
