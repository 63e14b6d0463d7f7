# SPDX-License-Identifier: GPL-3.0-or-later
"""B6: from the "end" command to a seekable replay at the same address."""

import time

import support

RUNS = 5
LIVE_SECONDS = 6
BAR_SECONDS = 1.0
GIVE_UP_SECONDS = 10


def replay_is_there(client, rendition):
    """The playlist ended, and the first and the last segment can be fetched."""
    response, body = client.request("GET", f"/media/demo/{rendition}/index.m3u8")
    text = body.decode()
    if response.status != 200 or "#EXT-X-ENDLIST" not in text:
        return False
    segments = [line for line in text.splitlines() if line and not line.startswith("#")]
    return all(client.request("GET", f"/media/demo/{rendition}/{name}")[0].status == 200
               for name in (segments[0], segments[-1]))


def main():
    took = []
    with support.workspace() as folder:
        for number in range(RUNS):
            data = folder / str(number)
            data.mkdir()
            with support.Server(data) as server:
                client = support.Client(server.ready["url"])
                client.enter(server.ready["studio"])
                control = support.Control(client)
                time.sleep(LIVE_SECONDS)
                begin = time.monotonic()
                control.call("seminar.end")
                while not replay_is_there(client, "540p"):
                    if time.monotonic() - begin > GIVE_UP_SECONDS:
                        raise RuntimeError("no replay within 10 s")
                    time.sleep(0.01)
                took.append(time.monotonic() - begin)
                control.close()
    worst = max(took)
    support.result("B6", "end to a seekable replay, worst of runs", round(worst, 3), "s", f"<= {BAR_SECONDS}",
                   worst <= BAR_SECONDS, runs=[round(v, 3) for v in took])


main()
