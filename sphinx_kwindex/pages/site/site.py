"""What all pages have in common: the names of pages, and the options."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from sphinx_kwindex.blocks.blocks import Trail
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.config import Settings
from sphinx_kwindex.pages.site.anchors import DOCUMENTATION_ANCHOR, FILE_KEYWORDS_ANCHOR
from sphinx_kwindex.pages.site.docnames import PageNames
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import LINE_ANCHOR, PART_ANCHOR
from sphinx_kwindex.records.imports import IMPORT_ANCHOR
from sphinx_kwindex.records.named_places import NAMED_ANCHOR
from sphinx_kwindex.records.text import Span, Text


class FolderPage(StrEnum):
    """The pages of a folder; the value is what trails call them."""

    INDEX = "Index"
    ABOUT = "About"
    KEYWORDS = "Keywords"
    COVERAGE = "Coverage"
    """On the documentation of the whole repository; the top alone has it."""
    CHANGES = "Changes"
    """On what changed since an earlier build; the top alone has it."""


MOST_LINKS = 500
"""Links in one line, or one cell of a table; of any more it says how many they are."""

_FIRST_CRUMBS, _LAST_CRUMBS = 8, 16
"""Folders at the begin and the end of a trail; those between are left out."""


class Site(msgspec.Struct, frozen=True):
    """The names of all pages, and the options: what links are made from."""

    name: str
    """Name of the repository, empty if it says none of itself."""
    settings: Settings
    section_names: frozenset[str]
    """Names of the sections that overview pages have."""
    names: PageNames

    @property
    def title(self) -> str:
        """Name of the repository."""
        return self.name or "Source code"

    @property
    def title_in_words(self) -> str:
        """Name of the repository in the midst of a sentence."""
        return self.name or "the source code"

    @property
    def heading(self) -> str:
        """Title of the page that leads to all others, as it stands among the user's pages."""
        return f"Source code of {self.name}" if self.name else "Source code"

    def file_link(self, path: str, text: str = "", anchor: str = "") -> Span:
        """Return a link to the overview page of a file; plain code if it has none.

        Parameters
        ----------
        path:
            Path of the file.
        text:
            What the link says; by default the path.
        anchor:
            A place on the page.
        """
        docname = self.names.file_docs.get(path, "")
        anchor = self.existing(anchor) if docname else ""
        return Span(text or path, code=True, docname=docname, anchor=anchor)

    def line_in(self, path: str, line: int, text: str) -> Span:
        """Return ``text`` as a link to a line of a file, without one where no source is shown.

        Parameters
        ----------
        path:
            Path of the file.
        line:
            The line, from 1.
        text:
            What the link says.
        """
        link = self.file_link(path, text, f"{LINE_ANCHOR}{line}")
        return Span(text, docname=link.docname, anchor=link.anchor)

    @property
    def shows_lines(self) -> bool:
        """Whether overview pages have the lines of their files."""
        return "source" in self.section_names and self.settings.show_source

    def existing(self, anchor: str) -> str:
        """Return an anchor of an overview page, empty where the options leave its section out."""
        if anchor.startswith((LINE_ANCHOR, NAMED_ANCHOR)):
            return anchor if self.shows_lines else ""
        if anchor == DOCUMENTATION_ANCHOR:
            return anchor if "documentation" in self.section_names else ""
        if anchor.startswith(PART_ANCHOR):
            return anchor if "outline" in self.section_names else ""
        section = "dependencies" if anchor.startswith(IMPORT_ANCHOR) else "structure"
        return anchor if section in self.section_names else ""

    def keywords_link(self, path: str, text: str) -> Span:
        """Return a link to the keyword page of a file, or to what stands for it.

        Parameters
        ----------
        path:
            Path of a file with keywords.
        text:
            What the link says.
        """
        docname = self.names.file_keywords.get(path)
        if docname is not None:
            return Span(text, docname=docname)
        anchor = FILE_KEYWORDS_ANCHOR if self.settings.keyword_pages else ""
        return Span(text, docname=self.names.file_docs[path], anchor=anchor)

    def file_links(self, paths: Iterable[str]) -> tuple[Span, ...]:
        """Return a link for each file."""
        return tuple(self.file_link(path) for path in paths)

    def definition_link(self, definition: DefinitionReference, text: str) -> Span:
        """Return a link to a definition on the overview page of its file.

        Parameters
        ----------
        definition:
            The definition.  A private one has a place only where the options show it.
        text:
            What the link says.
        """
        if definition.is_private and not self.settings.private:
            return self.file_link(definition.path, text)
        return self.file_link(definition.path, text, definition.anchor)

    def guide_link(self, word: str, anchor: str) -> Span:
        """Return a link to what the page for readers says of a word.

        Parameters
        ----------
        word:
            What the link says.
        anchor:
            The place there, one of :mod:`.guide_anchors`.
        """
        return Span(word, docname=self.names.guide, anchor=anchor)

    def folder_link(self, path: str, text: str = "") -> Span:
        """Return a link to the index page of a folder.

        Parameters
        ----------
        path:
            Path of the folder.
        text:
            What the link says; by default the path with a slash.
        """
        return Span(text or f"{path}/", code=True, docname=self.names.folder_index[path])

    def folder_crumbs(self, path: str, *, is_here: bool = False) -> tuple[Crumb, ...]:
        """Return the trail from the top to a folder, the folder included.

        Parameters
        ----------
        path:
            Path of the folder.
        is_here:
            Whether the trail is for the page that its last step would lead to.
        """
        crumbs = [Crumb(self.title, self.names.folder_index[""])]
        parts = path.split("/") if path else []
        first_of_last = max(_FIRST_CRUMBS, len(parts) - _LAST_CRUMBS) + 1
        shown = (
            *range(1, min(_FIRST_CRUMBS, len(parts)) + 1),
            *range(first_of_last, len(parts) + 1),
        )
        label: list[str] = []
        for depth in shown:
            if depth == first_of_last > _FIRST_CRUMBS + 1:
                crumbs.append(Crumb("…", ""))
                label = []
            label.append(parts[depth - 1])
            folder = "/".join(parts[:depth])
            # A folder that holds one folder and nothing else is one step with that.
            if folder not in self.names.chains:
                crumbs.append(Crumb("/".join(label), self.names.folder_index[folder]))
                label = []
        if is_here:
            crumbs[-1] = Crumb(crumbs[-1].label, "")
        return tuple(crumbs)

    def folder_trail(self, path: str, here: FolderPage) -> Trail:
        """Return the trail of one of the pages of a folder.

        Parameters
        ----------
        path:
            Path of the folder.
        here:
            The page.
        """
        views = {
            FolderPage.INDEX: self.names.folder_index[path],
            FolderPage.ABOUT: self.names.folder_doc[path],
            FolderPage.KEYWORDS: self.names.folder_keywords[path],
        }
        if self.names.has_one_page(path):
            views = {}
        if self.names.coverage and not path:
            views[FolderPage.COVERAGE] = self.names.coverage
        if self.names.changes and not path:
            views[FolderPage.CHANGES] = self.names.changes
        is_index = here is FolderPage.INDEX
        crumbs = self.folder_crumbs(path, is_here=is_index)
        return Trail(
            crumbs if is_index else (*crumbs, Crumb(here.value, "")),
            views=tuple(
                Crumb(page.value, "" if page is here else docname)
                for page, docname in views.items()
            ),
            about=f"{path}/",
        )

    def shown_links(self, links: Iterable[Span]) -> Text:
        """Return links in one line, separated by commas: the first, and how many more there are.

        Each costs Sphinx many times what a row of a list does, and nobody reads thousands of them.
        """
        spans: list[Span] = []
        further = 0
        for position, link in enumerate(links):
            if position >= MOST_LINKS:
                further += 1
                continue
            if spans:
                spans.append(Span(", "))
            spans.append(link)
        if further:
            spans.append(Span(f" and {further:,} more"))
        return tuple(spans)
