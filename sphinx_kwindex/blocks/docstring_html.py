"""The passages of docstrings as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.html_text import Addresses, HtmlText, code, shown
from sphinx_kwindex.blocks.writer import write_passage
from sphinx_kwindex.records.docstrings import (
    BULLETS,
    Code,
    Entries,
    Entry,
    Items,
    Math,
    Passage,
    Titled,
    Words,
)


class DocstringHtml:
    """Writes the passages of docstrings on one page.

    Parameters
    ----------
    text:
        Writes their lines of text.
    addresses:
        Highlights their code, and typesets their formulas.
    """

    def __init__(self, text: HtmlText, addresses: Addresses) -> None:
        self._text = text
        self._addresses = addresses

    def whole(self, passages: Iterable[Passage], *, is_folded: bool = False, fold: str = "") -> str:
        """Return all passages of a docstring.

        Parameters
        ----------
        passages:
            The docstring after its first sentence.
        is_folded:
            Whether the reader has to open them, and sees before what they are about.
        fold:
            What the reader sees before instead.
        """
        passages = tuple(passages)
        body = self._all(passages)
        if not is_folded and not fold:
            return f'<div class="kwindex-docstring">{body}</div>'
        label = shown(fold or ", ".join(dict.fromkeys(_topics(passages))))
        return f'<details class="kwindex-docstring"><summary>{label}</summary>{body}</details>'

    def words(self, passage: Words) -> str:
        """Return a paragraph."""
        return f"<p>{self._text.text(passage.text)}</p>"

    def code(self, passage: Code) -> str:
        """Return highlighted code."""
        return self._addresses.highlighted(passage.text, passage.lexer)

    def math(self, passage: Math) -> str:
        """Return typeset formulas."""
        return self._addresses.formula(passage.tex, passage.plain, is_block=True)

    def items(self, passage: Items) -> str:
        """Return a list."""
        items = "".join(f"<li>{self._body(item)}</li>" for item in passage.items)
        if passage.start == BULLETS:
            return f"<ul>{items}</ul>"
        start = f' start="{passage.start}"' if passage.start != 1 else ""
        return f"<ol{start}>{items}</ol>"

    def entries(self, passage: Entries) -> str:
        """Return a table whose first column has the title, or without a title a list of terms."""
        if not passage.title:
            rows = "".join(
                f"<dt>{self._text.text(row.name)}</dt><dd>{self._body(row.body)}</dd>"
                for row in passage.rows
            )
            return f"<dl>{rows}</dl>"
        columns = columns_of(passage)
        head = "".join(f'<th scope="col">{shown(column)}</th>' for column, _ in columns)
        cells = (
            "".join(f"<td>{self._cell(row, part)}</td>" for _, part in columns)
            for row in passage.rows
        )
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        return (
            '<div class="kwindex-table table-wrapper"><table class="docutils kwindex-terms">'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def titled(self, passage: Titled) -> str:
        """Return a part under a title, in a box if it has a tone."""
        title, body = shown(passage.title), self._all(passage.body)
        if not passage.tone:
            return f'<p class="rubric">{title}</p>{body}'
        lead = f'<div class="admonition {passage.tone}"><p class="admonition-title">{title}</p>'
        return f"{lead}{body}</div>"

    def _all(self, passages: Iterable[Passage]) -> str:
        return "".join(write_passage(passage, self) for passage in passages)

    def _body(self, passages: tuple[Passage, ...]) -> str:
        """Return passages in a list or a cell; a single paragraph needs no tags there."""
        if len(passages) == 1 and isinstance(passages[0], Words):
            return self._text.text(passages[0].text)
        return self._all(passages)

    def _cell(self, row: Entry, part: str) -> str:
        if part == "default":
            return code(row.default) if row.default else ""
        if part == "body":
            return self._body(row.body)
        return self._text.text(row.name if part == "name" else row.type)


def columns_of(passage: Entries) -> tuple[tuple[str, str], ...]:
    """Return the titles of the columns that hold anything, each with the field of a term.

    Returns
    -------
    tuple of pairs
        A title, and the name of a field of :class:`Entry`; in the order of the columns.
    """
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


def _topics(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        title = visible(passage.title) if isinstance(passage, Entries | Titled) else ""
        yield title or "Description"
