"""How much of what another tool says of a tree is known here, alone and with Pyrefly.

A judge is an index in SCIP.  It counts where it leads to a definition of the tree, and the text has
the name that it says.  Each of these places is found, differs, or is lost.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.executed import linked_files
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import find_roots
from sphinx_kwindex.export.reading import read_repository
from sphinx_kwindex.indexes.collecting import Sources, join_indexes, open_indexes
from sphinx_kwindex.indexes.files import look_at_indexes
from sphinx_kwindex.project.python.occurrences.repository import references_in
from sphinx_kwindex.records.indexed import NOTHING_INDEXED
from sphinx_kwindex.records.references import LinkedFiles, Place, Target

Key = tuple[str, int, int, int]
"""File, line, column and length of a place."""


def places_of(linked: LinkedFiles) -> dict[Key, Place]:
    """Return all places.

    Parameters
    ----------
    linked:
        What places name.

    Returns
    -------
    mapping from where they are to the places
    """
    return {
        (path, place.line, place.column, place.length): place
        for path in linked.files
        for place in references_in(linked, path).places()
    }


def judged(tree: Path, index: Path) -> dict[Key, Place]:
    """Return the places of a tree of which an index says what they name.

    Parameters
    ----------
    tree:
        The folder.
    index:
        The index.

    Returns
    -------
    mapping from where they are to the places
    """
    settings = Settings(roots=(str(tree),))
    repository = read_repository(settings, tree)
    sources = Sources(repository.project.files, find_roots(settings, tree), repository.read_text)
    opened = open_indexes(look_at_indexes((str(index),), tree), sources)
    _, linked = join_indexes(opened, sources, LinkedFiles(), NOTHING_INDEXED)
    return places_of(linked)


def compared(
    judge: Mapping[Key, Place], ours: Mapping[Key, Place]
) -> tuple[Counter[str], list[str]]:
    """Return what became of the places of a judge, and those that are not found.

    Parameters
    ----------
    judge:
        Its places.
    ours:
        The places that are known here.

    Returns
    -------
    how many are found, differ and are lost, and a line for each of the latter
    """
    counts: Counter[str] = Counter()
    lines: list[str] = []
    for key, place in judge.items():
        own = ours.get(key)
        if own is not None and set(own.targets) & set(place.targets):
            counts["found"] += 1
            continue
        verdict = "lost" if own is None else "differs"
        counts[verdict] += 1
        said = _written(own.targets) if own is not None else "-"
        path, line, column, _ = key
        lines.append(f"{verdict} {path}:{line}:{column} {said} / {_written(place.targets)}")
    return counts, lines


def _written(targets: Sequence[Target]) -> str:
    return ", ".join(f"{target.path}:{target.qualname}" for target in targets)


def _report(tree: str, who: str, counts: Counter[str]) -> Iterator[str]:
    whole = counts.total()
    shares = ", ".join(f"{100 * counts[name] / whole:.2f} % {name}" for name in sorted(counts))
    yield f"{tree:20} {who:8} of {whole:7,} places of the judge {shares}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare a tree with an index of it, and print figures.

    Returns
    -------
    The exit status: 1 if the index leads to no definition.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judges")
    parser.add_argument("tree", type=Path, metavar="TREE")
    parser.add_argument("index", type=Path, metavar="INDEX", help="what the judge says of it")
    parser.add_argument("--precise", action="store_true", help="with Pyrefly, too")
    parser.add_argument("--losses", type=int, default=0, metavar="N", help="list up to N")
    options = parser.parse_args(arguments)
    tree = options.tree.resolve()
    judge = judged(tree, options.index.resolve())
    if not judge:
        return 1
    for precise in (False, True) if options.precise else (False,):
        who = "precise" if precise else "alone"
        counts, lines = compared(judge, places_of(linked_files(tree, precise=precise)))
        step = max(1, len(lines) // max(1, options.losses))
        for line in lines[::step][: options.losses]:
            print(f"{who}: {line}")
        for line in _report(tree.name, who, counts):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
