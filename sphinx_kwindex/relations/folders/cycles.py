"""The import cycles of a repository, as the pages of folders show them."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.relations.cycles import Step, home_of, way_round
from sphinx_kwindex.relations.folders.totals import FolderTotals


class FolderCycle(msgspec.Struct, frozen=True):
    """An import cycle with a file below the folder."""

    size: int
    files: tuple[str, ...]
    """All of them in the folder that is their home, else none."""
    home: str
    """The innermost folder that holds all of them."""
    way_round: tuple[Step, ...]
    """A shortest way from the first file back to it, in the folder that is their home."""


class FolderCycles:
    """The import cycles of a repository, sorted, each with its home and a way round."""

    def __init__(self, project: Project) -> None:
        self._all = sorted(set(project.graph.cycles.values()))
        self._positions = {
            path: position for position, members in enumerate(self._all) for path in members
        }
        self._found = [
            FolderCycle(len(members), members, home_of(members), way_round(project, members[0]))
            for members in self._all
        ]

    def position_of(self, path: str) -> int | None:
        """Return the position of the cycle that a file is part of."""
        return self._positions.get(path)

    def seen_from(self, folder: str, totals: FolderTotals) -> tuple[FolderCycle, ...]:
        """Return the cycles of a folder; the one that is their home shows all files.

        Parameters
        ----------
        folder:
            Path of the folder.
        totals:
            What it adds up to.
        """
        return tuple(
            found
            if found.home == folder
            else msgspec.structs.replace(found, files=(), way_round=())
            for position in totals.cycles
            for found in (self._found[position],)
        )
