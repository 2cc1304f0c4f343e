"""Standard nodes for the formats that do not write data blocks themselves."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinx_kwindex.pages.blocks import (
    HERE,
    DataBlock,
    Definition,
    Definitions,
    Fields,
    KeywordList,
    KeywordRow,
    Listing,
    Notice,
    Span,
    Table,
    Text,
)
from sphinx_kwindex.pages.characters import visible
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.nodes import (
    kwindex_block,
    kwindex_link,
    kwindex_source,
    writes_compact_html,
)

_LINES_PER_BLOCK = 500
"""LaTeX before Sphinx 9.1 fails on longer code blocks
(https://github.com/sphinx-doc/sphinx/issues/3099)."""


class ExpandBlocks(SphinxPostTransform):
    """Replaces our nodes by standard ones, unless the builder is one that knows ours."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Expand all blocks of the document."""
        builder = application_of(self.env).builder
        if writes_compact_html(builder):
            return
        for source in list(self.document.findall(kwindex_source)):
            source.replace_self(list(_listing(source.block)))
        for block in list(self.document.findall(kwindex_block)):
            linker = _Linker(builder, self.env.docname, _home(block, self.env.docname))
            block.replace_self(list(_expand(block.block, linker)))
        for link in list(self.document.findall(kwindex_link)):
            linker = _Linker(builder, self.env.docname, _home(link, self.env.docname))
            link.replace_self(linker.link(link["docname"], link["anchor"], link.children))


class _Linker:
    """Makes references from one place of a document."""

    def __init__(self, builder: Builder, document: str, home: str) -> None:
        self._builder = builder
        self._document = document
        self._home = home

    def link(self, docname: str, anchor: str, contents: list[nodes.Node]) -> list[nodes.Node]:
        """Return a reference around ``contents``, or these alone where the format has none."""
        target = self._home if docname == HERE else docname
        try:
            reference = make_refnode(self._builder, self._document, target, anchor, contents)
        except NoUri:
            return contents
        return [reference]

    def text(self, text: Text) -> list[nodes.Node]:
        """Return spans as inline nodes."""
        found: list[nodes.Node] = []
        for span in text:
            shown = visible(span.text)
            node = nodes.literal(shown, shown) if span.code else nodes.Text(shown)
            if span.url:
                found.append(nodes.reference("", "", node, internal=False, refuri=span.url))
            elif span.docname:
                found.extend(self.link(span.docname, span.anchor, [node]))
            else:
                found.append(node)
        return found

    def paragraph(self, text: Text) -> nodes.paragraph:
        """Return spans as a paragraph."""
        return nodes.paragraph("", "", *self.text(text))


def _home(node: nodes.Node, document: str) -> str:
    """Return the document that a node is from; an assembled one notes it on the sections."""
    parent = node.parent
    while isinstance(parent, nodes.Element):
        if parent.get("docname"):
            return str(parent["docname"])
        parent = parent.parent
    return document


def _expand(block: DataBlock, linker: _Linker) -> Iterator[nodes.Node]:
    """Yield the standard nodes of a block; what only serves to move about in a site has none."""
    match block:
        case Notice():
            yield nodes.admonition("", linker.paragraph(block.text), classes=["kwindex-notice"])
        case Fields():
            yield _fields(block, linker)
        case Table():
            yield _table(block, linker)
        case Definitions():
            yield from _definitions(block.rows, linker)
        case KeywordList():
            yield _keywords(block, linker)


def _fields(block: Fields, linker: _Linker) -> nodes.Node:
    return nodes.field_list(
        "",
        *(
            nodes.field(
                "",
                nodes.field_name("", visible(field.label)),
                nodes.field_body("", linker.paragraph(field.value)),
            )
            for field in block.rows
        ),
    )


def _table(block: Table, linker: _Linker) -> nodes.Node:
    group = nodes.tgroup("", cols=len(block.columns))
    group.extend(
        nodes.colspec("", colwidth=10 if position in block.figures else 30)
        for position in range(len(block.columns))
    )
    head = [linker.paragraph((Span(column),)) for column in block.columns]
    group.append(nodes.thead("", nodes.row("", *(nodes.entry("", cell) for cell in head))))
    body = nodes.tbody("")
    for row in block.rows:
        cells = [nodes.entry("", linker.paragraph(cell)) for cell in row.cells]
        if row.anchor:
            cells[0].insert(0, nodes.target("", "", ids=[row.anchor]))
        body.append(nodes.row("", *cells))
    group.append(body)
    return nodes.table("", group, classes=["longtable"])


def _definitions(rows: tuple[Definition, ...], linker: _Linker) -> Iterator[nodes.Node]:
    """Nest the rows by depth: an inner list stands in the body of the definition before it."""
    open_lists: list[tuple[int, nodes.definition_list]] = []
    body = nodes.definition("")
    for row in rows:
        while open_lists and open_lists[-1][0] > row.depth:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < row.depth:
            inner = nodes.definition_list()
            if open_lists:
                body.append(inner)
            else:
                yield inner
            open_lists.append((row.depth, inner))
        body = nodes.definition("")
        if row.summary:
            body.append(linker.paragraph(row.summary))
        open_lists[-1][1].append(nodes.definition_list_item("", _term(row), body))


def _term(row: Definition) -> nodes.term:
    signature = "".join(span.text for span in row.signature)
    lead = "".join(f"@{decorator} " for decorator in row.decorators)
    shown = visible(f"{lead}{row.prefix}{' ' if row.prefix else ''}{row.name}{signature}")
    note = f" ({row.note}, line {row.line})" if row.note else f" (line {row.line})"
    return nodes.term("", "", nodes.literal(shown, shown), nodes.Text(note), ids=[row.anchor])


def _keywords(block: KeywordList, linker: _Linker) -> nodes.Node:
    return nodes.bullet_list("", *(_keyword(row, linker) for row in block.rows))


def _keyword(row: KeywordRow, linker: _Linker) -> nodes.Node:
    shown = visible(row.qualname)
    first = row.places[0]
    contents = linker.link(first.docname, first.anchor, [nodes.literal(shown, shown)])
    words = ", ".join(word for word in (row.note, row.kind) if word)
    if words:
        contents.append(nodes.Text(f" ({words})"))
    for place in row.places if first.path else ():
        contents.append(nodes.Text("; " if place is not first else " – "))
        label: list[nodes.Node] = [nodes.Text(visible(place.path))]
        contents.extend(linker.link(place.docname, place.anchor, label))
    return nodes.list_item("", nodes.paragraph("", "", *contents))


def _listing(block: Listing) -> Iterator[nodes.Node]:
    lines = block.text.splitlines(keepends=True)
    for start in range(0, len(lines), _LINES_PER_BLOCK):
        text = "".join(lines[start : start + _LINES_PER_BLOCK])
        yield nodes.literal_block(
            text,
            text,
            language=block.lexer,
            force=True,
            linenos=True,
            highlight_args={"linenostart": start + 1},
        )
