"""The record of a keyword and its order in an index."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sphinx_kwindex.keywords.kinds import Kind
from sphinx_kwindex.records.signatures import Variant

_LEADING_MARKS = "_.-"


def bare_name(name: str) -> str:
    """Return a name without the marks before it: ``_private`` and ``--private`` stand under P."""
    return name.lstrip(_LEADING_MARKS)


class Keyword(msgspec.Struct, frozen=True):
    """An entry of an index: a name, what it names, and where."""

    name: str
    """What the entry is sorted and searched by."""
    qualname: str
    """What the entry shows."""
    kind: Kind
    path: str
    """The file that it is from."""
    anchor: str
    """Where on the overview page of that file; empty for the top of the page."""
    note: str = ""
    """What tells the entry from others of the same qualified name, as pages show it."""
    variant: Variant | None = None
    """Of a definition: what tells it from another of the same name."""

    @property
    def sort_key(self) -> tuple[str, str, str, int, str, str]:
        """Alphabetical, ignoring case and leading marks, with a total order behind it."""
        bare = bare_name(self.name)
        return (
            bare.casefold(), bare, self.qualname, self.kind.order, self.path, self.anchor
        )  # fmt: skip

    @property
    def letter(self) -> str:
        """The index letter: ``a`` to ``z``, or ``#`` for everything else."""
        first = bare_name(self.name).casefold()[:1]
        return first if first.isascii() and first.isalpha() else "#"


def in_index_order(keywords: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """Return keywords as an index lists them."""
    return tuple(sorted(keywords, key=lambda keyword: keyword.sort_key))
