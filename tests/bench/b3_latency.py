# SPDX-License-Identifier: GPL-3.0-or-later
"""B3: glass to glass. A camera (tests/tools/clock_camera.cpp) draws the wall clock into its picture; Chromium with the watch page reads it back."""

import json
import os
import subprocess

import support
import torture

SECONDS = int(os.environ.get("TSUDOI_BENCH_SECONDS", "30"))
BAR_MS = 1500
READER = support.ROOT / "tests/browser/bench_latency.mjs"
CAMERA = os.environ.get("TSUDOI_CLOCK_CAMERA", str(support.ROOT / "build/dev/tests/clock-camera"))


def main():
    with support.workspace() as folder, torture.PipeWire(folder) as pipewire:
        config = support.write_config(folder, [{"id": "clock", "name": "時計", "kind": "device", "video": "clockcam"}])
        (folder / "data").mkdir()
        os.environ.update({key: pipewire.env[key] for key in ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")})
        camera = torture.Sender([CAMERA, "clockcam"], pipewire.env)
        try:
            with support.Server(folder / "data", config, weighted=True) as server:
                output = subprocess.run(["node", str(READER), server.ready["watch"], str(SECONDS)], check=True,
                                        capture_output=True, text=True).stdout
        finally:
            camera.end()
    samples = json.loads(output)
    p95 = support.percentile(samples, 0.95)
    support.result("B3", "glass to glass in Chromium, p95", p95, "ms", f"<= {BAR_MS}", p95 <= BAR_MS,
                   p50=support.percentile(samples, 0.5), samples=len(samples))


main()
