"""The place of a page among all others."""

from __future__ import annotations

import msgspec


class Crumb(msgspec.Struct, frozen=True, array_like=True):
    """A step of a breadcrumb trail, or one of the pages about the same thing."""

    label: str
    docname: str
    """Empty for the page itself."""


class Chapters(msgspec.Struct, frozen=True, tag="chapters"):
    """The place of a folder among all pages: in the navigation of a site, and in a book.

    A book has a part for each folder.  Its first chapter is the folder's own page; those of its
    files follow, then the parts of its subfolders, and at the very end the keyword index.
    """

    listed: tuple[Crumb, ...] = ()
    """Pages that the table of contents of every builder lists."""
    overview: str = ""
    """Title of the first chapter, where the part has that of the page."""
    sections: tuple[str, ...] = ()
    """Docnames of the pages that are the last sections of the first chapter."""
    chapters: tuple[tuple[str, ...], ...] = ()
    """Docnames of the pages of each further chapter: it, and its last sections."""
    parts: tuple[str, ...] = ()
    """Docnames of the pages of the subfolders."""
    back: tuple[str, ...] = ()
    """Docnames of the keyword index at the end of the book."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The docnames of all pages that a book has because of this one."""
        chapters = (docname for chapter in self.chapters for docname in chapter)
        return (*self.sections, *chapters, *self.parts, *self.back)
