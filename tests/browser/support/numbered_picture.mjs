// SPDX-License-Identifier: GPL-3.0-or-later
// A camera whose pictures have numbers, and the numbers that arrive at the other end.

/** For page.addInitScript, after playDevices: 25 pictures a second; each shows its number as 12 bars, below it the opposite. */
export function numberPictures() {
  const bars = 12;
  const microphone = navigator.mediaDevices.getUserMedia;
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
  const paint = canvas.getContext("2d", { alpha: false });
  let number = 0;
  setInterval(() => {
    number = (number + 1) % 2 ** bars;
    for (let bar = 0; bar < bars; ++bar) {
      const on = (number >> (bars - 1 - bar)) & 1;
      for (const half of [0, 1]) {
        paint.fillStyle = on === half ? "#202020" : "#e0e0e0";
        paint.fillRect((bar * 640) / bars, half * 180, 640 / bars + 1, 180);
      }
    }
  }, 1000 / 25);
  navigator.mediaDevices.getUserMedia = async ({ audio, video }) => {
    const tracks = audio ? (await microphone({ audio })).getTracks() : [];
    if (video) tracks.push(canvas.captureStream(25).getVideoTracks()[0]);
    return new MediaStream(tracks);
  };
}

/** How many pictures a number is after another one; they begin anew after 4095. */
export const ahead = (before, number) => (number - before + 4096) % 4096;

/**
 * Watches a part ({x, y, width, height} of 1) of a video for so many of its frames. The answer has a number for each
 * of them; null: a picture that has none (a name card), or of which some is broken.
 */
export function numbersIn(page, selector, part, frames) {
  return page.evaluate(
    async ({ selector, part, frames }) => {
      const bars = 12;
      const video = document.querySelector(selector);
      const canvas = Object.assign(document.createElement("canvas"), { width: bars * 8, height: 32 });
      const paint = canvas.getContext("2d", { willReadFrequently: true });
      const read = () => {
        const [w, h] = [video.videoWidth, video.videoHeight];
        paint.drawImage(video, part.x * w, part.y * h, part.width * w, part.height * h, 0, 0, canvas.width, canvas.height);
        const pixels = paint.getImageData(0, 0, canvas.width, canvas.height).data;
        const light = (bar, row) => pixels[(row * canvas.width + bar * 8 + 4) * 4 + 1];
        let number = 0;
        for (let bar = 0; bar < bars; ++bar) {
          const difference = light(bar, 8) - light(bar, 24);
          if (Math.abs(difference) < 100) return null;
          number = number * 2 + (difference > 0 ? 1 : 0);
        }
        return number;
      };
      const numbers = [];
      while (numbers.length < frames) {
        await new Promise((done, failed) => {
          video.requestVideoFrameCallback(done);
          setTimeout(() => failed(new Error("no picture for 20 seconds")), 20_000);
        });
        numbers.push(read());
      }
      return numbers;
    },
    { selector, part, frames },
  );
}
