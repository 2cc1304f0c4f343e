"""Entries as they are written, and as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from sphinx_kwindex.analysis.inline import code_span, inline_markdown
from sphinx_kwindex.records.docstrings import Entries, Entry, Passage
from sphinx_kwindex.records.text import Span, Text

SEE_ALSO = "see also"

_EXPRESSION = re.compile(r"~?[\w.]+(?:\[[^`:]*\])?(?:\s*\|\s*~?[\w.]+(?:\[[^`:]*\])?)*$")
"""``int``, ``~a.B[str]``, ``A | B[c]``"""


class WrittenEntry(msgspec.Struct, frozen=True):
    """An entry whose name and type are not yet read."""

    name: str
    type: str = ""
    body: tuple[Passage, ...] = ()
    annotation: str = ""
    """As the signature has it, where the docstring has no type."""
    default: str = ""
    """As the signature has it."""


def entries(title: str, rows: Iterable[WrittenEntry]) -> Entries:
    """Return a section of named things.

    Parameters
    ----------
    title:
        Its title.
    rows:
        Its entries; below "See also" their names lead to definitions.
    """
    are_links = title.lower() == SEE_ALSO
    return Entries(title, tuple(_entry(row, are_links=are_links) for row in rows))


def annotation(text: str) -> Text:
    """Return a type as a signature has it."""
    return (Span(text, code=True),) if text else ()


def _entry(row: WrittenEntry, *, are_links: bool) -> Entry:
    name: Text = ()
    if row.name:
        shown = row.name.strip("`")
        name = tuple(_links(row.name)) if are_links else (Span(shown, code=True),)
    type_ = _type(row.type) if row.type else annotation(row.annotation)
    return Entry(name, type_, row.default, row.body)


def _links(names: str) -> Iterator[Span]:
    """Yield names with commas between, each as what it names."""
    for position, written in enumerate(names.split(",")):
        shown = written.strip().strip("`")
        if position:
            yield Span(", ")
        name = shown.removeprefix("~").removesuffix("()")
        is_short = shown.startswith("~")
        yield Span(shown, code=True, name=name, is_role=True, shows_last=is_short)


def _type(text: str) -> Text:
    """Return a type as code, unless it is in words or has markup of its own."""
    expression, comma, rest = text.partition(", optional")
    if not _EXPRESSION.match(expression):
        return inline_markdown(text)
    # A tilde before a name is for Sphinx, which then shows its last part.
    shown = code_span(expression.replace("~", ""))
    return (shown, Span(f"{comma}{rest}")) if comma else (shown,)
