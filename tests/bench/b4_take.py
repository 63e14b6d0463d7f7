# SPDX-License-Identifier: GPL-3.0-or-later
"""B4: from the take command to the first programme frame that shows it: two cards, cuts at random times, read back from
the recording by its wall times."""

import os
import random
import subprocess
import time

import support

TAKES = int(os.environ.get("TSUDOI_BENCH_TAKES", "100"))
BAR_FRAMES = 2.0
FRAME = 1 / 30
SHORTEST, LONGEST = 0.25, 0.6  # seconds between two takes
GREY = 128
RENDITION = """
[[programme.rendition]]
name = "small"
size = "320x180"
video_bitrate = "600k"
audio_bitrate = "64k"
"""


def make_cards(folder):
    for name in ("black", "white"):
        support.ffmpeg("-f", "lavfi", "-i", f"color={name}:size=640x360", "-frames:v", 1, folder / f"{name}.png")
    return [{"id": name, "name": name, "kind": "image", "path": folder / f"{name}.png"} for name in ("black", "white")]


def scene(name):
    return {"layout": "full", "slots": {"main": name}}


def take_often(control):
    """\return wall time and card of each take"""
    taken = []
    for number in range(TAKES):
        card = ("white", "black")[number % 2]
        control.call("studio.preview", scene=scene(card))
        time.sleep(random.uniform(SHORTEST, LONGEST))
        taken.append((time.time(), card))
        control.call("studio.take", transition="cut")
    return taken


def frames(path):
    """(seconds since the first frame, brightness) of every frame"""
    seconds = support.frame_times(path)
    levels = subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:v", "-fps_mode", "passthrough", "-vf",
                             "scale=1:1,format=gray", "-f", "rawvideo", "-"], check=True, capture_output=True).stdout
    if len(seconds) != len(levels):
        raise RuntimeError(f"{len(seconds)} times for {len(levels)} frames")
    return [(t - seconds[0], level) for t, level in zip(seconds, levels)]


def changes(rows):
    """(seconds, card) of each frame that shows another card than the one before"""
    shown, found = None, []
    for at, level in rows:
        card = "white" if level > GREY else "black"
        if shown not in (None, card):
            found.append((at, card))
        shown = card
    return found


def main():
    with support.workspace() as folder:
        config = support.write_config(folder, make_cards(folder))
        config.write_text(RENDITION + config.read_text())
        (folder / "data").mkdir()
        with support.Server(folder / "data", config) as server:
            client = support.Client(server.ready["url"])
            client.enter(server.ready["studio"])
            control = support.Control(client)
            control.call("studio.preview", scene=scene("black"))
            control.call("studio.take", transition="cut")
            time.sleep(3)
            taken = take_often(control)
            time.sleep(1)
            control.call("seminar.end")
            time.sleep(1)
            init, names, begin = support.playlist(client, "small")
            support.fetch_media(client, "small", [init, *names], folder / "all.mp4")
        seen = [(begin + at, card) for at, card in changes(frames(folder / "all.mp4"))][-len(taken):]
    if [card for _, card in seen] != [card for _, card in taken]:
        raise RuntimeError(f"{len(seen)} changes in the recording for {len(taken)} takes")
    late = [(shown - pressed) / FRAME for (pressed, _), (shown, _) in zip(taken, seen)]
    p99 = support.percentile(late, 0.99)
    support.result("B4", "take to first programme frame, p99", round(p99, 2), "frames", f"<= {BAR_FRAMES}", p99 <= BAR_FRAMES,
                   p50=round(support.percentile(late, 0.5), 2), worst=round(max(late), 2), takes=len(late))


main()
