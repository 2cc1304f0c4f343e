"""Section numbers of generated pages, for users who list them in a numbered toctree."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from sphinx_kwindex.sphinx_ext.books.assembly import page_of
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated


class kwindex_heading(nodes.title):  # noqa: N801 - docutils names nodes so
    """A heading that HTML shows without a number."""


class LeaveHeadingsUnnumbered(SphinxPostTransform):
    """Keeps the headings within a page from the number of the page.

    Only titles have numbers (see :mod:`.local_toc`), and Sphinx gives a section without one that of
    its page.
    """

    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Mark the headings, where there are numbers at all."""
        numbers = self.env.toc_secnumbers
        if not numbers:
            return
        app = application_of(self.env)
        for section in list(self.document.findall(nodes.section)):
            if isinstance(section.parent, nodes.document | addnodes.start_of_file):
                continue
            page = page_of(section, self.env.docname)
            title = section.next_node(nodes.title, descend=True)
            if page in numbers and title is not None and is_generated(app, page):
                heading = kwindex_heading(title.rawsource, "", *title.children)
                heading.attributes.update(title.attributes)
                title.replace_self(heading)


def visit_heading(translator: HTML5Translator, node: kwindex_heading) -> None:
    """Open a heading as any other, with no numbers known."""
    builder = translator.builder
    numbers, builder.secnumbers = builder.secnumbers, {}
    try:
        translator.visit_title(node)
    finally:
        builder.secnumbers = numbers


def depart_heading(translator: HTML5Translator, node: kwindex_heading) -> None:
    """Close a heading."""
    translator.depart_title(node)
