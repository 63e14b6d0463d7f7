// SPDX-License-Identifier: GPL-3.0-or-later
import { Backoff } from "./backoff.ts";
import type { Channel, RpcError } from "./channel.ts";
import type { CallPurpose, Text } from "./protocol.ts";

/** "elsewhere": the same link was opened on another device, which has the connection now. */
export type PeerStatus = "off" | "connecting" | "connected" | "broken" | "elsewhere";

export interface PeerEvents {
  /** "broken" is told while the old connection is still open: closing it turns its picture black. */
  status(status: PeerStatus): void;
  /** What comes back from the server: sound and, as soon as there is one, picture. */
  returned(stream: MediaStream): void;
  /** The server refused again and again; it is not tried any more. Without, it is tried for ever. */
  refused?(why: Text): void;
}

/** What this side does with each m-line of the server's offer, in the server's order. Further lines are only received. */
export type Lines = readonly RTCRtpTransceiverDirection[];

/** One per line that is sent, in the order of the lines. */
export type OwnTracks = readonly (MediaStreamTrack | null)[];

/** Where somebody wants to know: the server's refusals in a row until they are told. One may be for a moment only. */
const mostRefusals = 3;
const patienceMs = 2_000;
/** Less than the 10 s after which the server gives up (InputLeg): a try is alive at both ends, or there is a new one. */
const connectWithinMs = 8_000;

const sends = (direction: RTCRtpTransceiverDirection): boolean => direction.startsWith("send");

/** Share of width and height that is sent of a picture. */
export type Scale = 1 | 0.5;

async function sendScaled({ sender }: RTCRtpTransceiver, scale: Scale): Promise<void> {
  if (sender.track?.kind !== "video") return;
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = 1 / scale;
  await sender.setParameters(parameters).catch(() => undefined); // the whole picture is no harm
}

/** A small picture that is sharp is worth more than a large one that is not; a slide held up must stay readable. */
async function keepResolution({ sender, receiver }: RTCRtpTransceiver): Promise<void> {
  if (receiver.track.kind !== "video") return;
  const parameters = sender.getParameters() as RTCRtpSendParameters & { degradationPreference?: string };
  parameters.degradationPreference = "maintain-resolution";
  await sender.setParameters(parameters).catch(() => undefined); // a browser that does not know it decides itself
}

/** One try to connect: an offer of the server, and the connection made from it. */
class Attempt {
  readonly stream = new MediaStream();
  private pc: RTCPeerConnection | null = null;
  private sent: RTCRtpTransceiver[] = [];
  private early: RTCIceCandidate[] | null = [];
  private ended = false;

  constructor(
    private readonly call: Channel["call"],
    private readonly purpose: CallPurpose,
    private readonly lines: Lines,
    private readonly tracks: () => OwnTracks,
    private scale: Scale,
    private readonly changed: (state: RTCPeerConnectionState) => void,
  ) {}

  async open(): Promise<void> {
    const { sdp, iceServers } = await this.call("rtc.offer", { purpose: this.purpose });
    if (this.ended) return;
    const pc = this.prepare(iceServers);
    await pc.setRemoteDescription({ type: "offer", sdp });
    await this.fill(pc);
    const answer = await pc.createAnswer();
    await pc.setLocalDescription(answer);
    for (const transceiver of this.sent) await keepResolution(transceiver);
    await this.resize(this.scale);
    if (this.ended) return;
    await this.call("rtc.answer", { purpose: this.purpose, sdp: answer.sdp! });
    this.tellEarlyCandidates();
  }

  async send(tracks: OwnTracks): Promise<void> {
    for (const [index, { sender }] of this.sent.entries()) await sender.replaceTrack(tracks[index] ?? null);
    await this.resize(this.scale);
  }

  async resize(scale: Scale): Promise<void> {
    this.scale = scale;
    for (const transceiver of this.sent) await sendScaled(transceiver, scale);
  }

  close(): void {
    this.ended = true;
    this.pc?.close();
  }

  private prepare(iceServers: RTCIceServer[]): RTCPeerConnection {
    const pc = new RTCPeerConnection({ iceServers });
    this.pc = pc;
    pc.onicecandidate = ({ candidate }) => this.found(candidate);
    pc.ontrack = ({ track }) => this.stream.addTrack(track);
    pc.onconnectionstatechange = () => this.changed(pc.connectionState);
    return pc;
  }

  private async fill(pc: RTCPeerConnection): Promise<void> {
    const transceivers = pc.getTransceivers();
    if (transceivers.length < this.lines.length) throw new Error("an offer without sound and picture");
    this.lines.forEach((direction, index) => (transceivers[index]!.direction = direction));
    this.sent = transceivers.filter(({ direction }) => sends(direction));
    await this.send(this.tracks());
  }

  private found(candidate: RTCIceCandidate | null): void {
    if (!candidate?.candidate) return;
    if (this.early) this.early.push(candidate);
    else this.tell(candidate);
  }

  private tellEarlyCandidates(): void {
    const early = this.early ?? [];
    this.early = null;
    early.forEach((candidate) => this.tell(candidate));
  }

  private tell({ candidate, sdpMLineIndex }: RTCIceCandidate): void {
    if (this.ended) return;
    this.call("rtc.candidate", { purpose: this.purpose, candidate, mline: sdpMLineIndex ?? 0 }).catch(() => undefined); // others remain
  }
}

/**
 * The WebRTC connection to the server. Once started it comes back by itself until it is stopped: the server makes every
 * offer, so a new connection is the only way to begin again. Knows no page.
 */
export class Peer {
  private readonly backoff = new Backoff(500, 2_000);
  private attempt: Attempt | null = null;
  private own: OwnTracks = [];
  private scale: Scale = 1;
  private wanted = false;
  private refusals = 0;
  private timer = 0;

  constructor(
    private readonly call: Channel["call"],
    private readonly lines: Lines,
    private readonly events: PeerEvents,
    private readonly purpose: CallPurpose = "conversation",
  ) {}

  /** Connects, or begins anew. */
  start(): void {
    this.wanted = true;
    this.refusals = 0;
    this.events.status("connecting");
    this.begin();
  }

  stop(): void {
    this.wanted = false;
    this.drop();
    this.events.status("off");
  }

  /** The line to the server is back; the server does not know the old connection any more. */
  lineOpened(): void {
    if (!this.wanted) return;
    if (this.attempt) this.events.status("broken");
    this.begin();
  }

  /** Other devices than before, without a new connection. */
  async send(tracks: OwnTracks): Promise<void> {
    this.own = tracks;
    await this.attempt?.send(tracks).catch(() => this.wanted && this.begin());
  }

  /** Sends a smaller picture or the whole one, without a new connection. */
  async resize(scale: Scale): Promise<void> {
    if (this.scale === scale) return;
    this.scale = scale;
    await this.attempt?.resize(scale);
  }

  private begin(): void {
    this.drop();
    const attempt: Attempt = new Attempt(
      this.call,
      this.purpose,
      this.lines,
      () => this.own,
      this.scale,
      (state) => this.turned(attempt, state),
    );
    this.attempt = attempt;
    this.timer = window.setTimeout(() => this.again(attempt), connectWithinMs);
    attempt.open().catch((error: Partial<RpcError>) => this.failed(attempt, error));
  }

  private failed(attempt: Attempt, { id, text }: Partial<RpcError>): void {
    if (this.attempt !== attempt) return;
    if (id === "not-allowed") return this.displaced();
    const refused = text !== undefined && id !== "offline";
    this.refusals = refused ? this.refusals + 1 : 0;
    if (this.refusals < mostRefusals || !this.events.refused || !text) return this.again(attempt);
    this.stop();
    this.events.refused(text);
  }

  private turned(attempt: Attempt, state: RTCPeerConnectionState): void {
    if (this.attempt !== attempt) return;
    if (state === "connected") this.connected(attempt);
    else if (state === "failed" || state === "closed") this.again(attempt);
    else if (state === "disconnected") this.wait(attempt);
  }

  private connected(attempt: Attempt): void {
    clearTimeout(this.timer);
    this.backoff.reset();
    this.refusals = 0;
    this.events.returned(attempt.stream);
    this.events.status("connected");
  }

  /** A hole in the line of a moment closes by itself. */
  private wait(attempt: Attempt): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.again(attempt), patienceMs);
  }

  private again(attempt: Attempt): void {
    if (this.attempt !== attempt || !this.wanted) return;
    this.events.status("broken");
    this.drop();
    this.timer = window.setTimeout(() => this.begin(), this.backoff.next());
  }

  private displaced(): void {
    this.wanted = false;
    this.drop();
    this.events.status("elsewhere");
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.attempt?.close();
    this.attempt = null;
  }
}
