#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file names its licence, nothing is left half done, and no test waits by the clock."""

import re

import tree

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
SOURCES = (*tree.CPP, *tree.TYPESCRIPT, ".py", ".mjs", ".js", ".css", ".cmake", "CMakeLists.txt", ".html")
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
# Short pauses between two looks at a condition are fine. Longer ones say why they are there: "on purpose: ...".
NAPS = re.compile(r"sleep_for\((?!(std::chrono::milliseconds\()?\d\d?(ms)?\))|usleep\(|waitForTimeout\((?!\d\d?\d?\))|setTimeout\(r")
FIRST_LINES = 3  # a script's first line is its interpreter, a page's its doctype


def problems_in(path):
    text = tree.lines(path)
    if not any(LICENCE in line for line in text[:FIRST_LINES]):
        yield f"{path}:1: the line \"{LICENCE}\" is missing"
    for number, line in enumerate(text, 1):
        if UNFINISHED.search(line):
            yield f"{path}:{number}: finish it or write an issue: {line.strip()}"
        if path.parts[0] == "tests" and path.parts[1] not in ("bench", "lint") and NAPS.search(line):
            if "on purpose:" in (text[number - 2] + line).lower():
                continue
            yield f"{path}:{number}: wait for the condition, not by the clock: {line.strip()}"


def scripts():
    for path in tree.files():
        if path.parts[0] in ("scripts", ".ci") and path.suffix == "" and not path.name.startswith("."):
            yield path


def main():
    sources = [*tree.files(*SOURCES), *scripts()]
    tree.finish([problem for path in sources for problem in problems_in(path)], f"{len(sources)} files")


main()
