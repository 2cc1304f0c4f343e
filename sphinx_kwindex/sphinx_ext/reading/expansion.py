"""Standard nodes for the formats that do not write data blocks themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinx_kwindex.blocks.blocks import HERE, Folded, Trail
from sphinx_kwindex.blocks.html_text import LINES
from sphinx_kwindex.blocks.writer import write_block
from sphinx_kwindex.sphinx_ext.books.assembly import (
    assembled_anchor,
    assembled_pages,
    is_thin_book,
    page_of,
)
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.reading.block_nodes import NodeWriter
from sphinx_kwindex.sphinx_ext.reading.nodes import (
    kwindex_block,
    kwindex_graph,
    kwindex_link,
    kwindex_math,
    kwindex_mention,
    kwindex_source,
    writes_compact_html,
)
from sphinx_kwindex.sphinx_ext.reading.typesetting import formula_node
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated
from sphinx_kwindex.sphinx_ext.references.domain import KeywordDomain, domain_of
from sphinx_kwindex.sphinx_ext.themes.pictures import shows_inline, shows_on_paper

_TRAIL = f'{{"type":"{Trail.__struct_config__.tag}"'
"""What the JSON of the way to a page begins with."""


class ExpandBlocks(SphinxPostTransform):
    """Replaces our nodes by standard ones, unless the builder is one that knows ours."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Expand all blocks of the document, and make references of all links."""
        app = application_of(self.env)
        if is_thin_book(app):
            self._drop_sources()
        if writes_compact_html(app.builder):
            if isinstance(app.builder, EpubBuilder):
                self._drop_trails()
            return
        docname = self.env.docname
        pages = {docname: self.document, **assembled_pages(self.document)}
        self._expand(app.builder, tuple(pages))
        self._show_formulas(app.builder.format)
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

    def _drop_trails(self) -> None:
        """Drop what leads about: a reading system shows the way through a book itself."""
        for block in list(self.document.findall(kwindex_block)):
            if block["payload"].startswith(_TRAIL):
                block.parent.remove(block)

    def _drop_sources(self) -> None:
        """Drop the sources of files with their sections, and the links to their lines."""
        for source in list(self.document.findall(kwindex_source)):
            section = source.parent
            if source["is_own"] and isinstance(section, nodes.section):
                section.parent.remove(section)
        for link in list(self.document.findall(kwindex_link)):
            if link["anchor"].startswith(LINES):
                link.replace_self(link.children)

    def _expand(self, builder: Builder, pages: tuple[str, ...]) -> None:
        """Put standard nodes for sources and data blocks."""
        writer = NodeWriter()
        for source in list(self.document.findall(kwindex_source)):
            source.replace_self(writer.listing(source.block))
        for block in list(self.document.findall(kwindex_block)):
            if isinstance(block, kwindex_graph) and shows_inline(builder):
                block["pages"] = pages
            elif not (isinstance(block, kwindex_graph) and shows_on_paper(builder)):
                data = block.block
                if isinstance(data, Folded) and data.is_part:
                    _put_as_section(block, data, writer.blocks(data.blocks))
                    continue
                shown = write_block(data, writer)
                for node in shown:
                    node["classes"] += block["classes"]
                block.replace_self(shown)

    def _show_formulas(self, form: str) -> None:
        """Put standard nodes for formulas, or where nothing is typeset their plain characters.

        In HTML the formulas stay: what its renderer cannot show is no reason to warn.
        """
        for formula in list(self.document.findall(kwindex_math)):
            if form == "latex":
                formula.replace_self(_for_paper(formula))
            elif form != "html":
                words = nodes.Text(formula.astext())
                is_block = formula["is_block"]
                formula.replace_self(nodes.paragraph("", "", words) if is_block else words)


def _put_as_section(block: nodes.Element, data: Folded, body: list[nodes.Element]) -> None:
    """Put a folded part of a page where its section would be, with all that follows it there."""
    title = nodes.title(data.title, data.title, translatable=False)
    section = nodes.section("", title, *body, ids=[data.anchor])
    above = block.parent
    page = above.parent if above is not None else None
    if not isinstance(above, nodes.section) or not isinstance(page, nodes.section):
        block.replace_self(section)
        return
    place = above.index(block)
    following = above[place + 1 :]
    del above[place:]
    section += following
    page.insert(page.index(above) + 1, section)


def _for_paper(formula: kwindex_math) -> nodes.Node:
    """Return the node of a formula for LaTeX, which has no room for lines of their own in cells."""
    tex = formula["tex"]
    if not formula["is_block"] or not _is_in_table(formula):
        return formula_node(tex, is_block=formula["is_block"])
    lines = r"\\".join(tex.split("\n\n"))
    return formula_node(rf"\begin{{aligned}}{lines}\end{{aligned}}", is_block=False)


def _is_in_table(node: nodes.Node) -> bool:
    while node is not None and not isinstance(node, nodes.entry):
        node = node.parent
    return node is not None


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
        if node.get("document"):
            written = domain.elsewhere.document(node["document"])
        elif name:
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
