// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * For page.evaluate: a panelist without a page. Answers the server's offer as a browser does, but for what change
 * ([pattern, replacement], one after the other; no pattern: the whole answer) does to it. Answers what the server said
 * to each: "taken" or the error's id. window.peer is the connection, window.hangUp() ends it.
 */
export async function rawPanelist({ key, change, silent = false }) {
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/control`, "tsudoi.v1");
  await new Promise((done) => (socket.onopen = done));
  let last = 0;
  const waiting = {};
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    waiting[message.id]?.(message);
  };
  const call = (method, params = {}) =>
    new Promise((done) => {
      waiting[(last += 1)] = done;
      socket.send(JSON.stringify({ jsonrpc: "2.0", id: last, method, params }));
    });
  await call("session.hello", { key });
  const { result, error } = await call("rtc.offer");
  if (error) throw new Error(error.data.id);
  const peer = new RTCPeerConnection();
  window.peer = peer;
  await peer.setRemoteDescription({ type: "offer", sdp: result.sdp });
  const [sound, camera] = peer.getTransceivers();
  sound.direction = "sendrecv";
  camera.direction = "sendonly";
  const media = silent ? new MediaStream() : await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  for (const [sender, [track]] of [[sound.sender, media.getAudioTracks()], [camera.sender, media.getVideoTracks()]])
    await sender.replaceTrack(track ?? null);
  await peer.setLocalDescription();
  while (peer.iceGatheringState !== "complete") await new Promise((done) => (peer.onicegatheringstatechange = done));
  const { sdp } = peer.localDescription;
  window.hangUp = async () => {
    await call("rtc.leave");
    peer.close();
    socket.close();
  };
  const answers = [];
  for (const [pattern, text] of change) {
    const answer = pattern ? sdp.replaceAll(new RegExp(pattern, "g"), text) : text;
    const { error: refusal } = await call("rtc.answer", { sdp: answer });
    answers.push(refusal?.data.id ?? "taken");
  }
  return answers;
}
