# SPDX-License-Identifier: GPL-3.0-or-later
"""A camera that shows the wall clock, the server, and Chromium that reads the clock back from a page."""

import json
import os
import subprocess

import support
import torture

READER = support.ROOT / "tests/browser/bench_latency.mjs"
CAMERA = os.environ.get("TSUDOI_CLOCK_CAMERA", str(support.ROOT / "build/dev/tests/clock-camera"))
INPUT = "clock"


def measure(number, what, link, selector, seconds, settle, bar_ms):
    """link: which of the demo's links; selector: what in its page shows the clock. Prints the result."""
    with support.workspace() as folder, torture.PipeWire(folder) as pipewire:
        config = support.write_config(folder, [{"id": INPUT, "name": "時計", "kind": "device", "video": "clockcam"}])
        (folder / "data").mkdir()
        os.environ.update({key: pipewire.env[key] for key in ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")})
        camera = torture.Sender([CAMERA, "clockcam"], pipewire.env)
        try:
            with support.Server(folder / "data", config, weighted=True) as server:
                command = ["node", str(READER), server.ready[link], str(seconds), str(settle), selector]
                output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        finally:
            camera.end()
    samples = json.loads(output)
    p95 = support.percentile(samples, 0.95)
    support.result(number, what, p95, "ms", f"<= {bar_ms}", p95 <= bar_ms, p50=support.percentile(samples, 0.5),
                   samples=len(samples))
