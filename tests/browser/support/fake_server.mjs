// SPDX-License-Identifier: GPL-3.0-or-later
// Plays the server's part for tests of page states that a real server reaches only by accident or after days:
// static pages under the real security headers, /api, /control, and media from a folder.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { after } from "node:test";
import { WebSocketServer } from "ws";

export const securityHeaders = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; " +
    "connect-src 'self'; worker-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** What a failed test left running would keep the process from ending. */
const running = new Set();
after(() => Promise.all([...running].map((fake) => fake.close())));

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".m3u8": "application/vnd.apple.mpegurl",
  ".mp4": "video/mp4",
  ".m4s": "video/mp4",
  ".vtt": "text/vtt",
  ".jpg": "image/jpeg",
};

const named = { "/": "/index.html", "/studio": "/studio.html", "/join": "/join.html", "/venue": "/venue.html" };
const page = (path) => (path.startsWith("/s/") ? "/watch.html" : (named[path] ?? path));

function readBody(request) {
  return new Promise((done) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => done(text));
  });
}

/**
 * options: {pages, media, seminar, key, methods, media status}. methods: name -> (params, session) => result, or throws
 * {id, ja, en}. The answer has url, notify(method, params), picture(id, jpeg), close().
 */
export async function startFakeServer(options) {
  const sockets = new Set();
  const fake = { info: options.info, mediaStatus: 200, posts: [], refuseKey: false, ...options };

  const json = (response, status, value, headers = {}) => {
    response.writeHead(status, { "Content-Type": "application/json", ...securityHeaders, ...headers });
    response.end(JSON.stringify(value));
  };

  const file = (response, folder, path) => {
    const name = join(folder, normalize(path));
    if (!existsSync(name) || statSync(name).isDirectory()) return json(response, 404, {});
    response.writeHead(200, { "Content-Type": types[extname(name)] ?? "application/octet-stream", "Cache-Control": "no-cache", ...securityHeaders });
    createReadStream(name).pipe(response);
  };

  const session = async (request, response) => {
    const given = JSON.parse(await readBody(request));
    fake.posts.push(given);
    const known = given.key ? given.key === fake.key : fake.passcode === undefined || given.passcode === fake.passcode;
    if (!known || fake.refuseKey) return json(response, 403, { id: "not-allowed" });
    json(response, 200, { role: fake.role, seminar: fake.seminar }, { "Set-Cookie": "session=1; HttpOnly; Path=/" });
  };

  const leave = (response) => {
    response.writeHead(204, { "Set-Cookie": "session=; HttpOnly; Path=/; Max-Age=0" });
    response.end();
  };

  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/api/session" && request.method === "POST") return void session(request, response);
    if (path === "/api/session" && request.method === "DELETE") return leave(response);
    if (path.startsWith("/api/seminars/")) return json(response, fake.info ? 200 : 404, fake.info ?? {});
    if (!path.startsWith("/media/")) return file(response, fake.pages, page(path));
    if (fake.mediaStatus !== 200) return json(response, fake.mediaStatus, {});
    return file(response, fake.media, path.replace(/^\/media\/[^/]+\//, "/"));
  });

  const sockServer = new WebSocketServer({ server, path: "/control", handleProtocols: () => "tsudoi.v1" });
  sockServer.on("connection", (socket, request) => {
    if (fake.offline) return socket.terminate();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    const signedIn = (request.headers.cookie ?? "").includes("session=1");
    socket.on("message", async (text) => {
      const { id, method, params } = JSON.parse(text);
      try {
        if (!signedIn || fake.refuseKey) throw { id: "not-signed-in", ja: "", en: "" };
        socket.send(JSON.stringify({ jsonrpc: "2.0", id, result: (await fake.methods[method]?.(params)) ?? {} }));
      } catch (error) {
        socket.send(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32000, message: error.en, data: error } }));
      }
    });
  });

  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  fake.url = `http://127.0.0.1:${server.address().port}`;
  fake.notify = (method, params) => sockets.forEach((socket) => socket.send(JSON.stringify({ jsonrpc: "2.0", method, params })));
  fake.picture = (id, jpeg) => sockets.forEach((socket) => socket.send(Buffer.concat([Buffer.from([1, id.length]), Buffer.from(id), jpeg])));
  fake.dropAll = () => sockets.forEach((socket) => socket.terminate());
  running.add(fake);
  fake.close = () => {
    running.delete(fake);
    fake.dropAll();
    server.closeAllConnections?.();
    return new Promise((done) => server.close(done));
  };
  return fake;
}
