# SPDX-License-Identifier: GPL-3.0-or-later
"""Lip sync of a panelist: Chromium joins with a camera that flashes while its microphone beeps, measured in the published stream."""

import os
import statistics
import subprocess
import time

import support
from flashes import FLASH_SECONDS, offsets_ms

SEGMENTS = int(os.environ.get("TSUDOI_LIPSYNC_SEGMENTS", "10"))
SEGMENT_SECONDS = 2
BAR_MS = 45
RENDITION = "540p"
PANELIST = "panelist-demo"
JOINER = support.ROOT / "tests/browser/bench_flashes.mjs"


def published(ready, path):
    """The newest segments once the panelist has been on air for so many."""
    time.sleep(SEGMENT_SECONDS * (SEGMENTS + 2))
    client = support.Client(ready["url"])
    client.enter(ready["watch"])
    init, names, _ = support.playlist(client, RENDITION)
    support.fetch_media(client, RENDITION, [init, *names[-SEGMENTS:]], path)


def main():
    with support.workspace() as folder:
        (folder / "data").mkdir()
        with support.Server(folder / "data", weighted=True) as server:
            ready = server.ready
            command = ["node", str(JOINER), ready["studio"], ready["join"], PANELIST, str(FLASH_SECONDS)]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as joiner:
                joiner.stdout.readline()  # it is on air
                published(ready, folder / "flashes.mp4")
                joiner.stdin.close()
        found = offsets_ms(folder / "flashes.mp4")
    middle = statistics.median(found)
    support.result("panelist-lipsync", "sound against picture of a panelist in the published stream, median", middle, "ms",
                   f"within +-{BAR_MS}", abs(middle) <= BAR_MS and len(found) > 5, least=min(found), most=max(found),
                   flashes=len(found))


main()
