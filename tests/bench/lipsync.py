# SPDX-License-Identifier: GPL-3.0-or-later
"""Lip sync: a flash-and-beep film through an input, measured in the published stream at the start and after a while."""

import os
import statistics
import time

import support
from flashes import FLASH_SECONDS, RATE, offsets_ms

MINUTES = float(os.environ.get("TSUDOI_LIPSYNC_MINUTES", "10"))
BAR_MS = 40
WINDOW_SEGMENTS = 6


def make_film(folder):
    film = folder / "flash.mp4"
    support.ffmpeg("-f", "lavfi", "-i", f"color=black:size=640x360:rate=30,drawbox=color=white:t=fill:enable='lt(mod(t,1),{FLASH_SECONDS})'",
                   "-f", "lavfi", "-i", f"aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),{FLASH_SECONDS})':s={RATE}", "-t", 30,
                   "-c:v", "libx264", "-preset", "veryfast", "-bf", 0, "-g", 30, "-pix_fmt", "yuv420p", "-c:a", "aac", film)
    return film


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
