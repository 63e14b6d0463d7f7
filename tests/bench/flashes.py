# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound against picture of flashes and beeps that began together, in a piece of the published stream."""

import array
import json
import subprocess

RATE = 48000
FLASH_SECONDS = 0.1
BEEP_LEVEL = 3000
WHITE_LEVEL = 128
SEARCH_SECONDS = 0.4


def first_pts(path, stream):
    output = subprocess.run(["ffprobe", "-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time",
                             "-of", "json", "-read_intervals", "%+#1", str(path)], check=True, capture_output=True).stdout
    return float(json.loads(output)["packets"][0]["pts_time"])


def decoded(path, *arguments):
    return subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), *arguments, "-"], check=True, capture_output=True).stdout


def onsets(values, begin, step, loud, quiet_for):
    """Times at which values become loud after at least quiet_for seconds without."""
    found, last_loud = [], None
    for index, value in enumerate(values):
        if loud(value):
            now = begin + index * step
            if last_loud is not None and now - last_loud > quiet_for:
                found.append(now)
            last_loud = now
    return found


def offsets_ms(path):
    """Sound minus picture of every flash in the file, ms."""
    picture = decoded(path, "-map", "0:v", "-fps_mode", "passthrough", "-vf", "scale=1:1,format=gray", "-f", "rawvideo")
    sound = array.array("h", decoded(path, "-map", "0:a", "-ac", "1", "-ar", str(RATE), "-f", "s16le"))
    flashes = onsets(picture, first_pts(path, "v:0"), 1 / 30, lambda v: v > WHITE_LEVEL, 0.5)
    beeps = onsets(sound, first_pts(path, "a:0"), 1 / RATE, lambda v: abs(v) > BEEP_LEVEL, 0.5)
    pairs = [(min(beeps, key=lambda b: abs(b - flash)) - flash) for flash in flashes if beeps]
    return [round(1000 * d, 1) for d in pairs if abs(d) < SEARCH_SECONDS]
