"""Standard nodes for the formats that do not write data blocks themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
    Docstring,
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
from sphinx_kwindex.sphinx_ext.assembly import assembled_anchor, assembled_pages, page_of
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.docstring_nodes import docstring_nodes
from sphinx_kwindex.sphinx_ext.domain import KeywordDomain, domain_of
from sphinx_kwindex.sphinx_ext.nodes import (
    kwindex_block,
    kwindex_graph,
    kwindex_link,
    kwindex_mention,
    kwindex_source,
    writes_compact_html,
)
from sphinx_kwindex.sphinx_ext.paper import KEYWORDS_CLASS
from sphinx_kwindex.sphinx_ext.pictures import shows_inline, shows_on_paper
from sphinx_kwindex.sphinx_ext.virtual_project import is_generated

_LINES_PER_BLOCK = 500
"""LaTeX before Sphinx 9.1 fails on longer code blocks
(https://github.com/sphinx-doc/sphinx/issues/3099)."""

_MOST_LISTS = 4
"""Lists in each other: with more than four of a kind, or six in all, LaTeX stops."""


class ExpandBlocks(SphinxPostTransform):
    """Replaces our nodes by standard ones, unless the builder is one that knows ours."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Expand all blocks of the document, and make references of all links."""
        app = application_of(self.env)
        if writes_compact_html(app.builder):
            return
        for source in list(self.document.findall(kwindex_source)):
            source.replace_self(list(_listing(source.block)))
        docname = self.env.docname
        pages = {docname: self.document, **assembled_pages(self.document)}
        for block in list(self.document.findall(kwindex_block)):
            if isinstance(block, kwindex_graph) and shows_inline(app.builder):
                block["pages"] = tuple(pages)
            elif not (isinstance(block, kwindex_graph) and shows_on_paper(app.builder)):
                block.replace_self(list(_expand(block.block)))
        generated = {name: page for name, page in pages.items() if is_generated(app, name)}
        linker = _Linker(
            app.builder,
            docname,
            {name: frozenset(_anchors(page, name)) for name, page in generated.items()},
            is_whole=len(pages) > 1,
        )
        for link in list(self.document.findall(kwindex_link)):
            link.replace_self(linker.resolve(link, page_of(link, docname)))
        for mention in list(self.document.findall(kwindex_mention)):
            mention.replace_self(linker.mention(mention, domain_of(self.env)))
        for name, page in generated.items():
            for node in _own_elements(page, name):
                node["ids"] = [
                    assembled_anchor(app.builder, name, anchor) for anchor in node["ids"]
                ]


class _Linker:
    """Makes references of links, as far as what they lead to is there."""

    def __init__(
        self,
        builder: Builder,
        document: str,
        anchors: Mapping[str, frozenset[str]],
        *,
        is_whole: bool,
    ) -> None:
        self._builder = builder
        self._document = document
        self._anchors = anchors
        self._is_whole = is_whole

    def resolve(self, link: kwindex_link, page: str) -> list[nodes.Node]:
        """Return a reference with the contents of a link on a page, or these alone."""
        target = page if link["docname"] == HERE else link["docname"]
        anchor = link["anchor"]
        known = self._anchors.get(target)
        if known is None and self._is_whole:
            return link.children
        if known is not None and anchor not in known:
            anchor = ""
            if target == page:
                return link.children
        anchor = assembled_anchor(self._builder, target, anchor)
        try:
            reference = make_refnode(self._builder, self._document, target, anchor, link.children)
        except NoUri:
            return link.children
        return [reference]

    def mention(self, node: kwindex_mention, domain: KeywordDomain) -> list[nodes.Node]:
        """Return a reference to what somebody else wrote of a name or a definition."""
        contents = [] if node["is_optional"] else node.children
        name = node["name"]
        if name:
            written = domain.elsewhere.written(name)
        else:
            home = node["home"] or page_of(node, self._document)
            written = domain.written(home, node["anchor"])
        if written is None:
            address = domain.elsewhere.inventory_address(name, self._document) if name else ""
            if not address:
                return contents
            return [nodes.reference("", "", *node.children, internal=False, refuri=address)]
        try:
            reference = make_refnode(
                self._builder, self._document, written.docname, written.anchor, node.children
            )
        except NoUri:
            return contents
        return [reference]


def _anchors(page: nodes.Element, docname: str) -> Iterator[str]:
    for node in _own_elements(page, docname):
        yield from node["ids"]


def _own_elements(page: nodes.Element, docname: str) -> Iterator[nodes.Element]:
    """Yield the elements of a page that have anchors, without those of pages within it."""
    for node in page.findall(nodes.Element):
        if node["ids"] and page_of(node, docname) == docname:
            yield node


def _link(docname: str, anchor: str, contents: Iterable[nodes.Node]) -> kwindex_link:
    return kwindex_link("", "", *contents, docname=docname, anchor=anchor)


def _inline(text: Text) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for span in text:
        shown = visible(span.text)
        node = nodes.literal(shown, shown) if span.code else nodes.Text(shown)
        if span.url:
            found.append(nodes.reference("", "", node, internal=False, refuri=span.url))
        elif span.docname:
            found.append(_link(span.docname, span.anchor, [node]))
        elif span.elsewhere:
            found.append(
                kwindex_mention("", "", node, name=span.elsewhere, is_optional=span.optional)
            )
        else:
            found.append(node)
    return found


def _paragraph(text: Text) -> nodes.paragraph:
    return nodes.paragraph("", "", *_inline(text))


def _expand(block: DataBlock) -> Iterator[nodes.Node]:
    """Yield the standard nodes of a block; what only serves to move about in a site has none."""
    match block:
        case Notice():
            yield nodes.admonition("", _paragraph(block.text), classes=["kwindex-notice"])
        case Fields():
            yield _fields(block)
        case Table():
            yield _table(block)
        case Definitions():
            yield from _definitions(block)
        case Docstring():
            yield from docstring_nodes(block.passages, _paragraph, _MOST_LISTS)
        case KeywordList():
            yield _keywords(block)


def _fields(block: Fields) -> nodes.Node:
    return nodes.field_list(
        "",
        *(
            nodes.field(
                "",
                nodes.field_name("", visible(field.label)),
                nodes.field_body("", _paragraph(field.value)),
            )
            for field in block.rows
        ),
    )


def _table(block: Table) -> nodes.Node:
    group = nodes.tgroup("", cols=len(block.columns))
    group.extend(
        nodes.colspec("", colwidth=10 if position in block.figures else 30)
        for position in range(len(block.columns))
    )
    head = [_paragraph((Span(column),)) for column in block.columns]
    group.append(nodes.thead("", nodes.row("", *(nodes.entry("", cell) for cell in head))))
    body = nodes.tbody("")
    for row in block.rows:
        cells = [_paragraph(cell) for cell in row.cells]
        if row.anchor:
            cells[0].insert(0, nodes.target("", "", ids=[row.anchor]))
        body.append(nodes.row("", *(nodes.entry("", cell) for cell in cells)))
    group.append(body)
    return nodes.table("", group, classes=["longtable"])


def _definitions(block: Definitions) -> Iterator[nodes.Node]:
    """Nest the rows by depth: an inner list stands in the body of the definition before it."""
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
                yield inner
            open_lists.append((depth, inner))
        body = nodes.definition("")
        if row.summary:
            body.append(_paragraph(row.summary))
        body.extend(docstring_nodes(row.passages, _paragraph, _MOST_LISTS - len(open_lists)))
        open_lists[-1][1].append(nodes.definition_list_item("", _term(row, block.home), body))


def _term(row: Definition, home: str) -> nodes.term:
    """Return what is defined; on another page than its ``home`` it leads there."""
    signature = "".join(span.text for span in row.signature)
    lead = "".join(f"@{decorator} " for decorator in row.decorators)
    shown = visible(f"{lead}{row.lead}{row.name}{signature}")
    name: nodes.Element = nodes.literal(shown, shown)
    if home:
        name = _link(home, row.anchor, [name])
    note = f" ({row.note}, line {row.line})" if row.note else f" (line {row.line})"
    words = nodes.Text(", documentation")
    written = kwindex_mention(
        "", "", words, name="", home=home, anchor=row.anchor, is_optional=True
    )
    ids = [] if home else [row.anchor]
    return nodes.term("", "", name, nodes.Text(note), written, ids=ids)


def _keywords(block: KeywordList) -> nodes.Node:
    return nodes.bullet_list("", *(_keyword(row) for row in block.rows), classes=[KEYWORDS_CLASS])


def _keyword(row: KeywordRow) -> nodes.Node:
    shown = visible(row.qualname)
    first = row.places[0]
    contents: list[nodes.Node] = [_link(first.docname, first.anchor, [nodes.literal(shown, shown)])]
    words = ", ".join(word for word in (row.note, row.kind) if word)
    if words:
        contents.append(nodes.Text(f" ({words})"))
    for place in row.places if first.path else ():
        contents.append(nodes.Text("; " if place is not first else " – "))
        path = visible(place.path)
        contents.append(_link(place.docname, place.anchor, [nodes.literal(path, path)]))
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
