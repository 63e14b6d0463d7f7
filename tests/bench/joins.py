# SPDX-License-Identifier: GPL-3.0-or-later
"""A panelist joins and leaves 500 times: threads, descriptors and memory of the server after each 50 times."""

import os
import subprocess
import time
from pathlib import Path

import support

TIMES = int(os.environ.get("TSUDOI_BENCH_TIMES", "500"))
EVERY = max(1, TIMES // 10)
VISITOR = support.ROOT / "tests/browser/bench_joins.mjs"
SETTLE_SECONDS = 6  # the server gives up what a panelist needed
MOST_MORE_FILES = 4
MOST_MORE_THREADS = 4
MOST_MORE_MEMORY = 0.05


def figures(pid):
    """Open files, threads and resident kilobytes of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    field = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if len(line.split()) > 1}
    return len(os.listdir(f"/proc/{pid}/fd")), int(field["Threads"]), int(field["VmRSS"])


def main():
    with support.workspace() as folder:
        (folder / "data").mkdir()
        with support.Server(folder / "data") as server:
            pid, rows = server.process.pid, []
            visitor = subprocess.Popen(["node", str(VISITOR), server.ready["join"], str(TIMES)], stdout=subprocess.PIPE, text=True)
            for line in visitor.stdout:
                if int(line) % EVERY == 0:
                    rows.append(figures(pid))
                    support.note(f"{line.strip()}: files, threads, kB: {rows[-1]}")
            visitor.wait()
            time.sleep(SETTLE_SECONDS)
            rows.append(figures(pid))
    settled, last = rows[1], rows[-1]
    passed = visitor.returncode == 0 and last[0] <= settled[0] + MOST_MORE_FILES \
        and last[1] <= settled[1] + MOST_MORE_THREADS and last[2] <= settled[2] * (1 + MOST_MORE_MEMORY)
    support.result("joins", f"{TIMES} joins and leaves: memory after them against that after {2 * EVERY}", last[2] / settled[2], "ratio",
                   f"<= {1 + MOST_MORE_MEMORY}", passed, files=[row[0] for row in rows], threads=[row[1] for row in rows])


main()
