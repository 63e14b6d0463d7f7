// SPDX-License-Identifier: GPL-3.0-or-later
// A second page that plays the server's part of a panelist's WebRTC connection.

/** Runs in that page: an offer with the server's m-lines and candidates, for a "panelist" or a "venue" screen. */
async function offer(role) {
  window.peer?.close();
  const peer = (window.peer = new RTCPeerConnection());
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
  const paint = canvas.getContext("2d");
  let step = 0;
  setInterval(() => {
    paint.fillStyle = `hsl(${(step += 7) % 360} 80% 50%)`;
    paint.fillRect(0, 0, 320, 180);
  }, 50);
  const context = new AudioContext();
  const mix = context.createMediaStreamDestination();
  const tone = new OscillatorNode(context, { frequency: 440 });
  tone.connect(mix);
  tone.start();
  peer.addTransceiver(mix.stream.getAudioTracks()[0], { direction: role === "panelist" ? "sendrecv" : "sendonly" });
  if (role === "panelist") peer.addTransceiver("video", { direction: "recvonly" });
  peer.addTransceiver(canvas.captureStream(20).getVideoTracks()[0], { direction: "sendonly" });
  await peer.setLocalDescription();
  while (peer.iceGatheringState !== "complete") await new Promise((done) => (peer.onicegatheringstatechange = done));
  return peer.localDescription.sdp;
}

const answer = (sdp) => window.peer.setRemoteDescription({ type: "answer", sdp });
const candidate = ({ candidate, mline }) => window.peer.addIceCandidate({ candidate, sdpMLineIndex: mline });
const hangUp = () => window.peer.close();

/** Runs in that page: what has arrived from the panelist. */
async function arrived() {
  const result = { frames: 0, bytes: 0, width: 0 };
  for (const report of (await window.peer.getStats()).values()) {
    if (report.type !== "inbound-rtp") continue;
    if (report.kind === "video") {
      result.frames += report.framesDecoded ?? 0;
      result.width = report.frameWidth ?? 0;
    } else result.bytes += report.bytesReceived;
  }
  return result;
}

/** rtc: methods for a played server; refuseOffers: how many offers are "unavailable" first. */
export function playPeer(page, refuseOffers = 0, role = "panelist") {
  const log = [];
  const rtc = {
    "rtc.offer": async () => {
      log.push("offer");
      if (refuseOffers-- > 0) throw { id: "unavailable", ja: "いまはつなげません。", en: "Not now." };
      return { sdp: await page.evaluate(offer, role), iceServers: [] };
    },
    "rtc.answer": async ({ sdp }) => {
      log.push("answer");
      await page.evaluate(answer, sdp);
      log.push("answered");
    },
    "rtc.candidate": async (params) => {
      log.push("candidate");
      await page.evaluate(candidate, params);
    },
    "rtc.leave": () => void log.push("leave"),
  };
  const offers = () => log.filter((entry) => entry === "offer").length;
  return { rtc, log, offers, hangUp: () => page.evaluate(hangUp), arrived: () => page.evaluate(arrived) };
}
