"""References by docname to pages that are parts of others, such as the keywords of a small folder.

A folder that grows has three pages, one that shrinks has one: what was written of either leads to
the right place.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join
from sphinx.util.nodes import clean_astext, make_refnode

from sphinx_kwindex.sphinx_ext.books.assembly import assembled_anchor
from sphinx_kwindex.sphinx_ext.references.domain import domain_of


def resolve_joined(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """Resolve the role ``doc`` with the docname that a page would have, were it on its own.

    Parameters
    ----------
    app:
        The application.
    env:
        The environment.
    node:
        The reference.
    contnode:
        What it shows.
    """
    if node.get("refdomain") != "std" or node["reftype"] != "doc":
        return None
    docname = docname_join(node["refdoc"], node["reftarget"])
    found = domain_of(env).joined.get(docname)
    if found is None or found.page not in env.titles:
        return None
    if not node["refexplicit"]:
        contnode = nodes.inline("", clean_astext(env.titles[found.page]), classes=["doc"])
    anchor = assembled_anchor(app.builder, found.page, found.anchor)
    return make_refnode(app.builder, node["refdoc"], found.page, anchor, contnode)
