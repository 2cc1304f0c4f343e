"""The page on the documentation coverage of the whole repository."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Page, Paragraph, Row, Table, plain
from sphinx_kwindex.pages.folders.filled_sections import filled_sections
from sphinx_kwindex.pages.site.anchors import DOCUMENTATION_ANCHOR
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.pages.words.coverage_text import (
    coverage_table,
    in_sentences,
    undocumented_links,
)
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations.documentation import NOTHING
from sphinx_kwindex.relations.folders.coverage import (
    MOST_ROWS,
    RankedCoverage,
    RepositoryCoverage,
    least_documented_first,
)
from sphinx_kwindex.relations.folders.views import FolderView

FOLDER_COVERAGE = "folder-coverage"
"""Of the section of the page about a folder."""


def coverage_pages(site: Site, coverage: RepositoryCoverage) -> Iterator[Page]:
    """Yield the page.

    Parameters
    ----------
    site:
        The planned site.
    coverage:
        All that the page shows.
    """
    title = f"Documentation coverage of {site.title_in_words}"
    blocks: list[Block] = [
        Heading(1, title, "coverage-page"),
        site.folder_trail("", FolderPage.COVERAGE),
        Paragraph(in_sentences(coverage.total)),
    ]
    sections = (
        ("Folders", "coverage-folders", _folders(site, coverage.folders)),
        ("Files", "coverage-files", _files(site, coverage.files)),
        ("Without a docstring", "coverage-undocumented", _undocumented(site, coverage)),
    )
    blocks += filled_sections(sections)
    yield Page(site.names.coverage, tuple(blocks), site.settings.navigation == "files")


def folder_coverage(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield the figures of a folder, of its subfolders and of its files, worst first.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    if folder.coverage == NOTHING:
        return
    yield Paragraph(in_sentences(folder.coverage))
    rows = [
        (below.path, site.folder_link(below.path, f"{folder.below(below.path)}/"), below.coverage)
        for below in folder.subfolders
        if below.coverage != NOTHING
    ]
    for file in folder.files:
        if file.documentation is not None:
            link = site.file_link(file.path, file.name, DOCUMENTATION_ANCHOR)
            rows.append((file.path, link, file.documentation))
    rows.sort(key=lambda row: least_documented_first(row[0], row[2]))
    yield coverage_table("Folder or file", ((link, figures) for _, link, figures in rows))


def _folders(site: Site, ranked: RankedCoverage) -> Iterator[Block]:
    if not ranked.number:
        return
    yield Paragraph((plain("Each with everything below it, the least documented first."),))
    rows = ((_about(site, path), figures) for path, figures in ranked.first)
    yield coverage_table("Folder", rows)
    yield from _left_out(ranked.number, "folder")


def _files(site: Site, ranked: RankedCoverage) -> Iterator[Block]:
    if ranked.number:
        links = (
            (site.file_link(path, "", DOCUMENTATION_ANCHOR), figures)
            for path, figures in ranked.first
        )
        yield coverage_table("File", links)
        yield from _left_out(ranked.number, "file")


def _undocumented(site: Site, coverage: RepositoryCoverage) -> Iterator[Block]:
    if not coverage.incomplete:
        return
    rows = []
    for said in coverage.undocumented:
        links = undocumented_links(site, said)
        names = site.shown_links(links)
        if len(links) < said.number:
            more = f"{said.number - len(links):,} more"
            link = site.file_link(said.path, more, DOCUMENTATION_ANCHOR)
            names = (*names, plain(" and "), Span(more, docname=link.docname, anchor=link.anchor))
        rows.append(Row(((site.file_link(said.path),), names)))
    yield Table(("File", "Public definitions"), tuple(rows))
    yield from _left_out(coverage.incomplete, "file")


def _left_out(total: int, noun: str) -> Iterator[Block]:
    if total > MOST_ROWS:
        left = count(total - MOST_ROWS, noun)
        yield Paragraph((plain(f"{left} more; the pages about the folders list all of them."),))


def _about(site: Site, path: str) -> Span:
    return Span(f"{path}/", code=True, docname=site.names.folder_doc[path], anchor=FOLDER_COVERAGE)
