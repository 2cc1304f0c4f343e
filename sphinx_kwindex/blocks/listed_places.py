"""What is at places of a source: names that lead somewhere, anchors, definitions."""

from __future__ import annotations

import msgspec


class ListedTarget(msgspec.Struct, frozen=True, array_like=True):
    """A place that names in a source lead to."""

    docname: str
    anchor: str
    is_inferred: bool = False
    """Whether types alone say so, not scopes and imports."""
    words: str = ""
    """What a reader is told of it who points at a name."""
    name: str = ""
    """Dotted name of what another project defines, instead of a page."""


class ListedName(msgspec.Struct, frozen=True, array_like=True):
    """A name in a source that leads somewhere."""

    line: int
    """From 1."""
    column: int
    """In characters as they are shown, from 0."""
    length: int
    target: int
    """The position of the place among those of the source."""


class ListedAnchor(msgspec.Struct, frozen=True, array_like=True):
    """A line of a source that has another anchor than its number."""

    line: int
    anchor: str


class ListedScope(msgspec.Struct, frozen=True, array_like=True):
    """The lines of a definition in a source."""

    name: str
    start: int
    end: int
    anchor: str
    """Of its entry on the page; empty if it has none."""


class ListedPlaces(msgspec.Struct, frozen=True, array_like=True):
    """What is at places of a source, in its order; formats other than HTML show none of it."""

    names: tuple[ListedName, ...] = ()
    """No two of them overlap."""
    targets: tuple[ListedTarget, ...] = ()
    anchors: tuple[ListedAnchor, ...] = ()
    scopes: tuple[ListedScope, ...] = ()
    """Definitions of several lines; a reader is told in which one he is."""
    path: str = ""
    """Path of the file, to be copied."""


NO_PLACES = ListedPlaces()
