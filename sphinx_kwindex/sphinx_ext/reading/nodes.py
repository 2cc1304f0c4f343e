"""The document nodes of the generated pages, and how HTML shows them.

A table or an index is one leaf node that carries its data: nodes are what costs in Sphinx.  HTML is
written from the data in one go; for all other formats :mod:`.expansion` makes standard nodes of it.
"""

from __future__ import annotations

from functools import partial

import msgspec
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from sphinx_kwindex.blocks.blocks import HERE, DataBlock, Listing, Snippet
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.html import HtmlWriter
from sphinx_kwindex.blocks.listed_places import NO_PLACES, ListedPlaces, ListedTarget
from sphinx_kwindex.blocks.myst import encode
from sphinx_kwindex.blocks.search_words import search_words
from sphinx_kwindex.blocks.writer import write_block
from sphinx_kwindex.sphinx_ext.books.assembly import is_thin_book
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.highlighting import highlight, highlight_listing
from sphinx_kwindex.sphinx_ext.kept_listing import kept_listing
from sphinx_kwindex.sphinx_ext.listing_formatter import source_data
from sphinx_kwindex.sphinx_ext.reading.typesetting import typeset
from sphinx_kwindex.sphinx_ext.references.domain import domain_of
from sphinx_kwindex.sphinx_ext.references.elsewhere import WrittenObject
from sphinx_kwindex.sphinx_ext.token_styles import unstyled_classes

PAGE_CLASS = "kwindex-page"
"""Class of the outermost section of every generated page."""


class kwindex_block(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A data block; ``payload`` is its JSON.

    On a page of the user its text child is for the search index; a generated page tells that in
    another way.
    """

    @property
    def block(self) -> DataBlock:
        """The block, decoded."""
        block: DataBlock = msgspec.json.decode(self["payload"], type=DataBlock)
        return block


class kwindex_graph(kwindex_block):  # noqa: N801
    """A graph.  Where pages are assembled to one, ``pages`` holds the names of those in it."""


class kwindex_source(nodes.General, nodes.Element):  # noqa: N801
    """The source of a file: ``lexer`` and ``text``; lines have anchors if it ``is_own``.

    ``places`` is the JSON of what is at places of it, if anything is.
    """

    @property
    def block(self) -> Listing:
        """The listing."""
        encoded = self["places"]
        places = msgspec.json.decode(encoded, type=ListedPlaces) if encoded else NO_PLACES
        return Listing(self["lexer"], self["text"], places)


def block_node(
    block: DataBlock, payload: str = "", *, is_own: bool = False
) -> kwindex_block | kwindex_source:
    """Return the node of a data block.

    Parameters
    ----------
    block:
        The block.
    payload:
        Its JSON, where that is at hand.
    is_own:
        Whether it is on its own page, where the lines of a source have anchors, and words of the
        block need not be told to the search.
    """
    if isinstance(block, Listing):
        has_places = block.places != NO_PLACES
        return kwindex_source(
            lexer=block.lexer,
            text=block.text,
            places=msgspec.json.encode(block.places).decode() if has_places else "",
            is_own=is_own,
            classes=["no-search"],
        )
    if isinstance(block, Snippet):
        # Its fence is no JSON.  No literal block: extensions that read the code in documents would
        # take what is cut off, or meant to do harm, for examples of the user's.
        payload = ""
    kind = kwindex_graph if isinstance(block, Graph) else kwindex_block
    node = kind(payload=payload or encode(block))
    words = "" if is_own else search_words(block)
    if words:
        node.append(nodes.Text(words))
    return node


class kwindex_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to a page of the site: ``docname`` and ``anchor``."""


class kwindex_mention(nodes.Inline, nodes.TextElement):  # noqa: N801
    """What somebody else may document.

    That is a ``name``, a file that may be a ``document``, or the definition at ``home`` and
    ``anchor``.

    One that ``is_optional`` is nothing but a link.
    """


class kwindex_math(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A formula: its ``tex``, and whether it ``is_block``.  Its text child is its plain form."""


def math_node(tex: str, plain: str, *, is_block: bool) -> kwindex_math:
    """Return the node of a formula.

    Parameters
    ----------
    tex:
        What is typeset.
    plain:
        The same in plain characters.
    is_block:
        Whether it has lines of its own.
    """
    return kwindex_math("", visible(plain), tex=tex, is_block=is_block)


def visit_block(translator: HTML5Translator, node: kwindex_block) -> None:
    """Write a data block."""
    written = write_block(node.block, HtmlWriter(PageAddresses(translator)))
    classes = " ".join(node["classes"])
    translator.body.append(f'<div class="{classes}">\n{written}</div>\n' if classes else written)
    raise nodes.SkipNode


class PageAddresses:
    """Where the links of a data block lead on the page that is being written."""

    def __init__(self, translator: HTML5Translator) -> None:
        self._translator = translator
        self._builder = translator.builder
        self._docname = translator.docnames[-1]
        self._highlighter = translator.highlighter
        self._domain = domain_of(translator.builder.env)
        self._pages: dict[str, str] = {}
        self.has_lines = not is_thin_book(application_of(translator.builder.env))

    def page(self, docname: str) -> str:
        """Return the relative address of a page of the site."""
        address = self._pages.get(docname)
        if address is None:
            # A table or an index leads to many lines of few pages.
            address = self._builder.get_relative_uri(self._docname, docname)
            self._pages[docname] = address
        return address

    def elsewhere(self, name: str) -> str:
        """Return where a page of the user or another project documents a name, or nothing."""
        elsewhere = self._domain.elsewhere
        written = self._address(elsewhere.written(name))
        return written or elsewhere.inventory_address(name, self._docname)

    def document(self, path: str) -> str:
        """Return where the hand-written document is that a file is, or nothing."""
        return self._address(self._domain.elsewhere.document(path))

    def written(self, docname: str, anchor: str) -> str:
        """Return where a page of the user documents the definition at a place, or nothing.

        Parameters
        ----------
        docname:
            The generated page, or :data:`~sphinx_kwindex.blocks.blocks.HERE`.
        anchor:
            The anchor of the definition on it.
        """
        home = self._docname if docname == HERE else docname
        return self._address(self._domain.written(home, anchor))

    def highlighted(self, text: str, lexer: str) -> str:
        """Return code as HTML; text that its lexer cannot read is no reason to warn.

        Parameters
        ----------
        text:
            The code.
        lexer:
            The name that Pygments has for its language.
        """
        return highlight(self._highlighter, visible(text), lexer)

    def place(self, target: ListedTarget) -> str:
        """Return the address of a place that names in a source lead to, or nothing."""
        if target.name:
            return self.elsewhere(target.name)
        fragment = f"#{target.anchor}" if target.anchor else ""
        return (fragment or "#") if target.docname == HERE else self.page(target.docname) + fragment

    def formula(self, tex: str, plain: str, *, is_block: bool) -> str:
        """Return a formula as HTML, as the site typesets all of them.

        Parameters
        ----------
        tex:
            The formula.
        plain:
            The same in plain characters.
        is_block:
            Whether it has lines of its own.
        """
        return typeset(self._translator, tex, plain, is_block=is_block)

    def _address(self, found: WrittenObject | None) -> str:
        if found is None:
            return ""
        return f"{self.page(found.docname)}{'#' if found.anchor else ''}{found.anchor}"


def visit_math(translator: HTML5Translator, node: kwindex_math) -> None:
    """Write a formula."""
    translator.body.append(
        typeset(translator, node["tex"], node.astext(), is_block=node["is_block"])
    )
    raise nodes.SkipNode


_SCROLLS = '<div class="highlight" tabindex="0" role="region" aria-label="Source">'


def visit_source(translator: HTML5Translator, node: kwindex_source) -> None:
    """Write highlighted source with an anchor for each line; the numbers come from the style."""
    builder, block = translator.builder, node.block
    if builder.name == "epub":
        # A book needs the places that others lead to; a reading system has no use for the rest.
        block = Listing(block.lexer, block.text, ListedPlaces(anchors=block.places.anchors))
    place = PageAddresses(translator).place
    if node["is_own"]:
        kept, docname = domain_of(builder.env).area.highlighted, translator.docnames[-1]
        highlighted = kept_listing(kept, builder, docname, block, place, linespans="L")
    else:
        unstyled = partial(unstyled_classes, builder)
        highlighted = highlight_listing(translator.highlighter, block, place, unstyled)
    # Long lines scroll, also for who has no mouse.
    highlighted = highlighted.replace('<div class="highlight">', _SCROLLS, 1)
    data = source_data(block.places) if node["is_own"] else ""
    translator.body.append(
        f'<div class="kwindex-source highlight-{node["lexer"]} notranslate"{data}>'
        f"{highlighted}</div>\n"
    )
    raise nodes.SkipNode


def visit_link(translator: HTML5Translator, node: kwindex_link) -> None:
    """Open a link."""
    fragment = f"#{node['anchor']}" if node["anchor"] else ""
    docname = node["docname"]
    if docname != HERE:
        fragment = translator.builder.get_relative_uri(translator.docnames[-1], docname) + fragment
    tag = translator.starttag(node, "a", "", href=fragment or "#")
    translator.body.append(tag)


def depart_link(translator: HTML5Translator, node: kwindex_link) -> None:
    """Close a link."""
    translator.body.append("</a>")


def writes_compact_html(builder: object) -> bool:
    """Return whether a builder writes the data blocks as HTML itself.

    ``singlehtml`` does not: it corrects the addresses of standard references only.
    """
    return isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, SingleFileHTMLBuilder
    )
