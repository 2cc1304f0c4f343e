"""The passages of docstrings as standard nodes."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.docstring_html import columns_of
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
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.sphinx_ext.highlighting import lexer_for
from sphinx_kwindex.sphinx_ext.reading.node_text import paragraph_node
from sphinx_kwindex.sphinx_ext.reading.nodes import math_node


class DocstringNodes:
    """Makes nodes of passages.

    Parameters
    ----------
    room:
        How many lists may be nested here: LaTeX knows no more than six in each other, four of a
        kind.  The items of further ones become paragraphs.
    """

    def __init__(self, room: int) -> None:
        self._room = room

    def whole(self, passages: Iterable[Passage]) -> list[nodes.Element]:
        """Return the nodes of all passages."""
        return [node for passage in passages for node in write_passage(passage, self)]

    def words(self, passage: Words) -> list[nodes.Element]:
        """Return a paragraph."""
        return [paragraph_node(passage.text)]

    def code(self, passage: Code) -> list[nodes.Element]:
        """Return a literal block; code that does not lex is no reason for a warning."""
        text = visible(passage.text)
        lexer = lexer_for(text, passage.lexer)
        return [nodes.literal_block(text, text, language=lexer, force=True)]

    def math(self, passage: Math) -> list[nodes.Element]:
        """Return formulas that have lines of their own."""
        return [math_node(passage.tex, passage.plain, is_block=True)]

    def items(self, passage: Items) -> list[nodes.Element]:
        """Return a list, or its items one after the other where there is no room for one."""
        items = [self._inside(item) for item in passage.items]
        if self._room < 1:
            return [node for item in items for node in (paragraph_node((Span("•"),)), *item)]
        entries = (nodes.list_item("", *item) for item in items)
        if passage.start == BULLETS:
            return [nodes.bullet_list("", *entries)]
        return [
            nodes.enumerated_list(
                "", *entries, enumtype="arabic", prefix="", suffix=".", start=passage.start
            )
        ]

    def entries(self, passage: Entries) -> list[nodes.Element]:
        """Return a table under its title, or without a title a list of definitions."""
        if passage.title:
            return [self._table(passage)]
        rows = [(paragraph_node(row.name), self._inside(row.body)) for row in passage.rows]
        if self._room < 1:
            return [node for name, body in rows for node in (name, *body)]
        items = (
            nodes.definition_list_item(
                "", nodes.term("", "", *name.children), nodes.definition("", *body)
            )
            for name, body in rows
        )
        return [nodes.definition_list("", *items)]

    def titled(self, passage: Titled) -> list[nodes.Element]:
        """Return a part under a title, in a box if it has a tone."""
        title = visible(passage.title)
        body = self.whole(passage.body)
        if passage.tone:
            return [nodes.admonition("", nodes.title(title, title), *body, classes=[passage.tone])]
        return [nodes.rubric(title, title), *body]

    def _inside(self, passages: Iterable[Passage]) -> list[nodes.Element]:
        return DocstringNodes(self._room - 1).whole(passages)

    def _table(self, passage: Entries) -> nodes.Element:
        columns = columns_of(passage)
        group = nodes.tgroup("", cols=len(columns))
        group.extend(
            nodes.colspec("", colwidth=50 if part == "body" else 20) for _, part in columns
        )
        titles = (nodes.entry("", paragraph_node((Span(title),))) for title, _ in columns)
        group.append(nodes.thead("", nodes.row("", *titles)))
        body = nodes.tbody("")
        for row in passage.rows:
            cells = (nodes.entry("", *self._cell(row, part)) for _, part in columns)
            body.append(nodes.row("", *cells))
        group.append(body)
        return nodes.table("", group)

    def _cell(self, row: Entry, part: str) -> list[nodes.Element]:
        if part == "body":
            return self.whole(row.body)
        if part == "default":
            return [paragraph_node((Span(row.default, code=True),) if row.default else ())]
        return [paragraph_node(row.name if part == "name" else row.type)]
