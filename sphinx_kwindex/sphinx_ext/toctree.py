"""How the generated pages hang together with the user's, for navigation and for books."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.pages.blocks import Chapters, Crumb

INJECTED = "kwindex_injected"
"""Attribute of a toctree of the root document to which our entry was added: its docname."""


class kwindex_chapters(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Pages that a book has and navigation has not: ``entries``, to become a toctree late."""


def chapters_nodes(block: Chapters, docname: str) -> list[nodes.Node]:
    """Return the nodes for the pages below a folder page."""
    found: list[nodes.Node] = []
    if block.before:
        found.append(_book_only(block.before, docname))
    if block.listed:
        found.append(_wrapped(_toctree(block.listed, docname)))
    if block.after:
        found.append(_book_only(block.after, docname))
    return found


def reveal_chapters(doctree: nodes.document) -> None:
    """Turn the pages that only books have into toctrees.

    This runs after Sphinx has collected its toctrees: navigation never learns of these, and the
    builders that assemble documents find them in the doctree.
    """
    for node in list(doctree.findall(kwindex_chapters)):
        toctree = addnodes.toctree()
        toctree.update_basic_atts(node)
        toctree.attributes.update(node["toctree"])
        node.replace_self(_wrapped(toctree))


def inject_entry(doctree: nodes.document, root: str, index: str) -> None:
    """Add our index to the last toctree of the root document, or to a new one.

    A document in which a toctree lists the index already stays as it is.
    """
    toctrees = list(doctree.findall(addnodes.toctree))
    if any(index in toctree["includefiles"] for toctree in toctrees):
        return
    if toctrees:
        toctrees[-1]["entries"].append((None, index))
        toctrees[-1]["includefiles"].append(index)
        toctrees[-1][INJECTED] = index
        return
    toctree = _toctree([Crumb("", index)], root)
    toctree["hidden"] = False
    toctree["maxdepth"] = 1
    toctree[INJECTED] = index
    sections = [child for child in doctree.children if isinstance(child, nodes.section)]
    (sections[-1] if sections else doctree).append(_wrapped(toctree))


def has_injected_entry(doctree: nodes.document, index: str) -> bool:
    """Tell whether our entry, for this very index, was added to a document."""
    return any(toctree.get(INJECTED) == index for toctree in doctree.findall(addnodes.toctree))


def lists_index(env: BuildEnvironment, index: str, besides: str) -> bool:
    """Tell whether the user lists our index.

    ``besides`` is the document that our own entry was added to, empty if it was to none; a toctree
    there that lists the index too has been left as it is.
    """
    return any(
        index in included
        for docname, included in env.toctree_includes.items()
        if docname != besides
    )


def navigation_of(env: BuildEnvironment, index: str) -> str:
    """Return what a table of contents of the whole site shows of the generated pages."""
    prefix = index.removesuffix("index")
    shown = [
        (docname, name, env.titles[name].astext())
        for docname, included in sorted(env.toctree_includes.items())
        for name in included
        if name.startswith(prefix) and name in env.titles
    ]
    return repr(shown)


def _book_only(crumbs: Iterable[Crumb], docname: str) -> kwindex_chapters:
    return kwindex_chapters(toctree=_toctree(crumbs, docname).attributes)


def _toctree(crumbs: Iterable[Crumb], docname: str) -> addnodes.toctree:
    entries = [(crumb.label or None, crumb.docname) for crumb in crumbs]
    return addnodes.toctree(
        parent=docname,
        entries=entries,
        includefiles=[target for _, target in entries],
        maxdepth=-1,
        caption=None,
        rawcaption="",
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )


def _wrapped(toctree: addnodes.toctree) -> nodes.compound:
    return nodes.compound("", toctree, classes=["toctree-wrapper"])
