"""The documentation page of a folder: what it is for, what matters in it, how to test it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Page, Paragraph, Row, Table, plain
from sphinx_kwindex.blocks.columns import without_empty_columns
from sphinx_kwindex.pages.folders.coverage import FOLDER_COVERAGE, folder_coverage
from sphinx_kwindex.pages.folders.imports import folder_cycles, imports_between, never_imported
from sphinx_kwindex.pages.folders.patterns import folder_patterns
from sphinx_kwindex.pages.folders.testing import folder_testing
from sphinx_kwindex.pages.site.anchors import ABOUT_ANCHOR
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.pages.words.counting import byte_size, count, in_words
from sphinx_kwindex.pages.words.descriptions import describe
from sphinx_kwindex.paths import name_of
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations.folders.views import FolderView


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
    blocks = (Heading(1, title, ABOUT_ANCHOR), trail, *about_blocks(site, folder, 2))
    return Page(site.names.folder_doc[folder.path], blocks, site.settings.navigation == "files")


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
    for heading, anchor, content in (
        ("Role", "folder-role", _role(site, folder)),
        ("Contents", "folder-contents", _contents(folder)),
        ("Structure", "folder-structure", _structure(site, folder)),
        ("Key files", "key-files", _key_files(site, folder)),
        ("Imports inside", "folder-imports", imports_between(site, folder)),
        ("Import cycles", "import-cycles", folder_cycles(site, folder)),
        ("Not imported", "not-imported", never_imported(site, folder)),
        ("Code patterns", "folder-patterns", folder_patterns(site, folder)),
        ("Testing", "folder-testing", folder_testing(site, folder)),
        ("Documentation coverage", FOLDER_COVERAGE, folder_coverage(site, folder)),
    ):
        body = list(content)
        if body:
            yield Heading(level, heading, anchor)
            yield from body


def _role(site: Site, folder: FolderView) -> Iterator[Block]:
    words = folder.words
    if words is None:
        return
    evidence = site.file_link(words.path, name_of(words.path))
    yield Paragraph((*words.summary, plain(" ("), evidence, plain(")")))
    for paragraph in words.paragraphs:
        yield Paragraph(paragraph)


def _contents(folder: FolderView) -> Iterator[Block]:
    statistics = folder.statistics
    parts = [count(len(folder.files), "file")] if folder.files else []
    if folder.subfolders:
        parts.append(count(len(folder.subfolders), "folder"))
    total = f"{count(statistics.files, 'file')}, {count(statistics.lines, 'line')}"
    size = byte_size(statistics.size)
    yield Paragraph(
        (plain(f"Directly here: {in_words(parts)}. With all folders below: {total}, {size}."),)
    )
    rows = tuple(
        Row(((plain(language),), (plain(f"{share.files:,}"),), (plain(f"{share.lines:,}"),)))
        for language, share in statistics.languages
    )
    yield Table(("Type", "Files", "Lines"), rows, figures=(1, 2))


def _structure(site: Site, folder: FolderView) -> Iterator[Block]:
    if folder.subfolders:
        rows = tuple(
            Row(
                (
                    (
                        Span(
                            f"{folder.below(below.path)}/",
                            code=True,
                            docname=site.names.folder_doc[below.path],
                        ),
                    ),
                    below.words,
                )
            )
            for below in folder.subfolders
        )
        yield without_empty_columns(Table(("Folder", "Description"), rows), 1)


def _key_files(site: Site, folder: FolderView) -> Iterator[Block]:
    """Rank the files below by the number of files that import them."""
    if not folder.key_files:
        return
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
