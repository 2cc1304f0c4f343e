"""Passages as a test writes them down: words as they stand in a docstring."""

from __future__ import annotations

from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.records.docstrings import Entry, Passage, Words
from sphinx_kwindex.records.text import Span, Text


def written(text: Text) -> str:
    """Return text with its code in backticks."""
    return "".join(f"`{span.text}`" if span.code else span.text for span in text)


def words(text: str) -> Words:
    """Return a paragraph."""
    return Words(inline(text))


def term(name: str, *body: Passage) -> Entry:
    """Return an entry of a list of terms."""
    return Entry(inline(name), body=body)


def entry(name: str, type_: str | Text = "", default: str = "", *, body: str = "") -> Entry:
    """Return an entry of a section; its name is code, and its type if it is a string."""
    return Entry(
        _code(name),
        _code(type_) if isinstance(type_, str) else type_,
        default,
        (words(body),) if body else (),
    )


def _code(text: str) -> Text:
    return (Span(text, code=True),) if text else ()
