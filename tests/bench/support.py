# SPDX-License-Identifier: GPL-3.0-or-later
"""What every bench program needs: films, a running server, its control channel, CPU figures."""

import base64
import contextlib
import datetime
import http.client
import json
import os
import re
import secrets
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TSUDOI_BINARY", str(ROOT / "build/release/tsudoi"))
COOKIE_HEADER = "Set-Cookie"


def result(bench_id, what, value, unit, bar, passed, **details):
    """Prints the one JSON line of a number."""
    line = {"id": bench_id, "what": what, "value": value, "unit": unit, "bar": bar, "pass": passed}
    print(json.dumps({**line, **details}, ensure_ascii=False), flush=True)


def note(text):
    print(text, file=sys.stderr, flush=True)


def percentile(values, share):
    """The smallest value that `share` (0..1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *map(str, arguments)], check=True)


def make_films(folder, seconds=20):
    """The two films of B1: a lecturer (1920x1080) and slides (1280x720), 30 frames/s, H.264, with sound."""
    lecturer, slides = Path(folder) / "lecturer.mp4", Path(folder) / "slides.mp4"
    for path, source, rate in ((lecturer, "testsrc2=size=1920x1080:rate=30", "4M"),
                               (slides, "testsrc=size=1280x720:rate=30", "2M")):
        ffmpeg("-f", "lavfi", "-i", source, "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", seconds,
               "-c:v", "libx264", "-preset", "veryfast", "-b:v", rate, "-g", 60, "-bf", 2, "-pix_fmt", "yuv420p",
               "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709",
               "-c:a", "aac", "-b:a", "96k", "-ac", 2, path)
    return lecturer, slides


def cpu_seconds(pid):
    """User and system time of a process with all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


WEIGHT_NICE = "-6"  # four times the weight of nice 0, as CPUWeight=400


class Server:
    """A demo server with an own data directory; `ready` is what it printed."""

    def __init__(self, data, config=None, listen="127.0.0.1:0", weighted=False):
        """weighted: against other programs it weighs what packaging/tsudoi.service gives it (root only)."""
        self.data, self.config, self.listen, self.weighted = Path(data), config, listen, weighted
        self.process, self.ready = None, None

    def start(self):
        command = [BINARY, "serve", "--demo", "--listen", self.listen, "--data", str(self.data)]
        if self.config:
            command += ["--config", str(self.config)]
        self.log = open(self.data / "server.log", "ab")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True, start_new_session=True)
        if self.weighted and os.geteuid() == 0:
            Path(f"/proc/{self.pid}/autogroup").write_text(WEIGHT_NICE)
        line = self.process.stdout.readline()
        if not line.startswith("ready "):
            raise RuntimeError(f"no ready line from {command}; see {self.log.name}")
        self.ready = json.loads(line[len("ready "):])
        return self

    @property
    def pid(self):
        return self.process.pid

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=20)
        if self.process:
            self.process.stdout.close()
            self.log.close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


def write_config(folder, inputs, **sections):
    """A settings file from dicts: inputs, and sections like replay={'keep': '5s'}."""
    lines = []
    for name, values in sections.items():
        lines.append(f"[{name}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    for values in inputs:
        lines.append("[[input]]")
        lines += [f"{key} = {json.dumps(str(value) if isinstance(value, Path) else value)}" for key, value in values.items()]
    path = Path(folder) / "bench.toml"
    path.write_text("\n".join(lines) + "\n")
    return path


class Client:
    """HTTP with a session on one keep-alive connection."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        self.host, self.port, self.origin = parts.hostname, parts.port, f"{parts.scheme}://{parts.netloc}"
        self.tls = None
        if parts.scheme == "https":  # the certificate was made for the bench
            self.tls = ssl.create_default_context()
            self.tls.check_hostname, self.tls.verify_mode = False, ssl.CERT_NONE
        self.connection = (http.client.HTTPSConnection(self.host, self.port, timeout=30, context=self.tls) if self.tls
                           else http.client.HTTPConnection(self.host, self.port, timeout=30))
        self.cookie = None

    def request(self, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/json"
            headers["Origin"] = self.origin
            body = json.dumps(body)
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        return response, response.read()

    def enter(self, link):
        """Comes in with the key of a link."""
        key = urllib.parse.urlsplit(link).fragment.removeprefix("k=")
        response, body = self.request("POST", "/api/session", {"key": key})
        if response.status != 200:
            raise RuntimeError(f"entrance refused: {response.status} {body!r}")
        self.cookie = response.headers[COOKIE_HEADER].split(";")[0]
        return json.loads(body)


def playlist(client, rendition):
    """(init segment, segments, wall time of the first frame) of a rendition's playlist"""
    _, body = client.request("GET", f"/media/demo/{rendition}/index.m3u8")
    text = body.decode()
    first = re.search(r"#EXT-X-PROGRAM-DATE-TIME:(\S+)", text)[1]
    return (re.search(r'#EXT-X-MAP:URI="([^"]+)"', text)[1], re.findall(r"^\d+\.m4s$", text, re.MULTILINE), wall_time(first))


def wall_time(text):
    """Seconds since 1970 of a date like 2026-11-23T18:00:00.123Z."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def fetch_media(client, rendition, names, path):
    """Writes init segment and segments in a row: a film."""
    with open(path, "wb") as out:
        for name in names:
            response, body = client.request("GET", f"/media/demo/{rendition}/{name}")
            if response.status != 200:
                raise RuntimeError(f"{name}: {response.status}")
            out.write(body)


def frame_times(path):
    """Seconds of every video packet, in order."""
    output = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time", "-of",
                             "csv=p=0", str(path)], check=True, capture_output=True, text=True).stdout
    return sorted(float(time.rstrip(",")) for time in output.split())


class Control:
    """A small WebSocket client for /control: JSON-RPC calls, one after another."""

    def __init__(self, client):
        self.socket = socket.create_connection((client.host, client.port), timeout=30)
        if client.tls:
            self.socket = client.tls.wrap_socket(self.socket)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        self.socket.sendall((f"GET /control HTTP/1.1\r\nHost: {client.host}:{client.port}\r\nUpgrade: websocket\r\n"
                             f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                             f"Sec-WebSocket-Protocol: tsudoi.v1\r\nOrigin: {client.origin}\r\n"
                             f"Cookie: {client.cookie}\r\n\r\n").encode())
        self.stream = self.socket.makefile("rb")
        status = self.stream.readline()
        if b" 101 " not in status:
            raise RuntimeError(f"no WebSocket: {status!r}")
        while self.stream.readline().strip():
            pass
        self.last_id, self.notifications = 0, []

    def call(self, method, **params):
        self.last_id += 1
        self._send(json.dumps({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}))
        while True:
            message = self._receive()
            if message.get("id") == self.last_id:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.notifications.append(message)

    def _send(self, text, opcode=1):
        payload, mask = text.encode(), secrets.token_bytes(4)
        length = len(payload)
        head = bytes([0x80 | opcode]) + (bytes([0x80 | length]) if length < 126 else
                                         bytes([0x80 | 126]) + struct.pack(">H", length))
        self.socket.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def _receive(self):
        text = b""
        while True:
            first, second = self.stream.read(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", self.stream.read(2))[0]
            elif length == 127:
                length = struct.unpack(">Q", self.stream.read(8))[0]
            payload = self.stream.read(length)
            if first & 0x0F == 8:
                raise RuntimeError("the server closed the control channel")
            if first & 0x0F in (0, 1):
                text += payload
                if first & 0x80:
                    return json.loads(text)

    def close(self):
        self.stream.close()
        self.socket.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def workspace():
    with tempfile.TemporaryDirectory(prefix="tsudoi-bench-") as folder:
        yield Path(folder)
