// SPDX-License-Identifier: GPL-3.0-or-later
// Speech into a microphone, and how much of it can be understood at the other end.
import { execFileSync } from "node:child_process";

const rate = 10_000; // of the measure
const recordRate = 48_000;

const convert = (input, from, ...to) =>
  execFileSync("ffmpeg", ["-loglevel", "error", ...from, "-i", "-", "-ac", "1", ...to, "-"], { input, maxBuffer: 2 ** 28 });

const samplesOf = (bytes) => new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));

/** A sentence: wav (base64, for speak) and samples (for intelligibility), both of exactly so many seconds. */
export function sentence(text, seconds, voice = "en") {
  const spoken = execFileSync("espeak-ng", ["-v", voice, "-s", "150", "--stdout", text], { maxBuffer: 2 ** 26 });
  const length = ["-af", "apad", "-t", String(seconds)];
  const wav = convert(spoken, [], ...length, "-ar", String(recordRate), "-f", "wav").toString("base64");
  return { wav, seconds, samples: samplesOf(convert(spoken, [], ...length, "-ar", String(rate), "-f", "f32le")) };
}

/** For page.addInitScript, after playDevices: the microphone says the sentence again and again. */
export function speak({ wav, seconds }) {
  const camera = navigator.mediaDevices.getUserMedia;
  let said = null;
  const say = async () => {
    const context = new AudioContext();
    const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
    const voice = context.createMediaStreamDestination();
    const buffer = await context.decodeAudioData(bytes.buffer);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true, loopEnd: seconds });
    source.connect(new GainNode(context, { gain: 0.5 })).connect(voice);
    source.start();
    void context.resume();
    return voice.stream;
  };
  navigator.mediaDevices.getUserMedia = async ({ audio, video }) => {
    const tracks = video ? (await camera({ video })).getTracks() : [];
    if (audio) tracks.push((await (said ??= say())).getAudioTracks()[0].clone());
    return new MediaStream(tracks);
  };
}

/** A recording that is not full after so much more time is given up. */
const patienceSeconds = 10;

/** What a video element plays within so many seconds, for intelligibility. */
export async function record(page, selector, seconds) {
  const text = await page.evaluate(
    async ({ selector, seconds, recordRate, patienceSeconds }) => {
      const context = new AudioContext({ sampleRate: recordRate });
      const tracks = document.querySelector(selector).srcObject.getAudioTracks();
      const source = context.createMediaStreamSource(new MediaStream(tracks));
      const taker = context.createScriptProcessor(16384, 1, 1); // large: a busy page loses nothing
      const parts = [];
      await new Promise((done) => {
        taker.onaudioprocess = ({ inputBuffer }) => {
          parts.push(inputBuffer.getChannelData(0).slice());
          if (parts.length * 16384 > seconds * recordRate) done();
        };
        source.connect(taker).connect(context.destination);
        void context.resume();
        setTimeout(done, (seconds + patienceSeconds) * 1_000); // sound that stops: what came until then
      });
      await context.close();
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      let letters = "";
      for (let at = 0; at < bytes.length; at += 32768) letters += String.fromCharCode(...bytes.subarray(at, at + 32768));
      return btoa(letters);
    },
    { selector, seconds, recordRate, patienceSeconds },
  );
  if (!text) return new Float32Array(0);
  const from = ["-f", "f32le", "-ar", String(recordRate), "-ac", "1"];
  return samplesOf(convert(Buffer.from(text, "base64"), from, "-ar", String(rate), "-f", "f32le"));
}

// -- STOI: C. H. Taal et al., An Algorithm for Intelligibility Prediction of Time-Frequency Weighted Noisy Speech, 2011

const frame = 256;
const hop = frame / 2;
const bins = 512;
const bandCount = 15;
const lowestBand = 150; // Hz
const segment = 30; // frames, 384 ms
const quiet = 1e-4; // of the loudest frame's energy: -40 dB
const clip = 1 + 10 ** (15 / 20);

const window = Float64Array.from({ length: frame }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 1)) / (frame + 1)));
const bands = Array.from({ length: bandCount }, (_, band) => {
  const edge = (half) => Math.round((lowestBand * 2 ** ((2 * band + half) / 6) * bins) / rate);
  return [edge(-1), edge(1)];
});

/** In place, of a length that is a power of two. */
function transform(re, im) {
  const length = re.length;
  for (let at = 1, other = 0; at < length; ++at) {
    let bit = length >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other ^= bit;
    if (at < other) [re[at], re[other], im[at], im[other]] = [re[other], re[at], im[other], im[at]];
  }
  for (let size = 2; size <= length; size *= 2) {
    for (let at = 0; at < length; ++at) {
      if (at & (size / 2)) continue;
      const angle = (-2 * Math.PI * (at % size)) / size;
      const [cos, sin, far] = [Math.cos(angle), Math.sin(angle), at + size / 2];
      const [r, i] = [re[far] * cos - im[far] * sin, re[far] * sin + im[far] * cos];
      [re[far], im[far], re[at], im[at]] = [re[at] - r, im[at] - i, re[at] + r, im[at] + i];
    }
  }
}

const energy = (samples, at) => samples.subarray(at, at + frame).reduce((sum, value) => sum + value * value, 0);

/** Per frame: the amplitude of each third of an octave. */
function spectrum(samples, starts) {
  return starts.map((start) => {
    const re = new Float64Array(bins);
    const im = new Float64Array(bins);
    for (let at = 0; at < frame; ++at) re[at] = (samples[start + at] ?? 0) * window[at];
    transform(re, im);
    return bands.map(([from, to]) => {
      let sum = 0;
      for (let bin = from; bin < to; ++bin) sum += re[bin] ** 2 + im[bin] ** 2;
      return Math.sqrt(sum);
    });
  });
}

const norm = (values) => Math.hypot(...values) || Number.EPSILON;

function correlation(one, other) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [one, other].map((values) => values.map((value) => value - mean(values)));
  return a.reduce((sum, value, at) => sum + value * b[at], 0) / (norm(a) * norm(b));
}

/** 0 to 1. */
function stoi(clean, heard) {
  const starts = [];
  for (let at = 0; at + frame <= clean.length; at += hop) starts.push(at);
  const loudest = Math.max(...starts.map((at) => energy(clean, at)));
  const spoken = starts.filter((at) => energy(clean, at) > quiet * loudest);
  const [x, y] = [spectrum(clean, spoken), spectrum(heard, spoken)];
  let [sum, count] = [0, 0];
  for (let end = segment; end <= x.length; ++end) {
    for (let band = 0; band < bandCount; ++band) {
      const [a, b] = [x, y].map((all) => all.slice(end - segment, end).map((frames) => frames[band]));
      const scale = norm(a) / norm(b);
      sum += correlation(a, b.map((value, at) => Math.min(value * scale, a[at] * clip)));
      count += 1;
    }
  }
  return sum / count;
}

const envelopeStep = 50; // samples, 5 ms

function envelope(samples) {
  const result = [];
  for (let at = 0; at + envelopeStep <= samples.length; at += envelopeStep)
    result.push(Math.sqrt(samples.subarray(at, at + envelopeStep).reduce((sum, value) => sum + value * value, 0)));
  return result;
}

/** Where between two places (in samples) a part of the sentence most probably begins. */
function begins(part, heard, from, to) {
  let best = [-Infinity, 0];
  for (let at = Math.max(0, Math.round(from / envelopeStep)); at <= to / envelopeStep; ++at) {
    const there = heard.slice(at, at + part.length);
    if (there.length < part.length) break;
    const alike = correlation(part, there);
    if (alike > best[0]) best = [alike, at * envelopeStep];
  }
  return best[1];
}

const piece = rate; // samples, 1 s
const stretch = rate / 5; // samples, 200 ms: what a piece may come earlier or later than the one before it

/** The recording from a place on as long as the sentence, each piece of it moved to where it belongs. */
function aligned(spoken, heard, heardEnvelope, from) {
  const result = new Float32Array(spoken.length * envelopeStep);
  for (let at = 0, shift = from; at < result.length; at += piece) {
    const part = spoken.slice(at / envelopeStep, (at + piece) / envelopeStep);
    const loud = Math.max(...part) > Math.max(...spoken) / 10;
    const start = loud ? begins(part, heardEnvelope, shift + at - stretch, shift + at + stretch) : shift + at;
    result.set(heard.subarray(start, start + piece).subarray(0, result.length - at), at);
    shift = start - at;
  }
  return result;
}

/**
 * How well each of the sentences in a recording can be understood: STOI, 0 to 1. Listeners repeat about 70 % of the
 * words of a sentence at 0.6, 93 % at 0.7 and 97 % at 0.75. Each second is looked for anew: browsers play a little
 * slower or faster while their buffer grows or shrinks, which is no loss to a listener.
 */
export function intelligibility({ samples, seconds }, heard) {
  const length = seconds * rate;
  const spoken = envelope(samples);
  const all = envelope(heard);
  const results = [];
  for (let at = begins(spoken, all, 0, length); at + length + stretch <= heard.length; at += length)
    results.push(stoi(samples, aligned(spoken, heard, all, at)));
  return results;
}
