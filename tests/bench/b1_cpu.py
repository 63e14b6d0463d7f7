# SPDX-License-Identifier: GPL-3.0-or-later
"""B1: CPU of lecturer+slides at 1080p30 + 540p, against the same job in the FFmpeg command line, in turns."""

import os
import statistics
import subprocess
import time

import support

ROUNDS = int(os.environ.get("TSUDOI_BENCH_ROUNDS", "3"))
SECONDS = int(os.environ.get("TSUDOI_BENCH_SECONDS", "20"))
WARM_UP_SECONDS = 5
BAR = 0.90
RENDITIONS = """
[[programme.rendition]]
name = "1080p"
size = "1920x1080"
video_bitrate = "3000k"
audio_bitrate = "96k"
[[programme.rendition]]
name = "540p"
size = "960x540"
video_bitrate = "900k"
audio_bitrate = "96k"
"""
FILTER = ("color=black:size=1920x1080:rate=30[b];[0:v]scale=640:360[l];[1:v]scale=1280:720[s];"
          "[b][s]overlay=0:180:shortest=1[bs];[bs][l]overlay=1280:360,split[o1][o2];[o2]scale=960:540[o3]")


def measure(pid):
    time.sleep(WARM_UP_SECONDS)
    begin, before = time.monotonic(), support.cpu_seconds(pid)
    time.sleep(SECONDS)
    return (support.cpu_seconds(pid) - before) / (time.monotonic() - begin)


def ffmpeg_command(lecturer, slides):
    x264 = ["-preset", "veryfast", "-tune", "zerolatency", "-g", "60", "-sc_threshold", "0"]
    return ["ffmpeg", "-hide_banner", "-loglevel", "error", "-re", "-stream_loop", "-1", "-i", str(lecturer),
            "-re", "-stream_loop", "-1", "-i", str(slides), "-filter_complex", FILTER,
            "-map", "[o1]", "-map", "0:a", "-c:v", "libx264", *x264, "-b:v", "3000k", "-c:a", "aac", "-b:a", "96k",
            "-f", "mp4", "-movflags", "frag_keyframe+empty_moov", "-y", "/dev/null",
            "-map", "[o3]", "-map", "0:a", "-c:v", "libx264", *x264, "-b:v", "900k", "-c:a", "aac", "-b:a", "96k",
            "-f", "mp4", "-movflags", "frag_keyframe+empty_moov", "-y", "/dev/null"]


def ffmpeg_round(lecturer, slides):
    process = subprocess.Popen(ffmpeg_command(lecturer, slides), stdin=subprocess.DEVNULL)
    try:
        return measure(process.pid)
    finally:
        process.terminate()
        process.wait()


def tsudoi_round(folder, config):
    data = folder / f"data-{time.monotonic_ns()}"
    data.mkdir()
    with support.Server(data, config) as server:
        client = support.Client(server.ready["url"])
        client.enter(server.ready["studio"])
        control = support.Control(client)
        scene = {"layout": "lecturer-slides", "slots": {"lecturer": "lecturer", "slides": "slides"}}
        control.call("studio.preview", scene=scene)
        control.call("studio.take", transition="cut")
        value = measure(server.pid)
        control.close()
        return value


def main():
    with support.workspace() as folder:
        lecturer, slides = support.make_films(folder)
        config = support.write_config(folder, [
            {"id": "lecturer", "name": "講師", "kind": "file", "path": lecturer},
            {"id": "slides", "name": "スライド", "kind": "file", "path": slides}])
        config.write_text(RENDITIONS + config.read_text())
        ours, theirs = [], []
        for number in range(ROUNDS):
            ours.append(tsudoi_round(folder, config))
            theirs.append(ffmpeg_round(lecturer, slides))
            support.note(f"B1 round {number + 1}: tsudoi {ours[-1]:.3f}, ffmpeg {theirs[-1]:.3f} CPU-s/s")
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        support.result("B1", "CPU against the same job in ffmpeg", round(ratio, 3), "ratio", f"<= {BAR}", ratio <= BAR,
                       tsudoi=[round(v, 3) for v in ours], ffmpeg=[round(v, 3) for v in theirs])


main()
