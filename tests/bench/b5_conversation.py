# SPDX-License-Identifier: GPL-3.0-or-later
"""B5: a panelist's camera to the same panelist's return picture, beside a 1080p30 programme that is on air."""

import json
import os
import subprocess

import support

SECONDS = int(os.environ.get("TSUDOI_BENCH_SECONDS", "20"))
BAR_MS = 150
READER = support.ROOT / "tests/browser/bench_conversation.mjs"
PANELIST = "panelist-demo"


def main():
    with support.workspace() as folder:
        (folder / "data").mkdir()
        with support.Server(folder / "data", weighted=True) as server:
            ready = server.ready
            output = subprocess.run(["node", str(READER), ready["studio"], ready["join"], PANELIST, str(SECONDS)],
                                    check=True, capture_output=True, text=True).stdout
    samples = json.loads(output)
    p95 = support.percentile(samples, 0.95)
    support.result("B5", "panelist camera to the return picture, p95", p95, "ms", f"<= {BAR_MS}", p95 <= BAR_MS,
                   p50=support.percentile(samples, 0.5), samples=len(samples))


main()
