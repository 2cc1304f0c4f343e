"""What a docstring says, as values: blocks whose words are not yet read for inline markup.

Readers of docstrings make them of text, pages make passages of them.  Nothing that is written is
lost on the way: what no reader understands is kept as :class:`Code` without a language.
"""

from __future__ import annotations

import msgspec

BULLETS = -1
"""In place of the number of the first item: the list has none."""


class Words(msgspec.Struct, frozen=True, array_like=True, tag="w"):
    """A paragraph on one line."""

    text: str


class Code(msgspec.Struct, frozen=True, array_like=True, tag="c"):
    """Text whose lines stay as they are."""

    text: str
    lexer: str = "text"
    """Pygments alias."""


class Items(msgspec.Struct, frozen=True, array_like=True, tag="i"):
    """A list."""

    items: tuple[tuple[Block, ...], ...]
    start: int = BULLETS
    """Number of the first item; each item has the next one."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """Something named with what is said of it: a parameter, an exception, a term."""

    name: str
    type: str = ""
    """As the docstring has it."""
    annotation: str = ""
    """As the signature has it, where the docstring has none."""
    default: str = ""
    """As the signature has it."""
    body: tuple[Block, ...] = ()


class Entries(msgspec.Struct, frozen=True, array_like=True, tag="e"):
    """A section of named things."""

    title: str
    """Empty for a list of terms."""
    rows: tuple[Entry, ...]
    are_words: bool = False
    """Whether the names are words, and not code."""


class Titled(msgspec.Struct, frozen=True, array_like=True, tag="t"):
    """A section of text, or a note set apart from it."""

    title: str
    body: tuple[Block, ...] = ()
    tone: str = ""
    """``note`` or ``warning`` of what is set apart, else empty."""


Block = Words | Code | Items | Entries | Titled
