// SPDX-License-Identifier: GPL-3.0-or-later
// A minute of moving picture and sound in two qualities, as an ended and as a running programme, with what lies beside it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const chapters = "WEBVTT\n\n00:00:05.000 --> 00:00:20.000\nはじめの挨拶\n\n00:00:20.000 --> 00:01:00.000\n症例 &lt;1&gt; 嚥下\n";

const ffmpeg = (folder, ...options) => execFileSync("ffmpeg", ["-loglevel", "error", "-y", ...options], { cwd: folder });

function encode(folder) {
  ffmpeg(
    folder,
    ...["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=10:duration=60", "-f", "lavfi", "-i", "sine=frequency=440:duration=60"],
    ...["-map", "0:v", "-map", "1:a", "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast", "-g", "20"],
    ...["-pix_fmt", "yuv420p", "-b:v:0", "100k", "-b:v:1", "200k", "-s:v:1", "640x360", "-c:a", "aac", "-b:a", "32k"],
    ...["-f", "hls", "-hls_time", "2", "-hls_list_size", "0", "-hls_segment_type", "fmp4", "-hls_playlist_type", "vod"],
    ...["-master_pl_name", "index.m3u8", "-var_stream_map", "v:0,a:0 v:1,a:1", "v%v.m3u8"],
  );
}

/** Takes the end off a list: the programme runs, though nothing new comes. */
function unend(path) {
  const list = readFileSync(path, "utf8");
  writeFileSync(path, list.replace("#EXT-X-ENDLIST", "").replace("TYPE:VOD", "TYPE:EVENT"));
}

/** A white poster is the worst ground for white words. running: the lists have no end yet. */
export function mediaSample({ running = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "tsudoi-media-"));
  encode(folder);
  ffmpeg(folder, "-f", "lavfi", "-i", "color=white:size=1280x720", "-frames:v", "1", "poster.jpg");
  writeFileSync(join(folder, "chapters.vtt"), chapters);
  if (running) ["v0.m3u8", "v1.m3u8"].forEach((name) => unend(join(folder, name)));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
