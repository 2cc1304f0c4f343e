"""Files of a repository by the ends of their paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from posixpath import normpath

_MOST_ALIKE = 50
"""Files of one name; among more of them nobody can tell which one is meant."""


def joined(folder: str, relative: str) -> str:
    """Return a path relative to a folder as one from the top; empty if it leads out.

    Parameters
    ----------
    folder:
        A folder, from the top of the repository.
    relative:
        A path relative to it, which may have dots.
    """
    path = normpath(f"{folder}/{relative}" if folder else relative)
    return "" if path.startswith(("..", "/")) else path


class PathEnds:
    """Paths for look-up by what they end with, whole parts each."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._ends: defaultdict[str, list[str]] = defaultdict(list)
        for path in paths:
            end = path
            while True:
                self._ends[end].append(path)
                _, separator, end = end.partition("/")
                if not separator:
                    break

    def find(self, end: str) -> list[str]:
        """Return the paths that end with these parts."""
        return self._ends.get(end, [])

    def nearest(self, end: str, importer: str) -> Sequence[str] | None:
        """Return the path with this end that shares most folders with the importer, if any.

        None if several are as near.

        Parameters
        ----------
        end:
            The last parts of a path.
        importer:
            The path of the file that imports.
        """
        hits = [path for path in self.find(end) if path != importer]
        if len(hits) < 2:
            return hits
        if len(hits) > _MOST_ALIKE:
            return None
        own = importer.split("/")
        ranked = sorted((-_shared(hit.split("/"), own), hit) for hit in hits)
        return None if ranked[0][0] == ranked[1][0] else [ranked[0][1]]


def _shared(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one[:-1], other[:-1], strict=False):
        if left != right:
            break
        count += 1
    return count
