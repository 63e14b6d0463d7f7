// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, signal } from "@preact/signals";
import { troubleOf, type Trouble } from "./media_trouble.ts";

export type Kind = "camera" | "microphone";

const inputKinds = { camera: "videoinput", microphone: "audioinput" } as const;

/** The device chosen on an earlier visit: after a reload on stage it must be the same microphone. */
function chosenBefore(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function rememberChosen(key: string, device: string): void {
  try {
    localStorage.setItem(key, device);
  } catch {
    return; // remembered for this visit only
  }
}

function wanted(kind: Kind, device: ConstrainDOMString): MediaTrackConstraints {
  if (kind === "microphone") return { deviceId: device, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return { deviceId: device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
}

async function isDenied(kind: Kind): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: kind as PermissionName })).state === "denied";
  } catch {
    return false; // a browser that does not tell
  }
}

/** The person's camera and microphone, and in plain words why one of them is not there. */
export class OwnMedia {
  readonly camera = signal<MediaStreamTrack | null>(null);
  readonly microphone = signal<MediaStreamTrack | null>(null);
  readonly troubles = signal<Partial<Record<Kind, Trouble>>>({});
  /** The browser is asking the person now. */
  readonly asking = signal(false);
  readonly devices = signal<readonly MediaDeviceInfo[]>([]);
  readonly stream = computed(() => new MediaStream([this.camera.value, this.microphone.value].filter((track) => track !== null)));

  private opened = false;

  /** kinds: what is asked for. memory: where the chosen devices are remembered; other uses have other devices. */
  constructor(
    private readonly kinds: readonly Kind[],
    private readonly memory: string,
  ) {}

  get canAsk(): boolean {
    return typeof navigator.mediaDevices?.getUserMedia === "function";
  }

  /** Asks for all, once; and for the one that can be had when the other cannot. */
  async open(): Promise<void> {
    if (this.opened) return;
    this.opened = true;
    if (!this.canAsk) return this.missAll("insecure");
    navigator.mediaDevices.addEventListener("devicechange", this.devicesChanged);
    this.asking.value = true;
    const trouble = await this.ask(this.kinds);
    const denied = await Promise.all(this.kinds.map(isDenied));
    if (trouble === "refused" && new Set(denied).size === 1) this.missAll("refused");
    else if (trouble) for (const kind of this.kinds) await this.retry(kind);
    this.asking.value = false;
    await this.list();
  }

  close(): void {
    if (!this.opened) return;
    this.opened = false;
    navigator.mediaDevices?.removeEventListener("devicechange", this.devicesChanged);
    for (const kind of this.kinds) this.put(kind, null);
    this.troubles.value = {};
  }

  async again(): Promise<void> {
    this.close();
    await this.open();
  }

  /** Asks for one of them. */
  async retry(kind: Kind): Promise<void> {
    const trouble = await this.ask([kind]);
    this.troubles.value = { ...this.troubles.value, [kind]: trouble ?? undefined };
    await this.list();
  }

  /** The old one is given back first: telephones open only one camera at a time. */
  async choose(kind: Kind, device: string): Promise<void> {
    this.put(kind, null);
    const trouble = await this.ask([kind], device);
    this.troubles.value = { ...this.troubles.value, [kind]: trouble ?? undefined };
    if (!trouble) rememberChosen(this.memoryOf(kind), device);
  }

  listed(kind: Kind): MediaDeviceInfo[] {
    return this.devices.value.filter((device) => device.kind === inputKinds[kind]);
  }

  private memoryOf(kind: Kind): string {
    return `${this.memory}.${kind}`;
  }

  private missAll(trouble: Trouble): void {
    this.troubles.value = Object.fromEntries(this.kinds.map((kind) => [kind, trouble]));
  }

  /** Answers why not. */
  private async ask(kinds: readonly Kind[], device?: string): Promise<Trouble | null> {
    const constraints = (kind: Kind): MediaTrackConstraints | false =>
      kinds.includes(kind) && wanted(kind, device ? { exact: device } : { ideal: chosenBefore(this.memoryOf(kind)) });
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: constraints("camera"), audio: constraints("microphone") });
      this.take(stream);
      return null;
    } catch (error) {
      return troubleOf((error as DOMException).name);
    }
  }

  private take(stream: MediaStream): void {
    if (!this.opened) return stream.getTracks().forEach((track) => track.stop());
    for (const track of stream.getVideoTracks()) this.put("camera", track);
    for (const track of stream.getAudioTracks()) this.put("microphone", track);
  }

  private put(kind: Kind, track: MediaStreamTrack | null): void {
    const before = this[kind].value;
    if (before) before.onended = null;
    before?.stop();
    if (track) track.onended = () => this.unplugged(kind);
    this[kind].value = track;
  }

  private unplugged(kind: Kind): void {
    this.put(kind, null);
    this.troubles.value = { ...this.troubles.value, [kind]: "missing" };
  }

  private readonly devicesChanged = async (): Promise<void> => {
    await this.list();
    for (const kind of this.kinds) {
      if (this.troubles.value[kind] === "missing" && this.listed(kind).length > 0) await this.retry(kind);
    }
  };

  private async list(): Promise<void> {
    this.devices.value = (await navigator.mediaDevices.enumerateDevices().catch(() => [])).filter(({ deviceId }) => deviceId);
  }
}
