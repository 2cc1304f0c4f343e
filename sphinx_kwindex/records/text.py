"""Runs of text in a line: what is said, how it is shown, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """A run of text in a line, possibly code, possibly a link."""

    text: str
    code: bool = False
    docname: str = ""
    """Target page; ``.`` is the page itself, empty is no link."""
    anchor: str = ""
    url: str = ""
    """Target outside the site."""
    elsewhere: str = ""
    """Dotted name that a hand-written page, or another project, may document: linked if so."""
    optional: bool = False
    """Whether the text is only there to be such a link."""
    name: str = ""
    """What may be the name of a definition, in words of a file; on a page it is a link, or gone."""
    is_role: bool = False
    """Whether a role says that it is one."""
    shows_last: bool = False
    """Whether a link shows only the last part of the text: of a name with a tilde before it."""
    document: str = ""
    """Path of a file that may be a hand-written document: linked if it is."""
    mark: str = ""
    """An identifier of the text itself, where others refer to it; in data blocks only."""
    tex: str = ""
    """Of a formula, what a page typesets; ``text`` is the formula in plain characters."""
    stress: int = 0
    """1 for words that somebody emphasises, 2 for those that are to stand out."""


Text = tuple[Span, ...]


def words_of(text: Iterable[Span]) -> str:
    """Return text without what marks it up."""
    return "".join(span.text for span in text)
