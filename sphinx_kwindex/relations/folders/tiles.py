"""The code below each folder as boxes whose areas are its lines, for a picture of the folder.

A box is a file, or a folder where the files in it are too many or too small.  Each folder hands a
few parts to the one around it, so that no cost grows with folders times levels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

import msgspec

from sphinx_kwindex.project import Folder
from sphinx_kwindex.relations.folders.summaries import FileSummary
from sphinx_kwindex.relations.folders.weights import NOT_COUNTED, Measure

_MOST_TILES = 60
_MOST_PARTS = 30
"""Of one folder; smaller ones are left out."""
_FEWEST = 3
"""Two boxes show nothing that the table does not."""
_SMALLEST_OPENED = 16
"""A folder with less than this part of all lines stays one box."""

Steps = tuple[int, ...]


class Tile(msgspec.Struct, frozen=True, array_like=True):
    """A box: a file, or a folder with all below it."""

    path: str
    is_folder: bool
    weight: int
    """How large it is among the others: rounded, so that a line more does not change it."""
    steps: Steps
    """From 0 to 4 for each :class:`Measure`, or :data:`NOT_COUNTED`; of a folder the mean."""


class TileGroup(msgspec.Struct, frozen=True, array_like=True):
    """What is directly in the folder of the picture: a file, or a folder with boxes in it."""

    path: str
    weight: int
    tiles: tuple[Tile, ...]
    """Itself alone where it is one box."""


class Tiles(msgspec.Struct, frozen=True, array_like=True):
    """The boxes of a folder, largest first."""

    groups: tuple[TileGroup, ...] = ()


class _Part(msgspec.Struct):
    """A file or folder with code."""

    path: str
    is_folder: bool
    lines: int
    sums: tuple[tuple[int, int], ...]
    """For each measure: the lines that count, and the sum of the steps of each of them."""
    parts: tuple[_Part, ...] = ()
    """The largest parts of a folder, largest first."""

    @property
    def order(self) -> tuple[int, str]:
        return -self.lines, self.path


def tiles_of_folders(
    folders: Mapping[str, Folder], files: Mapping[str, FileSummary]
) -> dict[str, Tiles]:
    """Return the boxes of each folder; one with too little code has none.

    Parameters
    ----------
    folders:
        The folders by path.
    files:
        The files by path.

    Returns
    -------
    mapping from paths of folders to boxes
    """
    found: dict[str, _Part] = {}
    for path in sorted(folders, key=lambda path: -path.count("/") - bool(path)):
        folder = folders[path]
        own = [_file(files[facts.path]) for facts in folder.files]
        parts = [part for part in (*own, *map(found.__getitem__, folder.subfolders)) if part.lines]
        parts.sort(key=lambda part: part.order)
        # A folder that holds one folder and nothing else is that one.
        if len(parts) == 1 and parts[0].is_folder:
            found[path] = parts[0]
            continue
        found[path] = _Part(
            path,
            is_folder=True,
            lines=sum(part.lines for part in parts),
            sums=_added(parts),
            parts=tuple(parts[:_MOST_PARTS]),
        )
    return {path: _tiles(part) for path, part in found.items()}


def _file(file: FileSummary) -> _Part:
    if file.weight is None or not file.has_pages:
        return _Part(file.path, is_folder=False, lines=0, sums=())
    sums = (
        (file.lines, step * file.lines) if step != NOT_COUNTED else (0, 0)
        for step in file.weight.steps
    )
    return _Part(file.path, is_folder=False, lines=file.lines, sums=tuple(sums))


def _added(parts: Sequence[_Part]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (
            sum(part.sums[measure][0] for part in parts),
            sum(part.sums[measure][1] for part in parts),
        )
        for measure in Measure
    )


def _tiles(whole: _Part) -> Tiles:
    """Open the largest folders, as long as there are not too many boxes."""
    shown: dict[str, list[_Part]] = {part.path: [part] for part in whole.parts}
    closed = [(*part.order, part.path, part) for part in whole.parts if part.parts]
    heapify(closed)
    number = len(whole.parts)
    while closed:
        _, _, home, part = heappop(closed)
        too_small = part.lines * _SMALLEST_OPENED < whole.lines
        if too_small or number + len(part.parts) - 1 > _MOST_TILES:
            continue
        number += len(part.parts) - 1
        shown[home] = [item for item in shown[home] if item.path != part.path]
        shown[home] += part.parts
        for item in part.parts:
            if item.parts:
                heappush(closed, (*item.order, home, item))
    if number < _FEWEST:
        return Tiles()
    unit = 1 << max(0, whole.lines.bit_length() - 9)
    groups = [
        TileGroup(part.path, _rounded(part.lines, unit), _boxes(shown[part.path], unit))
        for part in whole.parts
    ]
    return Tiles(tuple(sorted(groups, key=lambda group: (-group.weight, group.path))))


def _boxes(parts: Sequence[_Part], unit: int) -> tuple[Tile, ...]:
    tiles = (
        Tile(part.path, part.is_folder, _rounded(part.lines, unit), tuple(map(_mean, part.sums)))
        for part in parts
    )
    return tuple(sorted(tiles, key=lambda tile: (-tile.weight, tile.path)))


def _mean(counted: tuple[int, int]) -> int:
    lines, total = counted
    return (2 * total + lines) // (2 * lines) if lines else NOT_COUNTED


def _rounded(lines: int, unit: int) -> int:
    return max(1, (lines + unit // 2) // unit)
