"""Asks the finder what people type, as written down, and counts where the wanted entry is.

``python -m benchmarks.finder_written TREE QUERIES [TREE QUERIES ...]`` takes repositories, each
with its file of ``benchmarks/finder_queries``: what is typed, and the kind, the name and the path
of the entry that should be first.  Those that are not first are printed.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path

from benchmarks.finder import opened
from benchmarks.finder_blind import shards_of

_RANKS = """async (queries) => {
    const found = [];
    for (const [text, kind, name, path] of queries) {
        const { hits } = await kwindexFinder.find(text);
        found.push(hits.findIndex(({ entry }) =>
            entry.kind === kind && entry.name === name && (!path || entry.path === path)));
    }
    return found;
}"""


def written(file: Path) -> list[list[str]]:
    """Return the queries of a file: what is typed, and a kind, a name and a path."""
    lines = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [[*row, "", "", ""][:4] for row in rows if row]


def ranks(tree: Path, queries: list[list[str]]) -> list[int]:
    """Return where the wanted entries are, from 0; -1 for one that is not found.

    Parameters
    ----------
    tree:
        The repository.
    queries:
        As :func:`written` returns them.
    """
    with tempfile.TemporaryDirectory() as work:
        folder, _ = shards_of(tree, Path(work))
        with opened(folder) as page:
            found: list[int] = page.evaluate(_RANKS, queries)
    return found


def main() -> None:
    """Print what is not first, and how many are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path, nargs="+", metavar="TREE QUERIES")
    given = parser.parse_args()
    everything: list[int] = []
    for tree, file in zip(given.trees[::2], given.trees[1::2], strict=True):
        queries = written(file)
        found = ranks(tree, queries)
        everything += found
        for rank, (text, _, name, path) in zip(found, queries, strict=True):
            if rank:
                place = f"{rank + 1}." if rank > 0 else "-"
                print(f"{tree.name}\t{place}\t{text}\t{name}\t{path}")
    first, five = (sum(0 <= rank < most for rank in everything) for most in (1, 5))
    print(f"{len(everything)} queries: {first} first, {five} in the first five")


if __name__ == "__main__":
    main()
