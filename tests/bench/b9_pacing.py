# SPDX-License-Identifier: GPL-3.0-or-later
"""B9: pacing of the programme while inputs are killed, hung and replugged 100 times: the longest distance between two
frames of the published stream."""

import os
import time

import support
import torture

EVENTS = int(os.environ.get("TSUDOI_BENCH_EVENTS", "100"))
DWELL_SECONDS = 1.5
BAR_FRAMES = 2
FRAME_RATE = 30


def main():
    with support.workspace() as folder, torture.PipeWire(folder) as pipewire:
        port = support.free_port()
        config = torture.torture_config(folder, port)
        (folder / "data").mkdir()
        os.environ.update({key: pipewire.env[key] for key in ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")})
        camera = pipewire.camera("fakecam")
        with support.Server(folder / "data", config) as server:
            client = support.Client(server.ready["url"])
            client.enter(server.ready["studio"])
            control = support.Control(client)
            scene = {"layout": "side-by-side", "slots": {"left": "srt", "right": "camera"}}
            control.call("studio.preview", scene=scene)
            control.call("studio.take", transition="cut")
            sender = torture.srt_sender(port)
            try:
                torture.rounds([sender, camera], EVENTS, DWELL_SECONDS)
            finally:
                sender.end()
                camera.end()
            client = support.Client(server.ready["url"])
            client.enter(server.ready["studio"])
            values = torture.metrics(client)
            support.Control(client).call("seminar.end")
            time.sleep(1)
            init, names, _ = support.playlist(client, "540p")
            support.fetch_media(client, "540p", [init, *names], folder / "all.mp4")
        times = support.frame_times(folder / "all.mp4")
        gaps = [round((b - a) * FRAME_RATE) for a, b in zip(times, times[1:])]
        support.result("B9", f"longest gap of the programme while inputs failed {EVENTS} times", max(gaps), "frames",
                       f"<= {BAR_FRAMES}", max(gaps) <= BAR_FRAMES, frames=len(times), gaps_of_two=gaps.count(2),
                       skipped=values["tsudoi_programme_frames_skipped_total"],
                       shed=values["tsudoi_programme_frames_shed_total"])


main()
