"""How the generated pages hang together with the user's, for navigation and for books."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.pages.blocks import Chapters, Crumb

INJECTED = "kwindex_injected"
"""Attribute of a toctree of the root document to which our entry was added: its docname."""


class kwindex_chapters(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A toctree to be: its attributes as ``toctree``; ``listed`` if navigation may know of it."""


def chapters_nodes(block: Chapters, docname: str) -> list[nodes.Node]:
    """Return the nodes for the pages below a folder page."""
    return [
        kwindex_chapters(toctree=_toctree(crumbs, docname).attributes, listed=listed)
        for crumbs, listed in ((block.before, False), (block.listed, True), (block.after, False))
        if crumbs
    ]


def reveal_chapters(doctree: nodes.document, *, listed: bool) -> None:
    """Turn the chapters that navigation may know of, or those that it may not, into toctrees.

    The latter after Sphinx has collected its toctrees: navigation never learns of them, and the
    builders that assemble documents find them in the doctree.  Neither while the page is parsed:
    Sphinx would offer the names of the files to translators.
    """
    for node in list(doctree.findall(kwindex_chapters)):
        if node["listed"] is listed:
            toctree = addnodes.toctree()
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


def lists_any(env: BuildEnvironment, docnames: Collection[str]) -> list[str]:
    """Return the documents with a toctree that lists one of ``docnames``."""
    return [
        docname
        for docname, included in env.toctree_includes.items()
        if any(name in docnames for name in included)
    ]


def navigation_of(env: BuildEnvironment) -> str:
    """Return what tables of contents, and links to the next page, show on every page.

    Themes show the headings of a document on the pages below it, and some on all pages.
    """
    shown = [
        (docname, str(env.tocs[docname]), [str(env.titles.get(name)) for name in included])
        for docname, included in sorted(env.toctree_includes.items())
    ]
    return repr(shown)


def _toctree(crumbs: Iterable[Crumb], docname: str) -> addnodes.toctree:
    entries = [(crumb.label or None, crumb.docname) for crumb in crumbs]
    return addnodes.toctree(
        parent=docname,
        entries=entries,
        includefiles=[target for _, target in entries],
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )


def _wrapped(toctree: addnodes.toctree) -> nodes.compound:
    return nodes.compound("", toctree, classes=["toctree-wrapper"])
