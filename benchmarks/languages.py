"""The command ``python -m benchmarks.languages FOLDER...``: how fast each language is analysed.

It analyses all sources below some folders in this process, as a build does in its workers, and
prints the table of ``docs/reference/languages.md``: the CPU time for each language, and how that
compares with Python.  Name a folder with Python among them.
"""

import argparse
import gc
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.analysis import ANALYSERS, LIMITED_ANALYSERS, analyse
from sphinx_kwindex.records.analysis import PYTHON

LARGEST = 4_000_000
"""Bytes of a file that is read: the default of ``kwindex_max_file_size``."""


@dataclass
class Throughput:
    """What the analysis of one language took."""

    language: str
    files: int = 0
    size: int = 0
    """Bytes."""
    seconds: float = 0.0
    symbols: int = 0

    @property
    def speed(self) -> float:
        """Megabytes in a second."""
        return self.size / 1e6 / self.seconds if self.seconds else 0.0


def measure(paths: Iterable[Path]) -> list[Throughput]:
    """Analyse files, and return what each language took, the most bytes first.

    The first file of a language is analysed once before, since it loads the grammar.
    """
    found: dict[str, Throughput] = {}
    for path in paths:
        data = path.read_bytes()
        analysis = analyse(path.name, data) if len(data) <= LARGEST else None
        if analysis is None or analysis.language not in {**ANALYSERS, **LIMITED_ANALYSERS}:
            continue
        one = found.setdefault(analysis.language, Throughput(analysis.language))
        start = time.process_time()
        analyse(path.name, data)
        one.seconds += time.process_time() - start
        one.files += 1
        one.size += len(data)
        one.symbols += len(analysis.symbols)
    return sorted(found.values(), key=lambda item: -item.size)


def as_table(measured: Sequence[Throughput]) -> str:
    """Return the measurements as a table in Markdown."""
    python = next((item.speed for item in measured if item.language == PYTHON), 0.0)
    lines = [
        "| language | files | MB | definitions | MB/s | time per MB, Python = 1 |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for item in measured:
        relative = f"{python / item.speed:.2f}" if python and item.speed else "–"
        lines.append(
            f"| {item.language} | {item.files:,} | {item.size / 1e6:.1f} | {item.symbols:,} "
            f"| {item.speed:.1f} | {relative} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.languages", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    paths = [
        path
        for folder in options.folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    gc.disable()
    print(as_table(measure(paths)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
