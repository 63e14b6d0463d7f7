// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { PictureForm } from "../../protocol.ts";
import { Multiview, parseMultiview, type Cell, type MultiviewMap } from "./multiview.ts";

const jpegVersion = 1;
/** A video that fails so often within a minute is one that this browser cannot show. */
const mostFailures = 3;
const failuresForgottenMs = 60_000;
const fewPerSecond = 10;
const fewForSeconds = 3;
/** A decoder that says nothing and shows nothing for so long is broken, too. */
const silentSeconds = 2;

/** A binary frame: version, length of the id, id, JPEG. null: not one of ours. */
export function parsePicture(frame: ArrayBuffer): { id: string; jpeg: Uint8Array } | null {
  const bytes = new Uint8Array(frame);
  const length = bytes[1] ?? 0;
  if (bytes[0] !== jpegVersion || bytes.length <= 2 + length) return null;
  return { id: new TextDecoder().decode(bytes.subarray(2, 2 + length)), jpeg: bytes.subarray(2 + length) };
}

/** Counts the frames of the multiview: those that came and those that were shown. */
export class FrameRate {
  /** Frames per second while they are so few that somebody sees it; null: as many as there should be. */
  few: number | null = null;
  /** They come, and none is shown. */
  silent = false;
  private came = 0;
  private shown = 0;
  private fewSeconds = 0;
  private silentSeconds = 0;

  frameCame(): void {
    this.came++;
  }

  frameShown(): void {
    this.shown++;
  }

  /** Call once a second. */
  second(): void {
    this.fewSeconds = this.shown < fewPerSecond ? this.fewSeconds + 1 : 0;
    this.silentSeconds = this.came > 0 && this.shown === 0 ? this.silentSeconds + 1 : 0;
    this.few = this.fewSeconds >= fewForSeconds ? this.shown : null;
    this.silent = this.silentSeconds >= silentSeconds;
    this.came = this.shown = 0;
  }

  restart(): void {
    this.came = this.shown = this.fewSeconds = this.silentSeconds = 0;
    this.few = null;
    this.silent = false;
  }
}

/** Where the newest picture of something is. */
interface Seen {
  source: CanvasImageSource;
  cell: Cell;
}

/** The newest small picture of programme, preview and every input, drawn into the canvases that show them. */
export class Pictures {
  /** Frames per second while fewer come than a person expects; null: all is well. */
  readonly few = signal<number | null>(null);
  private readonly canvases = new Map<string, Set<HTMLCanvasElement>>();
  private readonly newest = new Map<string, Seen>();
  private readonly bitmaps = new Map<string, ImageBitmap>();
  private readonly decoding = new Set<string>();
  private readonly atlas = document.createElement("canvas");
  private readonly rate = new FrameRate();
  private failures: number[] = [];
  private readonly multiview = new Multiview({
    shown: (frame, map) => this.shown(frame, map),
    failed: () => this.failed(),
  });
  private known: Promise<PictureForm> | null = null;

  /** again: call when the pictures have to be asked for anew. */
  constructor(private readonly again: () => void) {}

  /** How to ask for them. */
  form(): Promise<PictureForm> {
    this.rate.restart();
    return (this.known ??= Multiview.supported().then((supported) => (supported ? "multiview" : "jpegs")));
  }

  receive(frame: ArrayBuffer): void {
    const part = parseMultiview(frame);
    if (part) {
      this.rate.frameCame();
      this.multiview.receive(part);
    } else void this.receiveJpeg(frame);
  }

  /** Answers what takes the canvas out again. */
  show(id: string, canvas: HTMLCanvasElement): () => void {
    const shown = this.canvases.get(id) ?? new Set();
    this.canvases.set(id, shown.add(canvas));
    const seen = this.newest.get(id);
    if (seen) draw(canvas, seen);
    return () => void shown.delete(canvas);
  }

  /** watching: the pictures are asked for and the line is there. */
  async everySecond(watching: boolean): Promise<void> {
    if (watching && (await this.known) === "multiview") this.rate.second();
    else this.rate.restart();
    this.few.value = this.rate.few;
    if (this.rate.silent) this.failed();
  }

  private shown(frame: VideoFrame, map: MultiviewMap): void {
    this.rate.frameShown();
    const [width, height] = map.size;
    if (this.atlas.width !== width || this.atlas.height !== height) Object.assign(this.atlas, { width, height });
    this.atlas.getContext("2d", { alpha: false })?.drawImage(frame, 0, 0, width, height);
    for (const id of this.newest.keys()) if (!map.cells[id]) this.newest.delete(id);
    for (const [id, cell] of Object.entries(map.cells)) this.see(id, { source: this.atlas, cell });
  }

  /** A fault may pass with the next keyframe; one that does not is this browser's, and JPEGs it can. */
  private failed(): void {
    const now = Date.now();
    this.failures = [...this.failures.filter((at) => now - at < failuresForgottenMs), now];
    if (this.failures.length >= mostFailures) this.known = Promise.resolve("jpegs");
    this.again();
  }

  private async receiveJpeg(frame: ArrayBuffer): Promise<void> {
    const picture = parsePicture(frame);
    if (!picture || this.decoding.has(picture.id)) return; // a slow machine skips pictures, it does not queue them
    this.decoding.add(picture.id);
    try {
      const bitmap = await createImageBitmap(new Blob([picture.jpeg as BlobPart], { type: "image/jpeg" }));
      this.bitmaps.get(picture.id)?.close();
      this.bitmaps.set(picture.id, bitmap);
      this.see(picture.id, { source: bitmap, cell: [0, 0, bitmap.width, bitmap.height] });
    } catch {
      return; // a torn picture: the next one comes in a moment
    } finally {
      this.decoding.delete(picture.id);
    }
  }

  private see(id: string, seen: Seen): void {
    this.newest.set(id, seen);
    this.canvases.get(id)?.forEach((canvas) => draw(canvas, seen));
  }
}

function draw(canvas: HTMLCanvasElement, { source, cell: [x, y, width, height] }: Seen): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext("2d")?.drawImage(source, x, y, width, height, 0, 0, width, height);
}
