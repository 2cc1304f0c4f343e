"""What a docstring says, as values: its first sentence, and passages of text and code.

Readers of docstrings make them, pages link the names in them, and writers show them.  Nothing that
is written is lost on the way: what no reader understands is kept as :class:`Code`.
"""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.text import Text

BULLETS = -1
"""In place of the number of the first item: the list has none."""


class Words(msgspec.Struct, frozen=True, array_like=True, tag="w"):
    """A paragraph."""

    text: Text


class Code(msgspec.Struct, frozen=True, array_like=True, tag="s"):
    """Text whose lines stay as they are."""

    text: str
    lexer: str = "text"
    """Pygments alias."""


class Math(msgspec.Struct, frozen=True, array_like=True, tag="m"):
    """A formula, or several, with lines of their own."""

    tex: str
    """What a page typesets; a blank line is between two equations."""
    plain: str
    """The same in plain characters."""


class Items(msgspec.Struct, frozen=True, array_like=True, tag="p"):
    """A list."""

    items: tuple[tuple[Passage, ...], ...]
    start: int = BULLETS
    """Number of the first item; each item has the next one."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """Something named with what is said of it: a parameter, an exception, a term."""

    name: Text
    type: Text = ()
    default: str = ""
    """As the signature has it."""
    body: tuple[Passage, ...] = ()


class Entries(msgspec.Struct, frozen=True, array_like=True, tag="t"):
    """A section of named things: parameters, results, exceptions."""

    title: str
    """Empty for a list of terms."""
    rows: tuple[Entry, ...]


class Titled(msgspec.Struct, frozen=True, array_like=True, tag="a"):
    """A section of text, or a note set apart from it."""

    title: str
    body: tuple[Passage, ...] = ()
    tone: str = ""
    """``note`` or ``warning`` of what is set apart, else empty."""


Passage = Words | Code | Math | Items | Entries | Titled


class Docstring(msgspec.Struct, frozen=True, array_like=True):
    """What a docstring says."""

    summary: Text = ()
    """The first sentence, whole; empty where it begins with markup."""
    body: tuple[Passage, ...] = ()
    """All that follows."""
