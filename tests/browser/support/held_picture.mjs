// SPDX-License-Identifier: GPL-3.0-or-later
// What of a video and the last picture that may lie over it is seen.

/** Runs in the page: the colour in the middle of what is on top within an element. */
function colour(within) {
  const top = document.querySelector(`${within} canvas:not([hidden])`) ?? document.querySelector(`${within} video`);
  const paint = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  paint.drawImage(top, 0, 0, 1, 1);
  return Array.from(paint.getImageData(0, 0, 1, 1).data.slice(0, 3));
}

export const glance = (page, within) => page.evaluate(colour, within);

/** Counts how often it is found black in window.black; the played picture never is. */
export const countBlack = (page, within) =>
  page.evaluate(`window.black = 0; ${colour}; setInterval(() => (window.black += Math.max(...colour("${within}")) < 60 ? 1 : 0), 20)`);
