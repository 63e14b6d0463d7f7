# SPDX-License-Identifier: GPL-3.0-or-later
"""Lip sync: a flash-and-beep film through an input, measured in the published stream at the start and after a while."""

import array
import json
import os
import statistics
import subprocess
import time

import support

MINUTES = float(os.environ.get("TSUDOI_LIPSYNC_MINUTES", "10"))
BAR_MS = 40
WINDOW_SEGMENTS = 6
RATE = 48000
FLASH_SECONDS = 0.1
BEEP_LEVEL = 3000
WHITE_LEVEL = 128
SEARCH_SECONDS = 0.4


def make_film(folder):
    film = folder / "flash.mp4"
    support.ffmpeg("-f", "lavfi", "-i", f"color=black:size=640x360:rate=30,drawbox=color=white:t=fill:enable='lt(mod(t,1),{FLASH_SECONDS})'",
                   "-f", "lavfi", "-i", f"aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),{FLASH_SECONDS})':s={RATE}", "-t", 30,
                   "-c:v", "libx264", "-preset", "veryfast", "-bf", 0, "-g", 30, "-pix_fmt", "yuv420p", "-c:a", "aac", film)
    return film


def first_pts(path, stream):
    output = subprocess.run(["ffprobe", "-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time",
                             "-of", "json", "-read_intervals", "%+#1", str(path)], check=True, capture_output=True).stdout
    return float(json.loads(output)["packets"][0]["pts_time"])


def decoded(path, *arguments):
    return subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), *arguments, "-"], check=True, capture_output=True).stdout


def onsets(values, begin, step, loud, quiet_for):
    """Times at which values become loud after at least quiet_for seconds without."""
    found, last_loud = [], None
    for index, value in enumerate(values):
        if loud(value):
            now = begin + index * step
            if last_loud is not None and now - last_loud > quiet_for:
                found.append(now)
            last_loud = now
    return found


def offsets_ms(path):
    """Sound minus picture of every flash in the file, ms."""
    picture = decoded(path, "-map", "0:v", "-fps_mode", "passthrough", "-vf", "scale=1:1,format=gray", "-f", "rawvideo")
    sound = array.array("h", decoded(path, "-map", "0:a", "-ac", "1", "-ar", str(RATE), "-f", "s16le"))
    flashes = onsets(picture, first_pts(path, "v:0"), 1 / 30, lambda v: v > WHITE_LEVEL, 0.5)
    beeps = onsets(sound, first_pts(path, "a:0"), 1 / RATE, lambda v: abs(v) > BEEP_LEVEL, 0.5)
    pairs = [(min(beeps, key=lambda b: abs(b - flash)) - flash) for flash in flashes if beeps]
    return [round(1000 * d, 1) for d in pairs if abs(d) < SEARCH_SECONDS]


def main():
    with support.workspace() as folder:
        config = support.write_config(folder, [{"id": "film", "name": "film", "kind": "file", "path": make_film(folder)}])
        (folder / "data").mkdir()
        with support.Server(folder / "data", config) as server:
            client = support.Client(server.ready["url"])
            client.enter(server.ready["watch"])
            rendition = "540p"
            time.sleep(2 * (WINDOW_SEGMENTS + 2))
            init, names, _ = support.playlist(client, rendition)
            support.fetch_media(client, rendition, [init, *names[1:1 + WINDOW_SEGMENTS]], folder / "start.mp4")
            time.sleep(MINUTES * 60)
            client = support.Client(server.ready["url"])
            client.enter(server.ready["watch"])
            init, names, _ = support.playlist(client, rendition)
            support.fetch_media(client, rendition, [init, *names[-WINDOW_SEGMENTS:]], folder / "end.mp4")
        start, end = offsets_ms(folder / "start.mp4"), offsets_ms(folder / "end.mp4")
    worst = max(map(abs, start + end))
    support.result("lipsync", f"sound against picture in the published stream, worst at the start and after {MINUTES:g} min", worst,
                   "ms", f"within +-{BAR_MS}", worst <= BAR_MS and len(start) > 3 and len(end) > 3,
                   start_median=statistics.median(start), end_median=statistics.median(end), flashes=len(start) + len(end))


main()
