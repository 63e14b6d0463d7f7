#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links and pictures in the documents point to files that exist, and paths in backticks do too."""

import re

import tree

LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH_IN_CODE = re.compile(r"`((?:" + "|".join((*tree.ROOMS, "docs", "scripts", "tests", "web", "cmake"))
                          + r")/[A-Za-z0-9_./-]*[A-Za-z0-9_/])`")
ELSEWHERE = ("http://", "https://", "mailto:", "#")


def exists(path):
    return path.exists() or any(path.parent.glob(path.name + ".*"))


def problems_in(document):
    in_example = False
    for number, line in enumerate(tree.lines(document), 1):
        in_example ^= line.startswith("```")
        if in_example:
            continue
        for target in LINK.findall(line):
            file = target.split("#")[0]
            if not target.startswith(ELSEWHERE) and not (tree.ROOT / document.parent / file).exists():
                yield f"{document}:{number}: there is no {target}"
        for path in PATH_IN_CODE.findall(line):
            if not exists(tree.ROOT / path):
                yield f"{document}:{number}: there is no {path}"


def main():
    documents = tree.files(".md")
    tree.finish([problem for document in documents for problem in problems_in(document)], f"{len(documents)} documents")


main()
