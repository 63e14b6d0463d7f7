# SPDX-License-Identifier: GPL-3.0-or-later
"""B7: kill -9 while live, started again at once: time until a new part is there, and parts lost."""

import re
import signal
import time

import support

RUNS = 5
LIVE_SECONDS = 6
BAR_SECONDS, BAR_PARTS = 5.0, 1
GIVE_UP_SECONDS = 30
PART_SECONDS = 0.5
PLAYLIST = "/media/demo/540p/index.m3u8"


def newest_part(client):
    """(segment, part) of the newest part of the playlist."""
    _, body = client.request("GET", PLAYLIST)
    text = body.decode()
    parts = re.findall(r'#EXT-X-PART:.*?URI="(\d+)\.(\d+)\.m4s"', text)
    return tuple(map(int, parts[-1])) if parts else None


def end_of_first_run(client, killed_at):
    """Wall time up to which the media of before the kill are in the playlist."""
    _, body = client.request("GET", PLAYLIST)
    now = end = 0.0
    for line in body.decode().splitlines():
        if line.startswith("#EXT-X-PROGRAM-DATE-TIME:"):
            now = support.wall_time(line.split(":", 1)[1])
        elif line.startswith("#EXTINF:") and now < killed_at:
            now = end = now + float(line.removeprefix("#EXTINF:").split(",")[0])
    return end


def kill_once(folder, number):
    data = folder / str(number)
    data.mkdir()
    server = support.Server(data).start()
    client = support.Client(server.ready["url"])
    client.enter(server.ready["studio"])
    time.sleep(LIVE_SECONDS)
    before = newest_part(client)
    server.stop(signal.SIGKILL)
    killed, killed_at = time.monotonic(), time.time()
    server.listen = f"127.0.0.1:{client.port}"
    server.start()
    try:
        again = support.Client(server.ready["url"])
        again.cookie = client.cookie
        while (newest := newest_part(again)) is None or newest <= before:
            if time.monotonic() - killed > GIVE_UP_SECONDS:
                raise RuntimeError("not live again within 30 s")
            time.sleep(0.02)
        took = time.monotonic() - killed
        seen_parts = [f"/media/demo/540p/{before[0]}.{p}.m4s" for p in range(before[1] + 1)]
        if any(again.request("GET", path)[0].status != 200 for path in seen_parts):
            raise RuntimeError("a part that a viewer could have had is gone")
        return took, killed_at - end_of_first_run(again, killed_at)
    finally:
        server.stop()


def main():
    with support.workspace() as folder:
        runs = [kill_once(folder, number) for number in range(RUNS)]
    worst, lost = max(r[0] for r in runs), max(r[1] for r in runs)
    parts = round(lost / PART_SECONDS)
    support.result("B7", "kill -9: live again", round(worst, 3), "s", f"<= {BAR_SECONDS} and <= {BAR_PARTS} part lost",
                   worst <= BAR_SECONDS and parts <= BAR_PARTS, parts_lost=parts, lost_seconds=[round(r[1], 3) for r in runs],
                   runs=[round(r[0], 3) for r in runs])


main()
