#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""C++ looks as .clang-format says. `format.py --fix` makes it so."""

import subprocess
import sys

import tree


def main():
    fix = "--fix" in sys.argv[1:]
    sources = [str(path) for path in tree.files(*tree.CPP) if not tree.generated(path)]
    mode = ["-i"] if fix else ["--dry-run", "-Werror", "--ferror-limit=1"]
    result = subprocess.run(["clang-format-14", *mode, *sources], cwd=tree.ROOT, check=False, text=True,
                            stderr=subprocess.PIPE)
    problems = [line for line in result.stderr.splitlines() if ": error:" in line]
    tree.finish(problems or ([result.stderr] if result.returncode else []), f"{len(sources)} files are formatted")


main()
