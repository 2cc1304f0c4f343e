"""The Sphinx shell: the only ring that imports Sphinx, docutils and MyST-Parser."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sphinx_kwindex.options import options
from sphinx_kwindex.sphinx_ext.books.assembly import MendReferences
from sphinx_kwindex.sphinx_ext.books.book import ArrangeBook, depart_part, kwindex_part, visit_part
from sphinx_kwindex.sphinx_ext.books.numbering import (
    LeaveHeadingsUnnumbered,
    depart_heading,
    kwindex_heading,
    visit_heading,
)
from sphinx_kwindex.sphinx_ext.books.paper import LATEX_PACKAGE, FitToPaper
from sphinx_kwindex.sphinx_ext.build import Build
from sphinx_kwindex.sphinx_ext.extension_event import EXTEND
from sphinx_kwindex.sphinx_ext.reading.directives import DIRECTIVES
from sphinx_kwindex.sphinx_ext.reading.expansion import ExpandBlocks
from sphinx_kwindex.sphinx_ext.reading.nodes import (
    depart_link,
    kwindex_block,
    kwindex_graph,
    kwindex_link,
    kwindex_math,
    kwindex_source,
    visit_block,
    visit_link,
    visit_math,
    visit_source,
)
from sphinx_kwindex.sphinx_ext.reading.parser import FILE_TYPE, PageParser
from sphinx_kwindex.sphinx_ext.references.domain import DOMAIN, KeywordDomain
from sphinx_kwindex.sphinx_ext.references.general_index import IndexDefinitions
from sphinx_kwindex.sphinx_ext.themes.pictures import Pictures
from sphinx_kwindex.sphinx_ext.themes.toctree import kwindex_chapters
from sphinx_kwindex.store.own_code import code_digest
from sphinx_kwindex.store.staging import SUFFIX

__all__ = ["setup_extension"]


def setup_extension(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register options, parser, nodes, assets and event handlers with ``app``.

    Parameters
    ----------
    app:
        The application that loads the extension.
    version:
        The version of the package.
    """
    for option in options():
        # The options change the text of staged pages, whose time stamps tell Sphinx what to read
        # again; a rebuild of the whole environment would be too much.
        app.add_config_value(
            option.name, option.default, "", option.types, description=option.description
        )
    app.add_source_suffix(SUFFIX, FILE_TYPE)
    app.add_source_parser(PageParser)
    app.add_node(kwindex_block, html=(visit_block, None))
    pictures = Pictures()
    app.add_node(kwindex_graph, html=(pictures.visit, None), latex=(pictures.visit_latex, None))
    app.add_node(kwindex_source, html=(visit_source, None))
    app.add_node(kwindex_link, html=(visit_link, depart_link))
    app.add_node(kwindex_math, html=(visit_math, None))
    app.add_node(kwindex_chapters)
    app.add_node(kwindex_part, latex=(visit_part, depart_part))
    app.add_node(kwindex_heading, html=(visit_heading, depart_heading))
    app.add_post_transform(ArrangeBook)
    app.add_post_transform(ExpandBlocks)
    app.add_domain(KeywordDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain(DOMAIN, name, directive)
    app.add_post_transform(IndexDefinitions)
    app.add_post_transform(FitToPaper)
    app.add_post_transform(MendReferences)
    app.add_latex_package(LATEX_PACKAGE, after_hyperref=True)
    app.add_post_transform(LeaveHeadingsUnnumbered)
    app.add_event(EXTEND)
    Build(pictures).connect(app)
    return {
        "version": version,
        # Doctrees depend on all of our code; Sphinx reads everything again when it changes.
        "env_version": int(code_digest()[:12], base=16),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
