# SPDX-License-Identifier: GPL-3.0-or-later
"""A long run with inputs that die and come back: memory, file descriptors and threads must stay flat."""

import os
import time
from pathlib import Path

import support
import torture

MINUTES = float(os.environ.get("TSUDOI_SOAK_MINUTES", "30"))
SETTLE_SHARE = 1 / 3   # the first third may still grow (caches, pools, page cache of the index)
MEMORY_GROWTH_LIMIT = 0.05
COUNT_GROWTH_LIMIT = 2
DWELL_SECONDS = 2.5


def reading(pid):
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    megabytes = lambda key: int(status[key].split()[0]) / 1024
    return {"rss_mb": megabytes("VmRSS"), "anon_mb": megabytes("RssAnon"), "threads": int(status["Threads"]),
            "descriptors": len(os.listdir(f"/proc/{pid}/fd"))}


def main():
    readings = []
    with support.workspace() as folder, torture.PipeWire(folder) as pipewire:
        port = support.free_port()
        config = torture.torture_config(folder, port)
        (folder / "data").mkdir()
        os.environ.update({key: pipewire.env[key] for key in ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")})
        camera = pipewire.camera("fakecam")
        with support.Server(folder / "data", config) as server:
            client = support.Client(server.ready["url"])
            sender = torture.srt_sender(port)
            until = time.monotonic() + MINUTES * 60
            try:
                while time.monotonic() < until:
                    # Read only when everything runs, so that the counts can be compared.
                    torture.rounds([sender, camera], 4, DWELL_SECONDS)
                    time.sleep(DWELL_SECONDS)
                    readings.append(reading(server.pid))
            finally:
                sender.end()
                camera.end()
    settled = readings[int(len(readings) * SETTLE_SHARE):]
    half = len(settled) // 2
    mean = lambda rows, key: sum(row[key] for row in rows) / len(rows)
    growth = {key: mean(settled[half:], key) - mean(settled[:half], key) for key in settled[0]}
    flat = (growth["rss_mb"] <= MEMORY_GROWTH_LIMIT * mean(settled, "rss_mb")
            and growth["threads"] <= COUNT_GROWTH_LIMIT and growth["descriptors"] <= COUNT_GROWTH_LIMIT)
    support.result("soak", f"{MINUTES:g} minutes with inputs dying and coming back", round(growth["rss_mb"], 1), "MB growth",
                   "flat memory, descriptors, threads", flat, growth={k: round(v, 2) for k, v in growth.items()},
                   first=readings[0], last=readings[-1], readings=len(readings),
                   course_mb=[round(row["anon_mb"]) for row in readings[::max(len(readings) // 10, 1)]])


main()
