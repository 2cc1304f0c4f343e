"""What can be referred to on the pages of one file, folder or index, before all are put together.

It is kept with the pages: who has a name alone is only known when those of all pages are there.
"""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.catalogue import Target


class OwnTarget(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A keyword of a file, as a target."""

    kind: str
    """The slug of its kind."""
    name: str
    """What it is called in its file; empty for the module."""
    anchor: str
    is_definition: bool


class Offered(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A definition of another file that a package offers under its own name."""

    name: str
    """Dotted."""
    path: str
    qualname: str


class FileTargets(msgspec.Struct, frozen=True, array_like=True):
    """What can be referred to on the page of a file."""

    path: str
    docname: str
    module: str
    """Its dotted name; empty for files of other languages than Python."""
    is_stub: bool
    own: tuple[OwnTarget, ...] = ()
    """Of those of one name the first stands for all."""
    offered: tuple[Offered, ...] = ()


class PageTargets(msgspec.Struct, frozen=True, array_like=True):
    """What can be referred to on the pages that are made from one view."""

    named: tuple[Target, ...] = ()
    """Those that nothing else can have the name of."""
    file: FileTargets | None = None
