// SPDX-License-Identifier: GPL-3.0-or-later
// The way of pages and control messages (TCP) to the server, which can be cut.
import { connect, createServer } from "node:net";

/** url: the server's. The answer has the url that goes through the wire, cut(), mend() and close(). */
export async function startWire(url) {
  const ends = new Set();
  let whole = true;
  const { port } = new URL(url);
  const joined = (end) => ends.add(end.on("error", () => end.destroy()).on("close", () => ends.delete(end)));
  const server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(port), "127.0.0.1");
    joined(near).add(far);
    joined(far);
    near.on("close", () => far.destroy()).pipe(far).on("close", () => near.destroy()).pipe(near);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const wire = { url: `http://127.0.0.1:${server.address().port}` };
  wire.cut = () => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  wire.mend = () => (whole = true);
  wire.close = () => {
    wire.cut();
    server.close();
  };
  return wire;
}
