// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras and microphones that a test can recognise, and what comes of them at the other end.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";

/** What the inputs of kind "test" sound like. */
export const roomHertz = [440, 523.25, 587.33, 659.25, 783.99, 349.23];

/**
 * For page.addInitScript: getUserMedia gives a picture of one colour and a tone, getDisplayMedia the screen, a still
 * picture with a tone; window.peers has the connections.
 */
export function playDevices({ colour, hertz, screen }) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
  const paint = canvas.getContext("2d", { alpha: false });
  let frame = 0;
  setInterval(() => {
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 640, 360);
    paint.fillStyle = "#fff";
    paint.fillRect((frame = (frame + 8) % 640), 340, 40, 20); // something moves
  }, 1000 / 25);
  /** A slide that stands still, as browsers send one: the same picture once a second. */
  const playScreen = () => {
    const slide = Object.assign(document.createElement("canvas"), { width: 1600, height: 900 });
    const brush = slide.getContext("2d", { alpha: false });
    const draw = () => {
      brush.fillStyle = screen.colour;
      brush.fillRect(0, 0, 1600, 900);
    };
    draw();
    setInterval(draw, 1_000);
    const context = new AudioContext();
    const film = context.createMediaStreamDestination();
    const tone = new OscillatorNode(context, { frequency: screen.hertz });
    tone.connect(new GainNode(context, { gain: 0.1 })).connect(film);
    tone.start();
    return new MediaStream([...film.stream.getTracks(), ...slide.captureStream(5).getTracks()]);
  };
  let sound = null;
  const microphone = () => {
    if (!sound) {
      const context = new AudioContext();
      sound = context.createMediaStreamDestination();
      const tone = new OscillatorNode(context, { frequency: hertz });
      tone.connect(new GainNode(context, { gain: 0.1 })).connect(sound);
      tone.start();
      void context.resume();
    }
    return sound.stream.getAudioTracks();
  };
  navigator.mediaDevices.getUserMedia = async ({ audio, video }) => {
    const tracks = [...(audio ? microphone() : []), ...(video ? canvas.captureStream(25).getVideoTracks() : [])];
    return new MediaStream(tracks.map((track) => track.clone()));
  };
  navigator.mediaDevices.getDisplayMedia = async () => playScreen();
  window.peers = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...all) {
      super(...all);
      window.peers.push(this);
    }
  };
}

/** Level in dB of each frequency in what a video element plays, the strongest of about a second. */
export function tones(page, selector, frequencies) {
  return page.evaluate(
    async ({ selector, frequencies }) => {
      const video = document.querySelector(selector);
      const stream = video.srcObject ?? video.captureStream();
      const context = new AudioContext();
      await context.resume();
      const analyser = new AnalyserNode(context, { fftSize: 16384, smoothingTimeConstant: 0 });
      context.createMediaStreamSource(new MediaStream(stream.getAudioTracks())).connect(analyser);
      const bins = new Float32Array(analyser.frequencyBinCount);
      const strongest = frequencies.map(() => -200);
      for (let round = 0; round < 5; ++round) {
        await new Promise((done) => setTimeout(done, 400));
        analyser.getFloatFrequencyData(bins);
        if (round < 2) continue; // the window is not full yet
        frequencies.forEach((hertz, index) => {
          const bin = Math.round((hertz * analyser.fftSize) / context.sampleRate);
          strongest[index] = Math.max(strongest[index], bins[bin - 1], bins[bin], bins[bin + 1]);
        });
      }
      await context.close();
      return strongest;
    },
    { selector, frequencies },
  );
}

/** Average colour of a video's picture without its lower edge, [red, green, blue]. */
export function colourOf(page, selector) {
  return page.evaluate((selector) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 16, height: 9 });
    const paint = canvas.getContext("2d", { willReadFrequently: true });
    paint.drawImage(document.querySelector(selector), 0, 0, 16, 9);
    const pixels = paint.getImageData(0, 0, 16, 7).data;
    return [0, 1, 2].map((channel) => pixels.reduce((sum, value, at) => sum + (at % 4 === channel ? value : 0), 0) / (16 * 7));
  }, selector);
}

/** Colour of a video's picture at a place in it, 0 to 1 across and down. */
export function colourAt(page, selector, x, y) {
  return page.evaluate(
    ({ selector, x, y }) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 36 });
      const paint = canvas.getContext("2d", { willReadFrequently: true });
      paint.drawImage(document.querySelector(selector), 0, 0, 64, 36);
      return Array.from(paint.getImageData(Math.floor(x * 64), Math.floor(y * 36), 1, 1).data).slice(0, 3);
    },
    { selector, x, y },
  );
}

export const isRed = ([r, g, b]) => r > 140 && g < 90 && b < 90;
export const isGreen = ([r, g, b]) => g > 110 && r < 90 && b < 90;
export const isBlue = ([r, g, b]) => b > 140 && r < 90 && g < 90;

const pauseMs = 100; // the control channel takes some messages a second

/** Asks until it is so; fails with the last answer. */
export async function becomes(ask, right, what, withinMs = 30_000) {
  const end = Date.now() + withinMs;
  let last = await ask();
  while (!right(last) && Date.now() < end) {
    await setTimeout(pauseMs);
    last = await ask();
  }
  assert.ok(right(last), `${what}: ${JSON.stringify(last)}`);
}
