"""What is said of the entries of an index, in whatever format."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import Place

_LOCALS = "<locals>."
"""In the name of what a function defines within itself, as in Python."""
_MOST_OPEN = 6
"""Places of an entry that a reader sees without opening anything, where each has words."""


def as_said(qualname: str) -> str:
    """Return a qualified name as people say it."""
    return qualname.replace(_LOCALS, "")


def files_label(places: tuple[Place, ...]) -> str:
    """Return how many files an entry is in, if it is more than a reader sees at a glance."""
    if len(places) == 1 or (len(places) <= _MOST_OPEN and any(place.words for place in places)):
        return ""
    return f"{len(places):,} files"
