// SPDX-License-Identifier: GPL-3.0-or-later
const notes: readonly { hertz: number; at: number }[] = [
  { hertz: 660, at: 0 },
  { hertz: 523, at: 0.5 },
];
const ringSeconds = 1.2;

function ring(context: AudioContext, hertz: number, at: number): void {
  const tone = new OscillatorNode(context, { frequency: hertz });
  const level = new GainNode(context, { gain: 0 });
  const start = context.currentTime + at;
  level.gain.setValueAtTime(0, start);
  level.gain.linearRampToValueAtTime(0.25, start + 0.02);
  level.gain.exponentialRampToValueAtTime(0.001, start + ringSeconds);
  tone.connect(level).connect(context.destination);
  tone.start(start);
  tone.stop(start + ringSeconds);
}

/** A two-tone chime for the sound check. Call it from a press; resolves when it has rung. */
export async function chime(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  for (const { hertz, at } of notes) ring(context, hertz, at);
  await new Promise((done) => setTimeout(done, (ringSeconds + 0.6) * 1000));
  await context.close();
}
