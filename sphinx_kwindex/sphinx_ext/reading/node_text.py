"""Lines of text as document nodes."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.sphinx_ext.reading.nodes import kwindex_link, kwindex_mention, math_node


def link_node(docname: str, anchor: str, contents: Iterable[nodes.Node]) -> kwindex_link:
    """Return a link to a place on a page of the site.

    Parameters
    ----------
    docname:
        The page; :data:`~sphinx_kwindex.blocks.blocks.HERE` for the one that the link is on.
    anchor:
        An identifier on it, or nothing.
    contents:
        What the reader sees.
    """
    return kwindex_link("", "", *contents, docname=docname, anchor=anchor)


def text_nodes(text: Text) -> list[nodes.Node]:
    """Return the nodes of a line of text."""
    found: list[nodes.Node] = []
    for span in text:
        if span.mark:
            found.append(nodes.target("", "", ids=[span.mark]))
        if span.tex:
            found.append(math_node(span.tex, span.text, is_block=False))
            continue
        shown = visible(span.text)
        node: nodes.Node
        node = nodes.literal(shown, shown) if span.code else nodes.Text(shown)
        if span.stress and not span.code:
            node = (nodes.emphasis if span.stress == 1 else nodes.strong)(shown, shown)
        if span.url:
            found.append(nodes.reference("", "", node, internal=False, refuri=span.url))
        elif span.docname:
            found.append(link_node(span.docname, span.anchor, [node]))
        elif span.elsewhere or span.document:
            mention = kwindex_mention("", "", node, name=span.elsewhere, document=span.document)
            mention["is_optional"] = span.optional
            found.append(mention)
        else:
            found.append(node)
    return found


def paragraph_node(text: Text) -> nodes.paragraph:
    """Return a paragraph; its words are those of the code, and not for translators."""
    return nodes.paragraph("", "", *text_nodes(text), translatable=False)
