// SPDX-License-Identifier: GPL-3.0-or-later
import { WebSocket } from "ws";

/** The control channel with a link's key, as a script uses it. call(method, params) answers the result or throws. */
export async function openControl(url, key) {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/control`, "tsudoi.v1", { rejectUnauthorized: false });
  await new Promise((done, failed) => socket.once("open", done).once("error", failed));
  const waiting = new Map();
  let last = 0;
  socket.on("message", (data, binary) => {
    const message = binary ? {} : JSON.parse(data);
    const answer = waiting.get(message.id);
    waiting.delete(message.id);
    answer?.(message);
  });
  const call = async (method, params = {}) => {
    const id = (last += 1);
    const answered = new Promise((done) => waiting.set(id, done));
    socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    const { result, error } = await answered;
    if (error) throw Object.assign(new Error(`${method}: ${error.message}`), { id: error.data?.id });
    return result;
  };
  await call("session.hello", { key });
  return { call, close: () => socket.close() };
}

export const keyOf = (link) => link.slice(link.indexOf("#k=") + 3);
