# SPDX-License-Identifier: GPL-3.0-or-later
"""A camera's picture to the operator's screen: through the multiview, decoded and drawn by the studio page in Chromium."""

import os

import clock_page

SECONDS = int(os.environ.get("TSUDOI_BENCH_SECONDS", "30"))
SETTLE_SECONDS = 3
BAR_MS = 250

clock_page.measure("multiview", "camera to the studio page in Chromium, p95", "studio",
                   f'canvas[data-picture="input:{clock_page.INPUT}"]', SECONDS, SETTLE_SECONDS, BAR_MS)
