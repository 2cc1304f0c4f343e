"""From MyST tokens of a staged page to document nodes."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser

from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.blocks.myst import ORPHAN, block_in, formula_in, place_in
from sphinx_kwindex.sphinx_ext.reading.nodes import (
    PAGE_CLASS,
    block_node,
    kwindex_link,
    math_node,
)
from sphinx_kwindex.sphinx_ext.reading.typesetting import UNTYPESET_CLASSES
from sphinx_kwindex.sphinx_ext.themes.toctree import kwindex_chapters


def render_page(text: str, document: nodes.document) -> None:
    """Fill ``document`` from the text of a page, with a fixed MyST configuration.

    Parameters
    ----------
    text:
        The staged text.
    document:
        An empty document.
    """
    parser = _page_parser()
    parser.options["document"] = document
    try:
        parser.render(text)
    finally:
        # Its nodes need not stay in memory until the next page.
        del parser.options["document"]
    # The words are those of the code; a catalogue for translators holds none of them.
    for node in document.findall(nodes.TextElement):
        node["translatable"] = False


@cache
def _page_parser() -> MarkdownIt:
    """Return the parser of all pages; it keeps nothing of one that it uses for the next."""
    return create_md_parser(MdParserConfig(enable_extensions={"attrs_block"}), PageRenderer)


class PageRenderer(SphinxRenderer):
    """MyST's renderer, with our data blocks, links and heading anchors."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Take the document that the options name.

        MyST makes another one before it looks, in case they name none.  All options of docutils
        are declared anew for that, which took a twentieth of a build.

        Parameters
        ----------
        options:
            The options of the parser, with the document.
        env:
            What the parser noted about the page.
        """
        make_document = base.make_document
        base.make_document = lambda *_: options["document"]
        try:
            super().setup_render(options, env)
        finally:
            base.make_document = make_document

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Note that a page is in no table of contents, which is all that ours say of themselves.

        To read it as YAML, and to resolve the path of the page twice, took a fiftieth of a build.
        """
        if f"---\n{token.content}\n---\n" != ORPHAN:
            super().render_front_matter(token)
            return
        language = self.document.settings.language_code
        self.current_node.append(self.dict_to_fm_field_list({"orphan": True}, language))

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Make a data block of a fence of ours, or what MyST makes of any other."""
        block = block_in(token.info, token.content)
        if block is None:
            super().render_fence(token)
            return
        if isinstance(block, Chapters):
            self.current_node.append(kwindex_chapters(chapters=block))
            return
        # What is JSON in the fence stays as it is, it need not be written again.
        node = block_node(block, token.content, is_own=True)
        self.add_line_and_source_path(node, token)
        self.current_node.append(node)

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Give a section the anchor that the page names, unseen by any register of labels."""
        anchor = token.attrs.pop("id", None)
        super().render_heading(token)
        section = self.current_node
        if anchor is not None and isinstance(section, nodes.section):
            for old in section["ids"]:
                self.document.ids.pop(old, None)
            # Nothing refers to it by its words, and a page may be named like one of its sections.
            for name in section["names"]:
                self.document.nameids.pop(name, None)
                self.document.nametypes.pop(name, None)
            section["names"] = []
            section["ids"] = [str(anchor)]
            self.document.ids[str(anchor)] = section
            # sphinx.ext.autosectionlabel makes labels of it: our pages share the words of their
            # titles, and none of its own may be given twice.
            title = section.next_node(nodes.title)
            if title is not None:
                title.rawsource = f"{self._docname()}#{anchor}"
        if token.tag == "h1":
            section["classes"] += [PAGE_CLASS, *UNTYPESET_CLASSES]

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Make a link between pages, without a look-up: we made both ends."""
        href = str(token.attrGet("href") or "")
        tex = formula_in(href)
        if tex:
            plain = "".join(child.content for child in token.children)
            self.current_node.append(math_node(tex, plain, is_block=False))
            return
        place = place_in(href)
        if place is None:
            super().render_link(token)
            return
        docname, anchor = place
        node = kwindex_link("", "", docname=docname, anchor=anchor)
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def _docname(self) -> str:
        env: Any = self.sphinx_env
        return str(env.docname)
