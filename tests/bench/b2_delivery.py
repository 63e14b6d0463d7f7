# SPDX-License-Identifier: GPL-3.0-or-later
"""B2: requests/s of one network thread for a 128 KiB part over TLS with the access check on, against one nginx worker."""

import os
import re
import statistics
import subprocess
import time

import support

ROUNDS = int(os.environ.get("TSUDOI_BENCH_ROUNDS", "3"))
SECONDS = int(os.environ.get("TSUDOI_BENCH_SECONDS", "8"))
CONNECTIONS = 100
WANTED_BYTES = 128 * 1024
MOST_OFF = 0.15
BAR = 1.05
# One rendition whose half-second parts come close to 128 KiB.
RENDITION = """
[[programme.rendition]]
name = "540p"
size = "960x540"
video_bitrate = "2000k"
audio_bitrate = "96k"
"""
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; default_type video/iso.segment;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
  scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port} ssl; root {folder}/www; ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate {certificate}; ssl_certificate_key {key}; }} }}
"""


def make_certificate(folder):
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost"],
                   check=True, capture_output=True)
    return certificate, key


def make_film(folder):
    """Restless enough to need every bit that the rendition allows."""
    film = folder / "film.mp4"
    support.ffmpeg("-f", "lavfi", "-i", "testsrc2=size=960x540:rate=30,noise=alls=60:allf=t", "-t", 10, "-c:v", "libx264",
                   "-preset", "ultrafast", "-b:v", "8M", "-pix_fmt", "yuv420p", film)
    return film


def part_near_wanted(client):
    """A whole part of the running stream whose size is nearest to 128 KiB."""
    time.sleep(8)
    _, body = client.request("GET", "/media/demo/540p/index.m3u8")
    names = re.findall(r'#EXT-X-PART:.*?URI="(\d+\.\d+\.m4s)"', body.decode())
    bodies = {name: client.request("GET", f"/media/demo/540p/{name}")[1] for name in names}
    name, body = min(bodies.items(), key=lambda item: abs(len(item[1]) - WANTED_BYTES))
    if abs(len(body) - WANTED_BYTES) > WANTED_BYTES * MOST_OFF:
        raise RuntimeError(f"the best part has {len(body)} bytes; wanted about {WANTED_BYTES}")
    return name, body


def wrk(url, cookie=None):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    if cookie:
        command += ["-H", f"Cookie: {cookie}"]
    output = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(output)
    return float(re.search(r"Requests/sec:\s*([\d.]+)", output)[1])


def main():
    with support.workspace() as folder:
        folder.chmod(0o755)
        certificate, key = make_certificate(folder)
        port = support.free_port()
        config = support.write_config(folder, [{"id": "film", "name": "film", "kind": "file", "path": make_film(folder)}],
                                      server={"network_threads": 1, "public_url": f"https://127.0.0.1:{port}"})
        text = config.read_text().replace("[[input]]", f'tls = {{ certificate = "{certificate}", key = "{key}" }}\n[[input]]', 1)
        config.write_text(text + RENDITION)
        (folder / "data").mkdir()
        with support.Server(folder / "data", config, f"127.0.0.1:{port}") as server:
            client = support.Client(f"https://127.0.0.1:{port}")
            client.enter(server.ready["watch"])
            name, body = part_near_wanted(client)
            # The encoders would take the processor from both sides: the replay is the same file and the same path.
            staff = support.Client(f"https://127.0.0.1:{port}")
            staff.enter(server.ready["studio"])
            support.Control(staff).call("seminar.end")
            (folder / "www").mkdir()
            (folder / "www" / "part.m4s").write_bytes(body)
            nginx_port = support.free_port()
            (folder / "nginx.conf").write_text(
                NGINX.format(folder=folder, port=nginx_port, certificate=certificate, key=key))
            nginx = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.DEVNULL)
            time.sleep(1)
            try:
                ours, theirs = [], []
                for number in range(ROUNDS):
                    ours.append(wrk(f"https://127.0.0.1:{port}/media/demo/540p/{name}", client.cookie))
                    theirs.append(wrk(f"https://127.0.0.1:{nginx_port}/part.m4s"))
                    support.note(f"B2 round {number + 1}: tsudoi {ours[-1]:.0f}, nginx {theirs[-1]:.0f} requests/s")
            finally:
                nginx.terminate()
                nginx.wait()
    ratio = statistics.median(a / b for a, b in zip(ours, theirs))
    support.result("B2", f"requests/s of one thread, {len(body)} byte part, TLS, against one nginx worker", round(ratio, 3),
                   "ratio", f">= {BAR}", ratio >= BAR, tsudoi=[round(v) for v in ours], nginx=[round(v) for v in theirs])


main()
