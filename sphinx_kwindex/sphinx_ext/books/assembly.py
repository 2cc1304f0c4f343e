"""What is special about documents that a builder assembles from many.

In an HTML page that holds them all, an anchor must be unique in the whole, and the generated pages
share most of theirs (``file-overview``, ``Engine.run``).  So each is given the name of its page.
LaTeX and Texinfo do that to all labels themselves.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_kwindex.sphinx_ext.compatibility import application_of

_ON_PAPER = frozenset({"latex", "texinfo", "man"})
_PAGE_PREFIX = "#document-"
"""What Sphinx begins the address of a page within the single one with."""


def assembled_anchor(builder: Builder, docname: str, anchor: str) -> str:
    """Return the anchor under which a reference must look for one of a generated page.

    Parameters
    ----------
    builder:
        The builder that writes the reference.
    docname:
        The generated page.
    anchor:
        The anchor as the page itself has it; empty for the page as a whole, which stays so.
    """
    if anchor and isinstance(builder, SingleFileHTMLBuilder):
        # No docname of ours holds a colon, and docutils makes no anchor with one.
        return f"{docname}:{anchor}"
    return anchor


def is_thin_book(app: Sphinx) -> bool:
    """Return whether a builder makes a book, and that without the sources of files."""
    builder = app.builder
    is_book = isinstance(builder, EpubBuilder | SingleFileHTMLBuilder) or builder.name in _ON_PAPER
    return is_book and not app.config.kwindex_full_books


def page_of(node: nodes.Node, document: str) -> str:
    """Return the docname of the page that a node is from; ``document`` is that of the whole.

    Parameters
    ----------
    node:
        A node of a document, which may be assembled from many pages.
    document:
        The docname of the whole.
    """
    parent: nodes.Node | None = node
    while isinstance(parent, nodes.Element):
        if parent.get("docname") and isinstance(parent, addnodes.start_of_file | nodes.document):
            return str(parent["docname"])
        parent = parent.parent
    return document


def assembled_pages(document: nodes.document) -> dict[str, addnodes.start_of_file]:
    """Return the pages that were assembled to a document, by their docnames; none if it is one.

    Returns
    -------
    mapping from docnames to nodes
        In the order of the document.
    """
    pages = {str(page["docname"]): page for page in document.findall(addnodes.start_of_file)}
    for page in pages.values():
        # Sphinx leaves them with the parents that they had in documents of their own.
        for child in page.children:
            child.parent = page
    return pages


class MendReferences(SphinxPostTransform):
    """Corrects the references within a page that holds all documents.

    Sphinx gives them the address of a document and an anchor, ``#document-guide#install``, and
    since Sphinx 9 it leaves them so; one to a document that is not in the whole leads nowhere.
    """

    default_priority = 900

    def run(self, **kwargs: object) -> None:
        """Correct all references."""
        if not isinstance(application_of(self.env).builder, SingleFileHTMLBuilder):
            return
        present = {self.env.docname, *assembled_pages(self.document)}
        for reference in list(self.document.findall(nodes.reference)):
            address = str(reference.get("refuri", ""))
            if address.startswith(_PAGE_PREFIX):
                docname, _, anchor = address.removeprefix(_PAGE_PREFIX).partition("#")
                if docname not in present:
                    reference.replace_self(reference.children)
                elif anchor:
                    reference["refuri"] = f"#{anchor}"
