# SPDX-License-Identifier: GPL-3.0-or-later
"""B3: glass to glass. A camera (tests/tools/clock_camera.cpp) draws the wall clock into its picture; Chromium with the watch page reads it back."""

import os

import clock_page

SECONDS = int(os.environ.get("TSUDOI_BENCH_SECONDS", "30"))
SETTLE_SECONDS = 15  # the player works off the latency that it joined with
BAR_MS = 1500

clock_page.measure("B3", "glass to glass in Chromium, p95", "watch", "video", SECONDS, SETTLE_SECONDS, BAR_MS)
