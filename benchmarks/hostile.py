"""The command ``python -m benchmarks.hostile WORK``: what trees cost that other tools choke on.

It makes each tree, builds it with Sphinx as a whole, and prints CPU time, memory, warnings, and the
files that have no page.  Each tree should take at most 20 seconds of CPU time and 1 GB in any one
process, and lose no page.
"""

import argparse
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from benchmarks import hostile_shapes
from benchmarks.measure import run_measured
from benchmarks.records import Usage

LARGE = 4_000_000
"""Bytes, of each file that is large."""
LARGE_FILES = 60
TINY_FILES = 5_000
FOLDERS = 900
MANY = 100_000
"""Definitions in one file, or statements in one line."""
LEVELS = 2_000
_TIMEOUT = 900.0
_SHOWN = 5

PIECES: Mapping[str, str] = {
    "py": 'def function_%d(host, port=1):\n    """Return %d."""\n    return host + port\n\n\n',
    "json": '{"name": "item %d", "size": %d, "tags": ["a", "b"]},\n',
    "md": "## Heading %d\n\nSome *text* with a [link](#heading-%d) and `code`.\n\n",
    "c": "/* Add %d. */\nint add_%d(int a, int b)\n{\n    return a + b;\n}\n\n",
    "css": ".class-%d > a:hover { color: #fff; margin: %dpx auto; }\n",
    "sql": "INSERT INTO items (id, name) VALUES (%d, 'item %d');\n",
    "log": "2026-01-01 12:00:00,%d INFO worker: request %d took 3 ms\n",
    "js": "function f%d(a,b){return a&&b?a.x(b):[a,%d]};",
    "yaml": "item_%d:\n  size: %d\n  tags: [a, b]\n",
    "html": "<div id=i%d><p>Some <b>text</b> %d</p></div>\n",
    "csv": "%d,%d,name,value\n",
    "go": "// F%d adds.\nfunc F%d(a, b int) int { return a + b }\n\n",
}
"""What large files repeat, by suffix."""

DEFINITIONS: Mapping[str, str] = {
    "py": "def f%d(): pass\n",
    "c": "int f%d(void);\n",
    "js": "function f%d(){}\n",
    "json": '"f%d": 1,\n',
    "md": "# Heading %d\n\n",
}
"""What is defined many times in one file, by suffix."""

NESTED: Mapping[str, tuple[str, str, str]] = {
    "c": ("int x = ", "(", ")"),
    "css": ("", "a{", "}"),
    "go": ("package p\nvar x = ", "f(", ")"),
    "html": ("", "<div>", "</div>"),
    "java": ("class A { int x = ", "(", ")"),
    "js": ("x = ", "[", "]"),
    "json": ("", "[", "]"),
    "md": ("", "> ", ""),
    "php": ("<?php $x = ", "[", "]"),
    "py": ("x = ", "(", ")"),
    "rb": ("x = ", "[", "]"),
    "rs": ("const X: i32 = ", "(", ")"),
    "rst": ("", "- ", ""),
    "scss": ("", "a{", "}"),
    "sh": ("x=", "$(a ", ")"),
    "sql": ("SELECT ", "(", ")"),
    "toml": ("x = ", "[", "]"),
    "ts": ("x = ", "{a: ", "}"),
    "xml": ("", "<a>", "</a>"),
    "yaml": ("x: ", "[", "]"),
}


def large(suffix: str, size: int) -> str:
    """Return a text of a language.

    Parameters
    ----------
    suffix:
        Of the language, as in :data:`PIECES`.
    size:
        How many characters, about.
    """
    piece = PIECES[suffix]
    head = {"go": "package p\n\n", "json": "["}.get(suffix, "")
    tail = "0]\n" if suffix == "json" else "\n" if suffix == "js" else ""
    number = size // (len(piece) + 8)
    return head + "".join(piece.replace("%d", str(index)) for index in range(number)) + tail


def large_files(suffixes: Sequence[str], files: int, size: int) -> Iterator[tuple[str, str]]:
    """Yield large files: their paths and texts.

    Parameters
    ----------
    suffixes:
        Of their languages, which take turns.
    files:
        How many.
    size:
        How many bytes each has, about.
    """
    for position in range(files):
        suffix = suffixes[position % len(suffixes)]
        yield f"f{position}.{suffix}", large(suffix, size)


def tiny_files() -> Iterator[tuple[str, str]]:
    """Yield many tiny files of one folder."""
    for position in range(TINY_FILES):
        yield f"all/f{position}.py", f"x{position} = {position}\n"


def folders(*, nested: bool) -> Iterator[tuple[str, str]]:
    """Yield two files for each of many folders, which lie in each other or side by side."""
    path = ""
    for position in range(FOLDERS):
        path = f"{path}d/" if nested else f"d{position}/"
        yield f"{path}one.py", f"def one_{position}(): pass\n"
        yield f"{path}two.py", f"def two_{position}(): pass\n"


def definitions(suffix: str) -> Iterator[tuple[str, str]]:
    """Yield one file with many definitions."""
    text = "".join(DEFINITIONS[suffix] % index for index in range(MANY))
    yield f"many.{suffix}", f'{{{text}"end": 1}}' if suffix == "json" else text


def long_lines() -> Iterator[tuple[str, str]]:
    """Yield files with many statements in one line."""
    yield "line.py", "".join(f"x{index} = 1; " for index in range(MANY)) + "\n"
    yield "line.js", "".join(f"var x{index}=1;" for index in range(MANY)) + "\n"
    yield "line.json", f"[{'1, ' * MANY}1]\n"
    yield "line.md", "word " * MANY + "\n"


def deep() -> Iterator[tuple[str, str]]:
    """Yield files of many languages that nest something."""
    for suffix, (head, start, end) in NESTED.items():
        yield f"deep.{suffix}", f"{head}{start * LEVELS}1{end * LEVELS}\n"


TREES: Mapping[str, Callable[[], Iterable[tuple[str, str]]]] = {
    **{f"large-{it}": partial(large_files, [it], LARGE_FILES, LARGE) for it in PIECES},
    "large": partial(large_files, [*PIECES], LARGE_FILES, LARGE),
    "tiny": tiny_files,
    "folders-flat": partial(folders, nested=False),
    "folders-nested": partial(folders, nested=True),
    **{f"definitions-{it}": partial(definitions, it) for it in DEFINITIONS},
    "lines": long_lines,
    "levels": deep,
    **hostile_shapes.trees(),
}
"""What makes each tree."""


@dataclass(frozen=True)
class Built:
    """What the build of one tree took, and what it did."""

    tree: str
    documents: int
    usage: Usage
    warnings: tuple[str, ...]
    lost: tuple[str, ...]


def build(work: Path, tree: str, options: Sequence[str]) -> Built:
    """Make a tree, build it, and remove both.

    Parameters
    ----------
    work:
        Where trees and sites lie meanwhile.
    tree:
        One of :data:`TREES`.
    options:
        Further arguments of ``sphinx-build``.
    """
    root, out = work / tree, work / f"{tree}-out"
    for old in (root, out):
        shutil.rmtree(old, ignore_errors=True)
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "index.rst").write_text("Hostile\n=======\n")
    (root / "pyproject.toml").write_text('[project]\nname = "hostile"\n')
    names = []
    for name, text in TREES[tree]():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
        names.append(name.rpartition("/")[2])
    out.mkdir()
    usage = run_measured(
        [
            *(sys.executable, "-m", "sphinx", "-C", "-q", "-N"),
            *("-D", "extensions=sphinx_kwindex", "-D", "project=Hostile"),
            *("-D", "kwindex_exclude=docs/"),
            *options,
            *(str(root / "docs"), str(out / "site")),
        ],
        folder=Path.cwd(),
        environment=os.environ,
        stdout=out / "stdout",
        stderr=out / "stderr",
        timeout=_TIMEOUT,
    )
    warnings = (out / "stderr").read_text(errors="replace").splitlines()
    made = Counter(path.name.removesuffix("_docs.html") for path in out.rglob("*_docs.html"))
    lost = Counter(names) - made
    documents = sum(1 for _ in out.rglob("*.doctree"))
    for old in (root, out):
        shutil.rmtree(old)
    return Built(tree, documents, usage, tuple(warnings), tuple(lost))


def as_row(built: Built) -> str:
    """Return what a build took as a row of the table."""
    usage = built.usage
    return (
        f"| {built.tree} | {built.documents:,} | {usage.cpu_seconds:.1f} | {usage.peak_mib:.0f} "
        f"| {len(built.warnings)} | {len(built.lost)} |"
    )


def _chosen(patterns: str | None) -> Iterator[str]:
    """Yield the trees that patterns name, in the order of :data:`TREES`."""
    for tree in TREES:
        if patterns is None:
            is_meant = not tree.startswith("shape-")
        else:
            is_meant = any(fnmatchcase(tree, pattern) for pattern in patterns.split(","))
        if is_meant:
            yield tree


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("work", type=Path, help="an empty folder for trees and sites")
    parser.add_argument("--trees", help="names or patterns, by default all but shape-*")
    parser.add_argument("--jobs", default="1")
    chosen = parser.parse_args(arguments)
    print("| tree | documents | CPU s | peak MiB | warnings | files without a page |")
    print("|---|---:|---:|---:|---:|---:|")
    failed = False
    for tree in _chosen(chosen.trees):
        built = build(chosen.work, tree, ["-j", chosen.jobs])
        failed = failed or built.usage.exit_code != 0 or bool(built.lost)
        print(as_row(built), flush=True)
        for line in built.warnings[:_SHOWN]:
            print(line[:300], file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
