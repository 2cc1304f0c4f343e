"""How the generated pages hang together with the user's, for navigation and for books."""

from __future__ import annotations

from collections.abc import Collection

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.blocks.chapters import Chapters

Entries = list[tuple[str | None, str]]

INJECTED = "kwindex_injected"
"""Attribute of a toctree of the root document to which our entry was added: its docname."""


OUTLINE = "kwindex_outline"
"""Attribute of the node that holds the toctree for books of a folder's page: its chapters."""


class kwindex_chapters(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of a folder's page among the others, as its attribute ``chapters`` says."""

    @property
    def chapters(self) -> Chapters:
        """The block."""
        return self["chapters"]  # type: ignore[no-any-return]


def list_for_navigation(doctree: nodes.document, docname: str) -> None:
    """Add toctrees of the pages that navigation may know of, before Sphinx collects them.

    Not while the page is parsed: Sphinx would offer the names of the files to translators.

    Parameters
    ----------
    doctree:
        A document that was just read.
    docname:
        Its name.
    """
    for node in list(doctree.findall(kwindex_chapters)):
        if node.chapters.listed:
            entries = [(crumb.label or None, crumb.docname) for crumb in node.chapters.listed]
            node.append(new_toctree(docname, entries))


def list_for_books(doctree: nodes.document, docname: str) -> None:
    """Have toctrees of all pages of a book instead, after Sphinx has collected its toctrees.

    Navigation never learns of them; the builders that assemble documents find them in the doctree.

    Parameters
    ----------
    doctree:
        A document whose toctrees have been collected.
    docname:
        Its name.
    """
    for node in list(doctree.findall(kwindex_chapters)):
        entries: Entries = [(None, page) for page in node.chapters.pages]
        holder = _wrapped(new_toctree(docname, entries))
        holder[OUTLINE] = node.chapters
        node.replace_self(holder)


def inject_entry(doctree: nodes.document, root: str, index: str) -> None:
    """Add our index to the last toctree of the root document, or to a new one.

    A document in which a toctree lists the index already stays as it is.

    Parameters
    ----------
    doctree:
        The root document.
    root:
        Its name.
    index:
        The docname of the start page.
    """
    toctrees = list(doctree.findall(addnodes.toctree))
    if any(index in toctree["includefiles"] for toctree in toctrees):
        return
    if not toctrees:
        sections = [child for child in doctree.children if isinstance(child, nodes.section)]
        entry = _entry_of_its_own(root, index, hidden=False, maxdepth=1)
        (sections[-1] if sections else doctree).append(entry)
        return
    last = toctrees[-1]
    if last.get("numbered"):
        # The numbers are those of the user's chapters; the generated pages have none.
        entry = _entry_of_its_own(root, index, hidden=last["hidden"], maxdepth=last["maxdepth"])
        holder = last.parent
        holder.parent.insert(holder.parent.index(holder) + 1, entry)
        return
    last["entries"].append((None, index))
    last["includefiles"].append(index)
    last[INJECTED] = index


def _entry_of_its_own(root: str, index: str, *, hidden: bool, maxdepth: int) -> nodes.compound:
    toctree = new_toctree(root, [(None, index)], hidden=hidden, maxdepth=maxdepth)
    toctree[INJECTED] = index
    return _wrapped(toctree)


def has_injected_entry(doctree: nodes.document, index: str) -> bool:
    """Return whether our entry, for this very index, was added to a document.

    Parameters
    ----------
    doctree:
        The root document.
    index:
        The docname of the start page.
    """
    return any(toctree.get(INJECTED) == index for toctree in doctree.findall(addnodes.toctree))


def lists_index(env: BuildEnvironment, index: str, besides: str) -> bool:
    """Return whether the user lists our index.

    ``besides`` is the document that our own entry was added to, empty if it was to none; a toctree
    there that lists the index too has been left as it is.

    Parameters
    ----------
    env:
        The environment.
    index:
        The docname of the start page.
    besides:
        The document that our own entry was added to.
    """
    return any(
        index in included
        for docname, included in env.toctree_includes.items()
        if docname != besides
    )


def lists_any(env: BuildEnvironment, docnames: Collection[str]) -> list[str]:
    """Return the documents with a toctree that lists one of ``docnames``.

    Parameters
    ----------
    env:
        The environment.
    docnames:
        Documents that may be listed.
    """
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


def new_toctree(
    docname: str, entries: Entries, *, hidden: bool = True, maxdepth: int = -1
) -> addnodes.toctree:
    """Return a toctree of a document; each entry is its label, if any, and its page.

    Parameters
    ----------
    docname:
        The document that gets it.
    entries:
        For each entry its label, if any, and its page.
    hidden:
        Whether the page itself does not show it.
    maxdepth:
        How many levels it shows; -1 for all.
    """
    return addnodes.toctree(
        parent=docname,
        entries=entries,
        includefiles=[target for _, target in entries],
        maxdepth=maxdepth,
        caption=None,
        glob=False,
        hidden=hidden,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )


def _wrapped(toctree: addnodes.toctree) -> nodes.compound:
    return nodes.compound("", toctree, classes=["toctree-wrapper"])
