# SPDX-License-Identifier: GPL-3.0-or-later
"""Six panelists at 720p on stage in one picture, beside a 1080p30 programme on air: CPU of the server, and its frames."""

import json
import os
import subprocess
import time

import support

COUNT = int(os.environ.get("TSUDOI_BENCH_PANELISTS", "6"))
SECONDS = int(os.environ.get("TSUDOI_BENCH_SECONDS", "20"))
WARM_UP_SECONDS = 5
LIVE_WITHIN_SECONDS = 30
CROWD = support.ROOT / "build/dev/tests/panelist-crowd"
MOST_LEFT_OUT = 0.01  # of the programme's frames
LEAST_RETURNED = 0.95  # of the return's frames, at 30 a second


def make_film(folder):
    film = folder / "panelist.mkv"
    support.ffmpeg("-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30", "-f", "lavfi", "-i", "sine=frequency=600:sample_rate=48000",
                   "-t", 10, "-c:v", "libx264", "-profile:v", "baseline", "-preset", "veryfast", "-b:v", "1500k", "-g", 30,
                   "-pix_fmt", "yuv420p", "-c:a", "libopus", "-b:a", "48k", "-frame_duration", 20, film)
    return film


def call(server, staff, crowd, number):
    """A panelist more; answers the id."""
    made = staff.call("panel.add", seminar="demo", name=f"パネリスト {number}")
    client = support.Client(server.ready["url"])
    client.enter(made["link"])
    control = support.Control(client)
    offer = control.call("rtc.offer")
    crowd.stdin.write(json.dumps({"id": made["id"], "sdp": offer["sdp"]}) + "\n")
    crowd.stdin.flush()
    control.call("rtc.answer", sdp=json.loads(crowd.stdout.readline())["sdp"])
    staff.call("panel.admit", panelist=made["id"])
    return made["id"], control


def wait_until_live(staff, ids):
    until = time.monotonic() + LIVE_WITHIN_SECONDS
    while time.monotonic() < until:
        inputs = staff.call("studio.get")["snapshot"]["inputs"]
        if all(inputs[each]["state"] == "live" and inputs[each]["width"] == 1280 for each in ids):
            return
        time.sleep(0.5)
    raise RuntimeError(f"not every panelist came: { {each: inputs[each] for each in ids} }")


def metric(server, name):
    client = support.Client(server.ready["url"])
    client.enter(server.ready["studio"])
    _, body = client.request("GET", "/metrics")
    return sum(float(line.split()[1]) for line in body.decode().splitlines() if line.startswith(name + " "))


def measure(server, film):
    client = support.Client(server.ready["url"])
    client.enter(server.ready["studio"])
    staff = support.Control(client)
    with subprocess.Popen([CROWD, film], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crowd:
        began = [call(server, staff, crowd, number) for number in range(COUNT)]
        joined = time.monotonic()  # the last one, who has the fewest frames
        ids = [each for each, _ in began]
        wait_until_live(staff, ids)
        slots = {str(number + 1): each for number, each in enumerate(ids)}
        staff.call("studio.preview", scene={"layout": "panel", "slots": slots})
        staff.call("studio.take", transition="cut")
        time.sleep(WARM_UP_SECONDS)
        begin, before = time.monotonic(), support.cpu_seconds(server.pid)
        frames = metric(server, "tsudoi_programme_frames_total")
        time.sleep(SECONDS)
        cores = (support.cpu_seconds(server.pid) - before) / (time.monotonic() - begin)
        frames = (metric(server, "tsudoi_programme_frames_total") - frames) / (time.monotonic() - begin)
        elapsed = time.monotonic() - joined
        crowd.stdin.close()
        returned = [json.loads(line)["frames"] for line in crowd.stdout]
        for _, control in began:
            control.close()
    return cores, frames, min(returned) / elapsed


def main():
    with support.workspace() as folder:
        film = make_film(folder)
        (folder / "data").mkdir()
        with support.Server(folder / "data", weighted=True) as server:
            cores, frames, returned = measure(server, film)
    good = frames >= 30 * (1 - MOST_LEFT_OUT) and returned >= 30 * LEAST_RETURNED
    support.result("panelists", f"{COUNT} panelists at 720p beside a 1080p30 programme: CPU of the server", round(cores, 2), "cores",
                   "no programme frame left out, the return at 30/s", good,
                   programme_frames_per_second=round(frames, 2), slowest_return_per_second=round(returned, 2))


main()
