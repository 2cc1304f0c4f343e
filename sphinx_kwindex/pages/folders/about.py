"""The documentation page of a folder: what it is for, what matters in it, how to test it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sphinx_kwindex.blocks.blocks import Block, Heading, Page, Paragraph, Row, Table, plain
from sphinx_kwindex.blocks.columns import without_empty_columns
from sphinx_kwindex.pages.folders.coverage import FOLDER_COVERAGE, folder_coverage
from sphinx_kwindex.pages.folders.imports import folder_cycles, imports_between, never_imported
from sphinx_kwindex.pages.folders.lead import lead_of
from sphinx_kwindex.pages.folders.patterns import folder_patterns
from sphinx_kwindex.pages.folders.testing import folder_testing
from sphinx_kwindex.pages.site.anchors import ABOUT_ANCHOR
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.pages.words.counting import byte_size
from sphinx_kwindex.pages.words.descriptions import describe
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations.documentation import NOTHING
from sphinx_kwindex.relations.folders.views import FolderView
from sphinx_kwindex.relations.tests.folders import FolderTests


def doc_page(site: Site, folder: FolderView) -> Page:
    """Return the documentation page of a folder.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        All that the page shows.
    """
    title = f"About {folder.path}/" if folder.path else f"About {site.title_in_words}"
    trail = site.folder_trail(folder.path, FolderPage.ABOUT)
    head = (Heading(1, title, ABOUT_ANCHOR), trail, *lead_of(site, folder))
    blocks = (*head, *about_blocks(site, folder, 2))
    return Page(site.names.folder_doc[folder.path], blocks, site.settings.navigation == "files")


class _Part(NamedTuple):
    """A section of the page about a folder."""

    heading: str
    anchor: str
    says_something: Callable[[FolderView], bool]
    content: Callable[[Site, FolderView], Iterator[Block]]


def about_blocks(site: Site, folder: FolderView, level: int) -> Iterator[Block]:
    """Yield the sections of the documentation page of a folder.

    Parameters
    ----------
    site:
        Makes the links.
    folder:
        All that the page shows.
    level:
        Of their headings.
    """
    for part in [part for part in _PARTS if part.says_something(folder)] or _PARTS[-1:]:
        yield Heading(level, part.heading, part.anchor)
        yield from part.content(site, folder)


def about_links(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield the way from the index of a folder to the sections of the page about it.

    Parameters
    ----------
    site:
        Makes the links.
    folder:
        The folder.
    """
    docname = site.names.folder_doc[folder.path]
    links = [
        Span(part.heading, docname=docname, anchor=part.anchor)
        for part in _PARTS
        if part.heading != _ROLE and part.says_something(folder)
    ]
    if links:
        yield Heading(2, "More", "folder-more")
        yield Paragraph(site.shown_links(links))


def _has_more_words(folder: FolderView) -> bool:
    return folder.words is not None and bool(folder.words.paragraphs) and folder.readme is None


def _has_several_types(folder: FolderView) -> bool:
    return len(folder.statistics.languages) > 1


def _role(_site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield the words of the folder that its index has no room for."""
    for paragraph in folder.words.paragraphs if folder.words is not None else ():
        yield Paragraph(paragraph)


def _types(_site: Site, folder: FolderView) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                (plain(language),),
                (plain(f"{share.files:,}"),),
                (plain(f"{share.lines:,}"),),
                (plain(byte_size(share.size)),),
            )
        )
        for language, share in folder.statistics.languages
    )
    yield Table(("Type", "Files", "Lines", "Size"), rows, figures=(1, 2, 3))


def _key_files(site: Site, folder: FolderView) -> Iterator[Block]:
    """Rank the files below by the number of files that import them."""
    yield Paragraph(
        (
            plain(
                "Ranked by how many files import them; imports for type checking only do not count:"
            ),
        )
    )
    rows = tuple(
        Row(
            (
                (site.file_link(file.path, folder.below(file.path)),),
                (plain(f"{file.importers:,}"),),
                describe(site, file.description),
            )
        )
        for file in folder.key_files
    )
    yield without_empty_columns(
        Table(("File", "Imported by", "Description"), rows, figures=(1,)), 2
    )


_ROLE = "Role"
_PARTS = (
    _Part(_ROLE, "folder-role", _has_more_words, _role),
    _Part("Key files", "key-files", lambda folder: bool(folder.key_files), _key_files),
    _Part("Imports inside", "folder-imports", lambda folder: bool(folder.parts), imports_between),
    _Part("Import cycles", "import-cycles", lambda folder: bool(folder.cycles), folder_cycles),
    _Part(
        "Not imported",
        "not-imported",
        lambda folder: any(file.is_unreached for file in folder.files),
        never_imported,
    ),
    _Part(
        "Code patterns", "folder-patterns", lambda folder: bool(folder.patterns), folder_patterns
    ),
    _Part(
        "Testing", "folder-testing", lambda folder: folder.tests != FolderTests(), folder_testing
    ),
    _Part(
        "Documentation coverage",
        FOLDER_COVERAGE,
        lambda folder: folder.coverage != NOTHING,
        folder_coverage,
    ),
    _Part("File types", "folder-contents", _has_several_types, _types),
)
