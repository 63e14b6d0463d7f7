#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything the build takes from the system comes with a package of scripts/packages.txt."""

import re
import subprocess
import sys

import tree

INCLUDE = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.MULTILINE)
MODULES = re.compile(r"PKG ([A-Za-z0-9_.+ \n-]+?)(?: LINK| DEFINE|\))")


def listed():
    rows = [line.split() for line in tree.lines("scripts/packages.txt") if line and not line.startswith("#")]
    return {row[0]: {name for group, name in rows if group == row[0]} for row in rows}


def installed_with(packages):
    """The packages and everything they depend on, as far as installed here."""
    query = subprocess.run(["dpkg-query", "-W", "-f", "${Package}\t${Provides}\t${Depends}, ${Pre-Depends}\n"], check=True,
                           text=True, stdout=subprocess.PIPE).stdout
    names, depends = {}, {}
    for row in query.splitlines():
        name, provides, needs = row.split("\t")
        depends.setdefault(name, set()).update(re.findall(r"(?:^|[,|])\s*([a-z0-9.+-]+)", needs))
        for alias in (name, *re.findall(r"(?:^|,)\s*([a-z0-9.+-]+)", provides)):
            names.setdefault(alias, set()).add(name)
    reached, open_names = set(), set(packages)
    while open_names:
        for name in names.get(open_names.pop(), ()):
            if name not in reached:
                reached.add(name)
                open_names |= depends[name]
    return reached


def owners(paths):
    """Path -> package, for the paths that a package owns."""
    found = {}
    result = subprocess.run(["dpkg", "-S", *paths], check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for row in result.stdout.splitlines():
        packages, path = row.rsplit(": ", 1)
        found[path] = packages.split(",")[0].split(":")[0]
    return found


def include_folders(modules):
    flags = subprocess.run(["pkg-config", "--cflags-only-I", *modules], check=True, text=True, stdout=subprocess.PIPE).stdout
    architecture = subprocess.run(["g++", "-print-multiarch"], check=True, text=True, stdout=subprocess.PIPE).stdout.strip()
    return ["/usr/include", f"/usr/include/{architecture}", *(flag[2:] for flag in flags.split())]


def headers(folders):
    wanted = {}
    for source in tree.files(*tree.CPP):
        for name in INCLUDE.findall((tree.ROOT / source).read_text(encoding="utf-8")):
            for folder in folders:
                path = tree.ROOT.joinpath(folder, name)
                if path.is_file() and "/c++/" not in str(path):
                    wanted.setdefault(str(path), f"<{name}> in {source}")
                    break
    return wanted


def descriptions(modules):
    wanted = {}
    for module in modules:
        folder = subprocess.run(["pkg-config", "--variable=pcfiledir", module], check=True, text=True,
                                stdout=subprocess.PIPE).stdout.strip()
        wanted[f"{folder}/{module}.pc"] = f"pkg-config module {module}"
    return wanted


def main():
    cmake = "\n".join(tree.lines("cmake/TsudoiDependencies.cmake") + tree.lines("tests/CMakeLists.txt"))
    modules = sorted({module for group in MODULES.findall(cmake) for module in group.split()})
    wanted = {**headers(include_folders(modules)), **descriptions(modules)}
    groups = listed()
    missing_here = sorted(name for group in groups.values() for name in group if not installed_with({name}))
    covered = installed_with(set().union(*groups.values()))
    owner = owners(wanted)
    problems = [f"{why}: package {owner[path]} is not in scripts/packages.txt and nothing there depends on it"
                for path, why in sorted(wanted.items()) if path in owner and owner[path] not in covered]
    if missing_here:
        print(f"note: not installed here: {', '.join(missing_here)}", file=sys.stderr)
    tree.finish(problems, f"{len(wanted)} headers and modules")


main()
