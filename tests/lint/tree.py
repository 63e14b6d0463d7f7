# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's own files, and how a lint check reports."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED_FOLDERS = {".git", "build", "dist", "node_modules", "__pycache__", "test-results"}
ROOMS = ("base", "config", "hardware", "seminar", "pipeline", "recorder", "signaling")
CPP = (".cpp", ".h")
TYPESCRIPT = (".ts", ".tsx")


def files(*suffixes):
    """Every file of the project with one of the suffixes, relative to its top, sorted."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
        for name in sorted(names):
            if not suffixes or name.endswith(suffixes):
                found.append((Path(folder) / name).relative_to(ROOT))
    return found


def lines(path):
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def generated(path):
    return "generated" in path.parts


def finish(problems, good):
    """Prints the problems, or one line that says what is right, and ends the check."""
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problem(s)")
        sys.exit(1)
    print(f"ok: {good}")
