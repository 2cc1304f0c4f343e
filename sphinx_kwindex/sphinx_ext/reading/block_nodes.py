"""Blocks as standard nodes, for the formats that do not write data blocks themselves."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definition,
    Definitions,
    Docstring,
    Fields,
    Finder,
    Folded,
    Glance,
    Heading,
    KeywordList,
    KeywordRow,
    Letters,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Snippet,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.blocks.writer import write_block
from sphinx_kwindex.records.text import Span, words_of
from sphinx_kwindex.sphinx_ext.books.paper import KEYWORDS_CLASS
from sphinx_kwindex.sphinx_ext.highlighting import lexer_for
from sphinx_kwindex.sphinx_ext.reading.docstring_nodes import DocstringNodes
from sphinx_kwindex.sphinx_ext.reading.node_text import link_node, paragraph_node, text_nodes
from sphinx_kwindex.sphinx_ext.reading.nodes import kwindex_mention

_LINES_PER_BLOCK = 500
"""LaTeX before Sphinx 9.1 fails on longer code blocks
(https://github.com/sphinx-doc/sphinx/issues/3099)."""

_MOST_LISTS = 4
"""Lists in each other: with more than four of a kind, or six in all, LaTeX stops."""

_FIGURE = ["kwindex-figure"]
"""Classes of a cell with a figure, which does not break."""


class NodeWriter:
    """Makes standard nodes; what only serves to move about in a site has none."""

    def heading(self, block: Heading) -> list[nodes.Element]:
        """Return a heading outside the sections of a document."""
        title = nodes.rubric(block.text, block.text, translatable=False)
        return [*self.mark(Mark(block.anchor)), title] if block.anchor else [title]

    def mark(self, block: Mark) -> list[nodes.Element]:
        """Return a target."""
        return [nodes.target("", "", ids=[block.anchor])]

    def paragraph(self, block: Paragraph) -> list[nodes.Element]:
        """Return a paragraph."""
        return [paragraph_node(block.text)]

    def listing(self, block: Listing) -> list[nodes.Element]:
        """Return the source in pieces, with the numbers of its lines."""
        lines = block.text.splitlines(keepends=True)
        found: list[nodes.Element] = []
        for start in range(0, len(lines), _LINES_PER_BLOCK):
            text = "".join(lines[start : start + _LINES_PER_BLOCK])
            numbers = {"linenostart": start + 1}
            found.append(
                nodes.literal_block(
                    text,
                    text,
                    language=lexer_for(text, block.lexer),
                    force=True,
                    linenos=True,
                    highlight_args=numbers,
                )
            )
        return found

    def snippet(self, block: Snippet) -> list[nodes.Element]:
        """Return the literal block that every format has for it."""
        text = visible(block.text.removesuffix("\n"))
        # Code that does not lex, cut off for example, is no reason for a warning.
        lexer = lexer_for(text, block.lexer)
        return [nodes.literal_block(text, text, language=lexer, force=True)]

    def notice(self, block: Notice) -> list[nodes.Element]:
        """Return a box."""
        return [nodes.admonition("", paragraph_node(block.text), classes=["kwindex-notice"])]

    def fields(self, block: Fields) -> list[nodes.Element]:
        """Return a list of fields."""
        fields = (
            nodes.field(
                "",
                nodes.field_name("", visible(field.label)),
                nodes.field_body("", paragraph_node(field.value)),
            )
            for field in block.rows
        )
        return [nodes.field_list("", *fields)]

    def table(self, block: Table) -> list[nodes.Element]:
        """Return a table; an anchor of a row is in its first cell."""
        group = nodes.tgroup("", cols=len(block.columns))
        group.extend(
            nodes.colspec("", colwidth=10 if position in block.figures else 30)
            for position in range(len(block.columns))
        )
        head = [paragraph_node((Span(column),)) for column in block.columns]
        group.append(nodes.thead("", nodes.row("", *(nodes.entry("", cell) for cell in head))))
        body = nodes.tbody("")
        for row in block.rows:
            cells = [paragraph_node(cell) for cell in row.cells]
            if row.anchor:
                cells[0].insert(0, nodes.target("", "", ids=[row.anchor]))
            body.append(
                nodes.row(
                    "",
                    *(
                        nodes.entry("", cell, classes=_FIGURE if at in block.figures else [])
                        for at, cell in enumerate(cells)
                    ),
                )
            )
        group.append(body)
        return [nodes.table("", group, classes=["longtable"])]

    def definitions(self, block: Definitions) -> list[nodes.Element]:
        """Nest the rows by depth: an inner list is in the body of the definition before it."""
        found: list[nodes.Element] = []
        open_lists: list[tuple[int, nodes.definition_list]] = []
        body = nodes.definition("")
        for row in block.rows:
            depth = min(row.depth, _MOST_LISTS - 1)
            while open_lists and open_lists[-1][0] > depth:
                open_lists.pop()
            if not open_lists or open_lists[-1][0] < depth:
                inner = nodes.definition_list()
                if open_lists:
                    body.append(inner)
                else:
                    found.append(inner)
                open_lists.append((depth, inner))
            body = nodes.definition("")
            if row.summary:
                body.append(paragraph_node(row.summary))
            body.extend(DocstringNodes(_MOST_LISTS - len(open_lists)).whole(row.passages))
            body.extend(node for fold in row.remarks for node in _fold(fold))
            open_lists[-1][1].append(nodes.definition_list_item("", _term(row, block.home), body))
        return found

    def folds(self, block: Folds) -> list[nodes.Element]:
        """Return paragraphs, what follows each of them below it."""
        return [node for fold in block.rows for node in _fold(fold)]

    def glance(self, block: Glance) -> list[nodes.Element]:
        """Return the facts in a line; links to parts of a page are for moving about in a site."""
        spans: list[Span] = []
        for fact in block.facts:
            spans += [Span(" · "), *fact] if spans else fact
        return [paragraph_node(tuple(spans))]

    def folded(self, block: Folded) -> list[nodes.Element]:
        """Return the part, open, below its title."""
        title = self.heading(Heading(2, block.title, block.anchor))
        return [*title, *self.blocks(block.blocks)]

    def blocks(self, blocks: Iterable[Block]) -> list[nodes.Element]:
        """Return the nodes of several blocks."""
        return [node for block in blocks for node in write_block(block, self)]

    def docstring(self, block: Docstring) -> list[nodes.Element]:
        """Return the docstring of a module."""
        return [*DocstringNodes(_MOST_LISTS).whole(block.passages)]

    def keywords(self, block: KeywordList) -> list[nodes.Element]:
        """Return a list."""
        entries = (_keyword(block, row) for row in block.rows)
        # Sentences have no room in columns.
        classes = [] if any(row.words for row in block.rows) else [KEYWORDS_CLASS]
        return [nodes.bullet_list("", *entries, classes=classes)]

    def trail(self, _block: Trail) -> list[nodes.Element]:
        """Return nothing."""
        return []

    def finder(self, _block: Finder) -> list[nodes.Element]:
        """Return nothing."""
        return []

    def letters(self, _block: Letters) -> list[nodes.Element]:
        """Return nothing."""
        return []

    def chapters(self, _block: Chapters) -> list[nodes.Element]:
        """Return nothing."""
        return []

    def graph(self, _block: Graph) -> list[nodes.Element]:
        """Return nothing: a format that can show a picture does not ask for nodes."""
        return []

    def treemap(self, _block: Treemap) -> list[nodes.Element]:
        """Return nothing: pages say the same in words."""
        return []


def _fold(fold: Fold) -> list[nodes.Element]:
    """Return a line, and all that a reader would open, in paragraphs."""
    found = [paragraph_node(text) for text in (fold.head, *fold.lines)]
    if fold.anchor:
        found[0].insert(0, nodes.target("", "", ids=[fold.anchor]))
    return [*found]


def _term(row: Definition, home: str) -> nodes.term:
    """Return what is defined; on another page than its ``home`` it leads there."""
    signature = "".join(span.text for span in row.signature)
    lead = "".join(f"@{words_of(decorator)} " for decorator in row.decorators)
    shown = visible(f"{lead}{row.lead}{row.name}{signature}")
    name: nodes.Element = nodes.literal(shown, shown)
    if home:
        name = link_node(home, row.anchor, [name])
    note = f" ({row.note}, line {row.line})" if row.note else f" (line {row.line})"
    words = nodes.Text(", documentation")
    written = kwindex_mention(
        "", "", words, name="", home=home, anchor=row.anchor, is_optional=True
    )
    ids = [] if home else [row.anchor]
    return nodes.term("", "", name, nodes.Text(note), written, ids=ids)


def _keyword(block: KeywordList, row: KeywordRow) -> nodes.list_item:
    shown = visible(row.qualname)
    first = row.places[0]
    contents: list[nodes.Node] = [
        link_node(first.docname, first.anchor, [nodes.literal(shown, shown)])
    ]
    kind = row.kind if block.shows_kinds else ""
    line = f"line {row.line}" if row.line else ""
    words = ", ".join(word for word in (row.note, kind, line) if word)
    if words:
        contents.append(nodes.Text(f" ({words})"))
    for place in row.places if first.path else ():
        contents.append(nodes.Text("; " if place is not first else " – "))
        path = visible(block.shown_path(place))
        contents.append(link_node(place.docname, place.anchor, [nodes.literal(path, path)]))
        contents.extend(text_nodes(place.words))
    if row.words:
        contents += [nodes.Text(" – "), *text_nodes(row.words)]
    return nodes.list_item("", nodes.paragraph("", "", *contents))
