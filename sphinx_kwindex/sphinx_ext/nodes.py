"""The document nodes of the generated pages, and how HTML shows them.

A table or an index is one leaf node that carries its data: nodes are what costs in Sphinx.  HTML is
written from the data in one go; for all other formats :mod:`.expansion` makes standard nodes of it.
"""

from __future__ import annotations

from typing import Any

import msgspec
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from sphinx_kwindex.pages.blocks import HERE, DataBlock, Listing
from sphinx_kwindex.pages.html import render_block

PAGE_CLASS = "kwindex-page"
"""Class of the outermost section of every generated page."""


class kwindex_block(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A data block; ``payload`` is its JSON.  Its text child is for the search index alone."""

    @property
    def block(self) -> DataBlock:
        """The block, decoded."""
        return msgspec.json.decode(self["payload"], type=DataBlock)  # type: ignore[no-any-return]


class kwindex_source(nodes.General, nodes.Element):  # noqa: N801
    """The source of a file: ``lexer`` and ``text``."""

    @property
    def block(self) -> Listing:
        """The listing."""
        return Listing(self["lexer"], self["text"])


class kwindex_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to a page of the site: ``docname`` and ``anchor``."""


def visit_block(translator: HTML5Translator, node: kwindex_block) -> None:
    """Write a data block."""
    builder = translator.builder
    current = translator.docnames[-1]

    def href(docname: str) -> str:
        return builder.get_relative_uri(current, docname)

    translator.body.append(render_block(node.block, href))
    raise nodes.SkipNode


def visit_source(translator: HTML5Translator, node: kwindex_source) -> None:
    """Write highlighted source with an anchor for each line; the numbers come from the style."""
    highlighted = translator.highlighter.highlight_block(
        node["text"],
        node["lexer"],
        opts={"stripnl": False},
        force=True,
        location=node,
        linespans="L",
    )
    translator.body.append(
        f'<div class="kwindex-source highlight-{node["lexer"]} notranslate">{highlighted}</div>\n'
    )
    raise nodes.SkipNode


def visit_link(translator: HTML5Translator, node: kwindex_link) -> None:
    """Open a link."""
    fragment = f"#{node['anchor']}" if node["anchor"] else ""
    docname = node["docname"]
    if docname != HERE:
        fragment = translator.builder.get_relative_uri(translator.docnames[-1], docname) + fragment
    attributes: dict[str, Any] = {"href": fragment or "#", "class": "reference internal"}
    translator.body.append(translator.starttag(node, "a", "", **attributes))


def depart_link(translator: HTML5Translator, node: kwindex_link) -> None:
    """Close a link."""
    translator.body.append("</a>")


def writes_compact_html(builder: object) -> bool:
    """Tell whether a builder writes the data blocks as HTML itself.

    ``singlehtml`` does not: it corrects the addresses of standard references only.
    """
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name != "singlehtml"
