"""The record of a keyword and its order in an index."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sphinx_kwindex.keywords.kinds import Kind
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.text import Text, words_of

_LEADING_MARKS = "_.-"
_LONGEST_SUMMARY = 140
"""Characters of a sentence in an index."""


def bare_name(name: str) -> str:
    """Return a name without the marks before it: ``_private`` and ``--private`` stand under P."""
    return name.lstrip(_LEADING_MARKS)


class Holder(msgspec.Struct, frozen=True, array_like=True):
    """A definition in which a keyword stands that is none itself, or to which one leads."""

    path: str
    qualname: str
    anchor: str
    summary: str
    """First sentence of what it says of itself, short and without markup."""


class Keyword(msgspec.Struct, frozen=True, array_like=True):
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
    summary: str = ""
    """Of a definition or option: the first sentence of what it says of itself, short and without
    markup."""
    holders: tuple[Holder, ...] = ()
    """Of a literal: the definitions in which it stands, the first ones in source order.  Of an
    entry point: what it leads to."""
    is_aside: bool = False
    """Of a literal: whether it is of tests or examples."""

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


def brief(text: Text) -> str:
    """Return a sentence as an index has it behind a name: plain, cut at a word if it is long."""
    return shorter(words_of(text))


def shorter(words: str) -> str:
    """Return a sentence in plain words, cut at a word if it is long."""
    if len(words) <= _LONGEST_SUMMARY:
        return words
    head = words[:_LONGEST_SUMMARY]
    return f"{head.rpartition(' ')[0] or head} …"


def in_index_order(keywords: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """Return keywords as an index lists them."""
    return tuple(sorted(keywords, key=lambda keyword: keyword.sort_key))
