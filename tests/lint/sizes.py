#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No file and no function grows past what one can take in: usually it has become two ideas."""

import re

import tree

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
NOT_A_FUNCTION = re.compile(r"^(namespace|class|struct|enum|union|extern|template|const|constexpr|inline const)\b")


def long_functions(path):
    """Functions that begin at the left margin, which is where definitions of .cpp files stand."""
    start = None
    for number, line in enumerate(tree.lines(path), 1):
        if start is None and line.endswith("{") and line[0] not in " }#/" and not NOT_A_FUNCTION.match(line):
            start = number
        elif line.startswith("}"):
            if start and number - start + 1 > MAX_FUNCTION_LINES:
                yield f"{path}:{start}: a function of {number - start + 1} lines (at most {MAX_FUNCTION_LINES})"
            start = None


def main():
    problems = []
    sources = [path for path in tree.files(*tree.CPP, *tree.TYPESCRIPT, ".py", ".mjs")
               if not tree.generated(path)]
    for path in sources:
        length = len(tree.lines(path))
        if length > MAX_FILE_LINES:
            problems.append(f"{path}: {length} lines (at most {MAX_FILE_LINES})")
        if path.suffix == ".cpp" and path.parts[0] != "tests":
            problems.extend(long_functions(path))
    tree.finish(problems, f"{len(sources)} files are short enough")


main()
