# SPDX-License-Identifier: GPL-3.0-or-later
"""Inputs that die, hang and come back: SRT senders and a PipeWire camera, each a process of its own."""

import os
import signal
import subprocess
import time

import support

CAMERA_CAPS = "video/x-raw,format=YUY2,width=640,height=360,framerate=30/1"


class Sender:
    """A process that sends; kill() and hang() do what cables and encoders do."""

    def __init__(self, command, env=None):
        self.command, self.env, self.process = command, env, None
        self.start()

    def start(self):
        # A group of its own, so that all of a shell's pipe is signalled.
        self.process = subprocess.Popen(self.command, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, start_new_session=True)

    def _signal(self, number):
        os.killpg(self.process.pid, number)

    def kill(self):
        self._signal(signal.SIGKILL)
        self.process.wait()

    def hang(self):
        self._signal(signal.SIGSTOP)

    def go_on(self):
        self._signal(signal.SIGCONT)

    def end(self):
        if self.process.poll() is None:
            self.go_on()
            self.kill()


def srt_sender(port):
    return Sender(["ffmpeg", "-hide_banner", "-loglevel", "error", "-re", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30",
                   "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-c:v", "libx264", "-preset", "ultrafast",
                   "-g", "15", "-pix_fmt", "yuv420p", "-c:a", "aac", "-f", "mpegts",
                   f"srt://127.0.0.1:{port}?mode=caller&latency=50000"])


class PipeWire:
    """A PipeWire daemon of its own with a camera that can be unplugged. Use as a context manager."""

    def __init__(self, folder):
        self.folder, self.processes = folder / "pipewire", []
        self.folder.mkdir()
        self.folder.chmod(0o700)

    def __enter__(self):
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True)
        self.processes.append(bus)
        self.env = {**os.environ, "XDG_RUNTIME_DIR": str(self.folder), "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
        for program in ("pipewire", "wireplumber"):
            self.processes.append(subprocess.Popen([program], env=self.env, stderr=subprocess.DEVNULL))
            time.sleep(1)
        return self

    def camera(self, name):
        properties = (f'p,media.class=Video/Source,node.name={name},node.description={name},media.role=Camera')
        return Sender(["gst-launch-1.0", "-q", "videotestsrc", "is-live=true", "!", CAMERA_CAPS, "!", "pipewiresink",
                       "mode=provide", f"stream-properties={properties}"], self.env)

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            process.wait()


def rounds(senders, count, dwell, after_each=lambda number: None):
    """Kills, hangs and replugs the senders in turn, `count` times in all; `dwell` seconds in each state."""
    for number in range(count):
        sender = senders[number % len(senders)]
        if (number // len(senders)) % 2 == 0:
            sender.kill()
            time.sleep(dwell)
            sender.start()
        else:
            sender.hang()
            time.sleep(dwell)
            sender.go_on()
        time.sleep(dwell)
        after_each(number)


def metrics(client):
    """The numbers of /metrics without labels, by name."""
    _, body = client.request("GET", "/metrics")
    values = {}
    for line in body.decode().splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.rpartition(" ")
            values[name] = float(value)
    return values


def torture_config(folder, port):
    return support.write_config(folder, [
        {"id": "srt", "name": "東京", "kind": "srt", "url": f"srt://127.0.0.1:{port}?mode=listener"},
        {"id": "camera", "name": "カメラ", "kind": "device", "video": "fakecam"},
        {"id": "card", "name": "テスト", "kind": "test"}])
