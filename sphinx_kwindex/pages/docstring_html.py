"""Showing the passages of docstrings as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Protocol

from sphinx_kwindex.docstrings import BULLETS
from sphinx_kwindex.pages.blocks import Aside, Passage, Points, Sample, Term, Terms, Text, Words
from sphinx_kwindex.pages.characters import visible


class Highlighter(Protocol):
    """Shows code as the site does."""

    def highlighted(self, text: str, lexer: str) -> str:
        """Return code as HTML."""
        ...


WriteText = Callable[[Text], str]


def docstring_html(
    passages: Iterable[Passage], write: WriteText, highlighter: Highlighter, *, is_folded: bool
) -> str:
    """Return the passages as HTML.

    Parameters
    ----------
    passages:
        The docstring after its first sentence.
    write:
        Returns text as HTML.
    highlighter:
        Shows the code.
    is_folded:
        Whether the reader has to open them, and sees before what they are about.
    """
    passages = tuple(passages)
    body = "".join(_passage(passage, write, highlighter) for passage in passages)
    if not is_folded:
        return f'<div class="kwindex-docstring">{body}</div>'
    label = escape(", ".join(dict.fromkeys(_topics(passages))), quote=False)
    return f'<details class="kwindex-docstring"><summary>{label}</summary>{body}</details>'


def _topics(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        title = visible(passage.title) if isinstance(passage, Terms | Aside) else ""
        yield title or "Description"


def _passage(passage: Passage, write: WriteText, highlighter: Highlighter) -> str:
    match passage:
        case Words():
            return f"<p>{write(passage.text)}</p>"
        case Sample():
            return highlighter.highlighted(passage.text, passage.lexer)
        case Points():
            items = "".join(f"<li>{_body(item, write, highlighter)}</li>" for item in passage.items)
            if passage.start == BULLETS:
                return f"<ul>{items}</ul>"
            start = f' start="{passage.start}"' if passage.start != 1 else ""
            return f"<ol{start}>{items}</ol>"
        case Terms():
            if passage.title:
                return _table(passage, write, highlighter)
            rows = "".join(
                f"<dt>{write(row.name)}</dt><dd>{_body(row.body, write, highlighter)}</dd>"
                for row in passage.rows
            )
            return f"<dl>{rows}</dl>"
        case Aside():
            return _aside(passage, write, highlighter)


def _body(passages: tuple[Passage, ...], write: WriteText, highlighter: Highlighter) -> str:
    """Return passages in a list or a cell; a single paragraph needs no tags there."""
    if len(passages) == 1 and isinstance(passages[0], Words):
        return write(passages[0].text)
    return "".join(_passage(passage, write, highlighter) for passage in passages)


def _aside(passage: Aside, write: WriteText, highlighter: Highlighter) -> str:
    title = escape(visible(passage.title), quote=False)
    body = "".join(_passage(inner, write, highlighter) for inner in passage.body)
    if not passage.tone:
        return f'<p class="rubric">{title}</p>{body}'
    lead = f'<div class="admonition {passage.tone}"><p class="admonition-title">{title}</p>'
    return f"{lead}{body}</div>"


def _table(passage: Terms, write: WriteText, highlighter: Highlighter) -> str:
    """Return a table whose first column has the title of the section."""
    columns = columns_of(passage)
    head = "".join(
        f'<th scope="col">{escape(visible(column), quote=False)}</th>' for column, _ in columns
    )
    cells = (
        "".join(f"<td>{_cell(row, part, write, highlighter)}</td>" for _, part in columns)
        for row in passage.rows
    )
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    return (
        '<div class="kwindex-table table-wrapper"><table class="docutils kwindex-terms">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(row: Term, part: str, write: WriteText, highlighter: Highlighter) -> str:
    if part == "default":
        shown = escape(visible(row.default), quote=False)
        return f'<code class="docutils literal notranslate">{shown}</code>' if shown else ""
    if part == "body":
        return _body(row.body, write, highlighter)
    return write(row.name if part == "name" else row.type)


def columns_of(passage: Terms) -> tuple[tuple[str, str], ...]:
    """Return the titles of the columns that hold anything, each with the field of a term."""
    filled = [
        (title, part)
        for title, part in (
            ("Name", "name"),
            ("Type", "type"),
            ("Default", "default"),
            ("Description", "body"),
        )
        if any(getattr(row, part) for row in passage.rows)
    ]
    return ((passage.title, filled[0][1]), *filled[1:]) if filled else ((passage.title, "name"),)
