#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes obey the arrows of ARCHITECTURE.md, third-party libraries stay in their rooms, locks stay in base/."""

import re

import tree

# Room -> rooms it may include (its own is always allowed). app and main may include everything.
ARROWS = {
    "base": set(),
    "config": {"base"},
    "hardware": {"base"},
    "seminar": {"base"},
    "seminar/store": {"base", "seminar"},
    "pipeline": {"base", "seminar", "hardware"},
    "recorder": {"base", "seminar"},
    "signaling": {"base", "seminar"},
}

# Start of a third-party include -> rooms that may have it.
THIRD_PARTY = {
    "gst/": {"pipeline", "hardware"},
    "glib": {"base", "pipeline", "hardware"},
    "gio": {"base"},
    "pipewire/": {"hardware"},
    "pulse/": {"hardware"},
    "spa/": {"hardware"},
    "libavformat": {"recorder"},
    "libavcodec": {"recorder"},
    "libavutil": {"recorder", "pipeline"},  # pipeline: what libswresample's interface needs
    "libswresample": {"pipeline"},
    "libswscale": {"pipeline"},
    "ebur128": {"pipeline"},
    "webrtc/": {"pipeline"},
    "libwebsockets": {"signaling"},
    "openssl": {"signaling"},
    "zlib": {"signaling", "recorder"},  # gzip and CRC-32
    "valijson": {"signaling"},
    "sqlite3": {"seminar/store"},
    "SQLiteCpp": {"seminar/store"},
    "toml++": {"config"},
    "CLI/": {"app"},
    "nlohmann": {"signaling", "recorder", "seminar/store", "app", "hardware"},
    "spdlog": {"base"},
    "curl": {"signaling"},
}

LOCKS = re.compile(r"std::(mutex|shared_mutex|recursive_mutex|condition_variable)|pthread_mutex|GMutex|g_mutex_")
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def room_of(path):
    if path.parts[:2] == ("seminar", "store"):
        return "seminar/store"
    return path.parts[0] if len(path.parts) > 1 else "app"


def target_room(include):
    if include.startswith("seminar/store/"):
        return "seminar/store"
    return include.split("/")[0] if "/" in include else "app"


def own_include(room, include):
    target = target_room(include)
    if target == room or target in ARROWS[room]:
        return None
    return f"{room}/ may not include {target}/ ({include})"


def foreign_include(room, include):
    for start, rooms in THIRD_PARTY.items():
        if include.startswith(start) and room not in rooms:
            return f"<{include}> belongs in {', '.join(sorted(rooms))}, not in {room}"
    return None


def problems_in(path):
    room = room_of(path)
    for number, line in enumerate(tree.lines(path), 1):
        match = INCLUDE.match(line)
        problem = None
        if match and match[1] == '"' and room != "app":
            problem = own_include(room, match[2])
        elif match and match[1] == "<":
            problem = foreign_include(room, match[2])
        elif room != "base" and LOCKS.search(line.split("//")[0]):
            problem = "locks live in base/ only: use base/synchronized.h or base/bounded_queue.h"
        if problem:
            yield f"{path}:{number}: {problem}"


def main():
    sources = [path for path in tree.files(*tree.CPP) if len(path.parts) == 1 or path.parts[0] in tree.ROOMS]
    tree.finish([problem for path in sources for problem in problems_in(path)], f"{len(sources)} files obey the arrows")


main()
