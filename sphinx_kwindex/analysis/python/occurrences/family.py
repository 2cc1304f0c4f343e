"""What a family of occurrences is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.records.occurrences import Occurrence


class Family(msgspec.Struct, frozen=True):
    """A function that finds occurrences in a module, and when it is worth asking."""

    find: Callable[[Tree, Bindings], Iterator[Occurrence]]
    packages: frozenset[str] = frozenset()
    """A file that imports none of them has no such occurrence; empty for any file."""
