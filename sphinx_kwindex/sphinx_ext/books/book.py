"""The generated pages of an assembled document as a book: parts, chapters, and the index last.

Sphinx nests the pages of an assembled document as their toctrees do, so that a file deep in the
tree would be a paragraph of a paragraph.  In the book that is made of them here, the user's
documents come first, as they are; then a part for each folder, in the order of the paths, with a
chapter for each file; at the end the keyword index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.latex import LaTeXTranslator

from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.pages.site.anchors import KEYWORDS_ANCHOR
from sphinx_kwindex.sphinx_ext.books.assembly import assembled_pages, page_of
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.themes.toctree import OUTLINE

INDEX_TITLE = "Keyword index"
"""Title of the last part."""

_PART_ANCHOR = "part"


class kwindex_part(nodes.General, nodes.TextElement):  # noqa: N801 - docutils names nodes so
    """The title of a part where its chapters are not nested in it: LaTeX.

    ``opens`` says that it is the first.
    """


class ArrangeBook(SphinxPostTransform):
    """Makes a book of the generated pages of an assembled document."""

    default_priority = 4

    def run(self, **kwargs: object) -> None:
        """Arrange the pages, and drop the toctrees that only served to bring them together."""
        holders = [node for node in self.document.findall(nodes.compound) if OUTLINE in node]
        pages = assembled_pages(self.document) if holders else {}
        if pages:
            docname = self.env.docname
            outlines = {page_of(node, docname): node[OUTLINE] for node in holders}
            _Book(pages, outlines, nested=self._nests_parts()).arrange(self.document, docname)
        for holder in holders:
            holder.parent.remove(holder)

    def _nests_parts(self) -> bool:
        """Return whether a part is a section that holds its chapters.

        In LaTeX it comes before them, and chapters are as deep as those of the user, who may have
        parts instead.
        """
        app = application_of(self.env)
        return app.builder.format != "latex" or app.config.latex_toplevel_sectioning == "part"


class _Book:
    """The pages of an assembled document, and what each says of its place."""

    def __init__(
        self,
        pages: Mapping[str, addnodes.start_of_file],
        outlines: Mapping[str, Chapters],
        *,
        nested: bool,
    ) -> None:
        self._pages = pages
        self._outlines = outlines
        self._nested = nested

    def arrange(self, document: nodes.document, docname: str) -> None:
        """Move the pages of all folders to the end of the document."""
        below = {name for outline in self._outlines.values() for name in outline.pages}
        place = _end_of(document)
        for name, outline in self._outlines.items():
            if name == docname:
                place.extend(self._rest(outline))
            elif name not in below:
                place.extend(self._parts(name))
        first = document.next_node(kwindex_part)
        if first is not None:
            first["opens"] = True

    def _parts(self, docname: str) -> Iterator[nodes.Node]:
        """Yield the part of a folder, those of its subfolders, and its index at the back."""
        outline, page = self._outlines.get(docname), self._taken(docname)
        if outline is None or page is None:
            return
        section = page.next_node(nodes.section)
        if section is None:
            return
        yield page
        _drop_keywords(section)
        title = section[0].astext()
        section[0] = nodes.title(outline.overview, outline.overview)
        chapters = [self._chapter(section, outline.sections), *self._chapters(outline)]
        page.children = []
        page.extend(self._part(docname, title, chapters))
        yield from self._end(outline, docname)

    def _rest(self, outline: Chapters) -> Iterator[nodes.Node]:
        """Yield what follows a folder's page that is the document itself."""
        for docname in outline.sections:
            yield from self._all_taken([docname])
        yield from self._chapters(outline)
        yield from self._end(outline, "")

    def _end(self, outline: Chapters, docname: str) -> Iterator[nodes.Node]:
        for folder in outline.parts:
            yield from self._parts(folder)
        back = self._all_taken(outline.back)
        if back:
            yield from self._part(f"{docname}:back", INDEX_TITLE, back)

    def _part(
        self, docname: str, title: str, chapters: Iterable[nodes.Node]
    ) -> Iterator[nodes.Node]:
        if self._nested:
            anchor = _PART_ANCHOR if docname in self._pages else f"{_PART_ANCHOR}-back"
            yield nodes.section("", nodes.title(title, title), *chapters, ids=[anchor])
            return
        yield kwindex_part(title, title)
        yield from chapters

    def _chapters(self, outline: Chapters) -> Iterator[nodes.Node]:
        for first, *others in outline.chapters:
            page = self._taken(first)
            if page is not None:
                section = page.next_node(nodes.section)
                self._chapter(page if section is None else section, others)
                yield page

    def _chapter(self, chapter: nodes.Element, last: Iterable[str]) -> nodes.Element:
        chapter.extend(self._all_taken(last))
        return chapter

    def _all_taken(self, docnames: Iterable[str]) -> list[nodes.Node]:
        return [page for docname in docnames if (page := self._taken(docname)) is not None]

    def _taken(self, docname: str) -> addnodes.start_of_file | None:
        """Return a page, taken from where it was; nothing if the document does not have it."""
        page = self._pages.get(docname)
        if page is not None and page.parent is not None:
            page.parent.remove(page)
        return page


def _drop_keywords(page: nodes.section) -> None:
    """Drop the keywords of a folder with one page: those of the repository are at the end."""
    for section in page.children:
        if isinstance(section, nodes.section) and KEYWORDS_ANCHOR in section["ids"]:
            page.remove(section)
            return


def _end_of(document: nodes.document) -> nodes.Element:
    """Return what chapters are added to: the section with the document's title, if all is in it."""
    sections = [child for child in document.children if isinstance(child, nodes.section)]
    return sections[0] if len(sections) == 1 else document


def visit_part(translator: LaTeXTranslator, node: kwindex_part) -> None:
    """Open the title of a part."""
    # What the LaTeX package of ours does once, before the first part.
    opening = "\\kwindexbook\n" if node.get("opens") else ""
    translator.body.append(f"\n\n{opening}\\part{{")


def depart_part(translator: LaTeXTranslator, node: kwindex_part) -> None:
    """Close the title of a part."""
    translator.body.append("}\n")
