"""A treemap of code, as the data of a picture."""

from __future__ import annotations

import msgspec


class TreemapBox(msgspec.Struct, frozen=True, array_like=True):
    """A file or folder; its area is its weight."""

    label: str
    path: str
    """That of a folder ends with a slash."""
    docname: str
    weight: int
    steps: tuple[tuple[str, int], ...] = ()
    """From 0 to 4, by the name of a :class:`TreemapColours`; none where it does not count."""


class TreemapGroup(msgspec.Struct, frozen=True, array_like=True):
    """Boxes that lie together, in a frame if they have a label."""

    label: str
    docname: str
    path: str
    weight: int
    boxes: tuple[TreemapBox, ...]


class TreemapColours(msgspec.Struct, frozen=True, array_like=True):
    """Something by which the boxes can be coloured."""

    name: str
    label: str
    steps: tuple[str, ...]
    """What each step means."""


class Treemap(msgspec.Struct, frozen=True, tag="treemap"):
    """Boxes as large as what they stand for.

    It only repeats what pages say in words: without it nothing is missing.
    """

    label: str
    rows: tuple[TreemapGroup, ...]
    """Largest first, as their boxes are."""
    colours: tuple[TreemapColours, ...] = ()
    """The first is shown until the reader chooses another."""
