// SPDX-License-Identifier: GPL-3.0-or-later

const frameVersion = 2;
const headBytes = 4;
/** Constrained baseline; level 5.0, because 32 inputs make a picture of 1280 by 1800, over the 8192 macroblocks of 4.2. */
const codec = "avc1.42C032";
const microsecondsPerFrame = 66_667; // only to tell frames apart: each is shown when it is there
const mostInDecoder = 8;

/** x, y, width, height */
export type Cell = readonly [number, number, number, number];

export interface MultiviewMap {
  size: readonly [number, number];
  /** By the names of the pictures: "programme", "preview", "input:{id}". */
  cells: Readonly<Record<string, Cell>>;
}

export interface MultiviewFrame {
  /** Of a keyframe; the frames after it have the same. */
  map: MultiviewMap | null;
  h264: Uint8Array<ArrayBuffer>;
}

/** A binary frame: version, 1 for a keyframe, length of the map, map, one H.264 access unit. null: not one of ours. */
export function parseMultiview(frame: ArrayBuffer): MultiviewFrame | null {
  const bytes = new Uint8Array(frame);
  if (bytes.length <= headBytes || bytes[0] !== frameVersion) return null;
  const end = headBytes + new DataView(frame).getUint16(2);
  if (end > bytes.length) return null;
  const map = bytes[1] === 1 ? (JSON.parse(new TextDecoder().decode(bytes.subarray(headBytes, end))) as MultiviewMap) : null;
  return { map, h264: bytes.subarray(end) };
}

export interface MultiviewEvents {
  /** The frame is closed after the call. */
  shown(frame: VideoFrame, map: MultiviewMap): void;
  /** This browser does not get through it; nothing more is shown until the next keyframe. */
  failed(): void;
}

/** Decodes the video of all pictures. */
export class Multiview {
  private decoder: VideoDecoder | null = null;
  private map: MultiviewMap | null = null;
  private count = 0;

  constructor(private readonly events: MultiviewEvents) {}

  static async supported(): Promise<boolean> {
    if (typeof VideoDecoder === "undefined") return false; // an old browser, or a page that did not come over HTTPS
    return (await VideoDecoder.isConfigSupported({ codec }).catch(() => null))?.supported ?? false;
  }

  receive(frame: MultiviewFrame): void {
    if (frame.map) this.begin(frame.map);
    const { decoder } = this;
    if (decoder?.state !== "configured") return;
    if (decoder.decodeQueueSize > mostInDecoder) return this.fail(); // a slow machine: from the next keyframe on
    const type = frame.map ? "key" : "delta";
    decoder.decode(new EncodedVideoChunk({ type, timestamp: this.count++ * microsecondsPerFrame, data: frame.h264 }));
  }

  close(): void {
    if (this.decoder && this.decoder.state !== "closed") this.decoder.close();
    this.decoder = null;
  }

  /** A map may change between two frames: what is still in the decoder belongs to the old one. */
  private begin(map: MultiviewMap): void {
    if (this.decoder?.state === "configured" && JSON.stringify(map) === JSON.stringify(this.map)) return;
    this.close();
    this.map = map;
    this.decoder = new VideoDecoder({
      output: (frame) => {
        this.events.shown(frame, map);
        frame.close();
      },
      error: () => this.fail(),
    });
    this.decoder.configure({ codec, optimizeForLatency: true });
  }

  private fail(): void {
    this.close();
    this.events.failed();
  }
}
