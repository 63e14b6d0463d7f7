// SPDX-License-Identifier: GPL-3.0-or-later
import type { StudioMeters } from "../../protocol.ts";

const floorDb = -60;
const fallDbPerSecond = 24;
const holdMs = 1500;
const amberFromDb = -18;
const redFromDb = -6;

/** One lane of a meter: up at once, down slowly, with a mark that holds the highest peak. */
export class Ballistics {
  level = floorDb;
  held = floorDb;
  private heldAt = 0;

  update(peakDb: number, nowMs: number, sinceMs: number): void {
    this.level = Math.max(peakDb, floorDb, this.level - (fallDbPerSecond * sinceMs) / 1000);
    if (peakDb >= this.held || nowMs - this.heldAt > holdMs) {
      this.held = Math.max(peakDb, floorDb);
      this.heldAt = nowMs;
    }
  }
}

export function position(db: number): number {
  return Math.min(1, Math.max(0, (db - floorDb) / -floorDb));
}

interface Shown {
  canvas: HTMLCanvasElement;
  lanes: [Ballistics, Ballistics];
}

const colours = { back: "#20262e", green: "#35b06a", amber: "#e0a020", red: "#ff4d5e", held: "#f2f5f8" };

function drawLane(paint: CanvasRenderingContext2D, lane: Ballistics, top: number, width: number, height: number): void {
  const end = position(lane.level) * width;
  const amber = position(amberFromDb) * width;
  const red = position(redFromDb) * width;
  paint.fillStyle = colours.back;
  paint.fillRect(0, top, width, height);
  paint.fillStyle = colours.green;
  paint.fillRect(0, top, Math.min(end, amber), height);
  paint.fillStyle = colours.amber;
  paint.fillRect(amber, top, Math.max(0, Math.min(end, red) - amber), height);
  paint.fillStyle = colours.red;
  paint.fillRect(red, top, Math.max(0, end - red), height);
  if (lane.held <= floorDb) return;
  paint.fillStyle = colours.held;
  paint.fillRect(Math.max(0, position(lane.held) * width - 2), top, 2, height);
}

function draw({ canvas, lanes }: Shown): void {
  const paint = canvas.getContext("2d");
  if (!paint) return;
  const lane = Math.floor(canvas.height / 2) - 1;
  paint.clearRect(0, 0, canvas.width, canvas.height);
  drawLane(paint, lanes[0], 0, canvas.width, lane);
  drawLane(paint, lanes[1], lane + 2, canvas.width, lane);
}

/** Draws all meters from the newest report, once per animation frame while there are any. */
export class MeterBoard {
  private readonly shown = new Map<string, Set<Shown>>();
  private newest: StudioMeters | null = null;
  private last = 0;
  private frame = 0;

  report(meters: StudioMeters): void {
    this.newest = meters;
  }

  /** id: an input, or "programme". Answers what takes the canvas out again. */
  show(id: string, canvas: HTMLCanvasElement): () => void {
    const meter: Shown = { canvas, lanes: [new Ballistics(), new Ballistics()] };
    const set = this.shown.get(id) ?? new Set();
    this.shown.set(id, set.add(meter));
    if (!this.frame) this.frame = requestAnimationFrame((now) => this.tick(now));
    return () => void set.delete(meter);
  }

  private peak(id: string): readonly number[] {
    const source = id === "programme" ? this.newest?.programme : this.newest?.sources[id];
    return source?.peakDb ?? [floorDb, floorDb];
  }

  private tick(now: number): void {
    const since = this.last ? now - this.last : 0;
    this.last = now;
    for (const [id, meters] of this.shown) {
      const peak = this.peak(id);
      for (const meter of meters) {
        meter.lanes.forEach((lane, index) => lane.update(peak[index] ?? floorDb, now, since));
        draw(meter);
      }
    }
    this.frame = requestAnimationFrame((next) => this.tick(next));
  }
}
