"""How long the analysis of each language takes: ``python -m benchmarks.languages TREE...``.

All files of the trees are analysed in this process, one language after the other, without the
cache.  Seconds of CPU time of one run are compared with each other, never with those of another.
"""

import gc
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sphinx_kwindex.analysis import ANALYSERS, analyse
from sphinx_kwindex.analysis.languages import language_of
from sphinx_kwindex.records import PYTHON

ROUNDS = 3
"""The fastest of them counts: what disturbs only ever slows down."""

LARGEST = 4_000_000
"""Bytes of a file, as for the option ``kwindex_max_file_size``."""

Contents = list[tuple[str, bytes]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the trees and print a table.

    Parameters
    ----------
    arguments:
        The folders; ``sys.argv`` when ``None``.

    Returns
    -------
    0, or 2 if there is no folder.
    """
    trees = [Path(argument) for argument in (sys.argv[1:] if arguments is None else arguments)]
    if not trees:
        sys.stderr.write("usage: python -m benchmarks.languages TREE...\n")
        return 2
    contents = contents_by_language(trees)
    sys.stdout.write(table({name: measure(files) for name, files in contents.items()}))
    return 0


def contents_by_language(trees: Sequence[Path]) -> dict[str, Contents]:
    """Return name and content of the files of each language that has an analyser."""
    found: defaultdict[str, Contents] = defaultdict(list)
    for path in sorted(path for tree in trees for path in tree.rglob("*")):
        language = language_of(path.name).name
        if language in ANALYSERS and path.is_file() and path.stat().st_size <= LARGEST:
            found[language].append((path.name, path.read_bytes()))
    return dict(sorted(found.items()))


def measure(files: Contents) -> tuple[int, int, float]:
    """Return the number of files, their bytes, and the seconds that their analysis takes."""
    for name, data in files[:3]:
        analyse(name, data)
    gc.disable()
    try:
        seconds = min(_round(files) for _ in range(ROUNDS))
    finally:
        gc.enable()
    return len(files), sum(len(data) for _, data in files), seconds


def table(measured: dict[str, tuple[int, int, float]]) -> str:
    """Return the measurements as a table in Markdown, with the ratio to Python."""
    _, size, seconds = measured.get(PYTHON, (0, 0, 0.0))
    reference = seconds / size if size else 0.0
    lines = [
        "| Language | Files | kB | CPU s per MB | of Python's |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for language, (number, total, spent) in measured.items():
        rate = spent / total if total else 0.0
        ratio = f"{rate / reference:.2f}" if reference else "–"
        lines.append(
            f"| {language} | {number:,} | {total / 1000:,.0f} | {rate * 1e6:.2f} | {ratio} |"
        )
    return "\n".join(lines) + "\n"


def _round(files: Contents) -> float:
    started = time.process_time()
    for name, data in files:
        analyse(name, data)
    spent = time.process_time() - started
    gc.collect()
    return spent


if __name__ == "__main__":
    raise SystemExit(main())
