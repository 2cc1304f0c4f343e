"""The record of a keyword and its order in an index."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.keywords.kinds import Kind


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
    """What tells the entry from others of the same qualified name."""

    @property
    def sort_key(self) -> tuple[str, str, str, int, str, str]:
        """Alphabetical, ignoring case and leading underscores, with a total order behind it."""
        bare = self.name.lstrip("_.")
        return (
            bare.casefold(), bare, self.qualname, self.kind.order, self.path, self.anchor
        )  # fmt: skip

    @property
    def letter(self) -> str:
        """The index letter: ``a`` to ``z``, or ``#`` for everything else."""
        first = self.name.lstrip("_.").casefold()[:1]
        return first if first.isascii() and first.isalpha() else "#"
