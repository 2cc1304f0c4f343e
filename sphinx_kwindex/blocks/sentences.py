"""Words of a file where their names are no links: in tables, and on pages of folders."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from sphinx_kwindex.records.text import Span, Text

_LONGEST = 300
_ELLIPSIS = " …"


def unlinked(text: Iterable[Span]) -> Text:
    """Return text in which no name is one that may become a link."""
    return tuple(without_name(span) if span.name else span for span in text)


def without_name(span: Span) -> Span:
    """Return what is shown of a name that leads nowhere."""
    return Span(span.text, code=span.code)


def shortened(text: Text) -> Text:
    """Return a sentence without links, and cut at a word where it is too long for a table.

    Its formulas are in plain characters: many pages list it, and none is to load what typesets.
    """
    room = _LONGEST
    found: list[Span] = []
    text = tuple(replace(span, tex="") for span in unlinked(text))
    if sum(len(span.text) for span in text) <= room + len(_ELLIPSIS):
        return text
    for span in text:
        if len(span.text) > room:
            head = span.text[:room]
            return (*found, replace(span, text=f"{head.rpartition(' ')[0] or head}{_ELLIPSIS}"))
        found.append(span)
        room -= len(span.text)
    return tuple(found)
