// SPDX-License-Identifier: GPL-3.0-or-later

const frameVersion = 1;

/** A binary frame: version, length of the id, id, JPEG. null: not one of ours. */
export function parsePicture(frame: ArrayBuffer): { id: string; jpeg: Uint8Array } | null {
  const bytes = new Uint8Array(frame);
  const length = bytes[1] ?? 0;
  if (bytes[0] !== frameVersion || bytes.length <= 2 + length) return null;
  return { id: new TextDecoder().decode(bytes.subarray(2, 2 + length)), jpeg: bytes.subarray(2 + length) };
}

/** The newest small picture of programme, preview and every input, drawn into the canvases that show them. */
export class Pictures {
  private readonly canvases = new Map<string, Set<HTMLCanvasElement>>();
  private readonly newest = new Map<string, ImageBitmap>();
  private readonly decoding = new Set<string>();

  async receive(frame: ArrayBuffer): Promise<void> {
    const picture = parsePicture(frame);
    if (!picture || this.decoding.has(picture.id)) return; // a slow machine skips pictures, it does not queue them
    this.decoding.add(picture.id);
    try {
      const bitmap = await createImageBitmap(new Blob([picture.jpeg as BlobPart], { type: "image/jpeg" }));
      this.newest.get(picture.id)?.close();
      this.newest.set(picture.id, bitmap);
      this.canvases.get(picture.id)?.forEach((canvas) => draw(canvas, bitmap));
    } catch {
      return; // a torn picture: the next one comes in a moment
    } finally {
      this.decoding.delete(picture.id);
    }
  }

  /** Answers what takes the canvas out again. */
  show(id: string, canvas: HTMLCanvasElement): () => void {
    const shown = this.canvases.get(id) ?? new Set();
    this.canvases.set(id, shown.add(canvas));
    const bitmap = this.newest.get(id);
    if (bitmap) draw(canvas, bitmap);
    return () => void shown.delete(canvas);
  }
}

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
  if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
}
