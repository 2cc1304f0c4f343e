"""The page on the documentation coverage of the whole repository."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_kwindex.blocks.blocks import Block, Heading, Page, Paragraph, Row, Span, Table, plain
from sphinx_kwindex.pages.site.anchors import DOCUMENTATION_ANCHOR
from sphinx_kwindex.pages.site.site import COVERAGE, Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.pages.words.coverage_text import (
    coverage_table,
    in_sentences,
    undocumented_links,
)
from sphinx_kwindex.project import Folder
from sphinx_kwindex.project.documentation import Coverage

MOST_ROWS = 400
"""Rows of a table; what is not in it stands on the pages about the folders."""
MOST_NAMES = 40
"""Names that are listed of a file; all of them stand on its own page."""

FOLDER_COVERAGE = "folder-coverage"
"""Of the section of the page about a folder."""


def coverage_page(site: Site, folders: Mapping[str, Coverage]) -> Page:
    """Return the page.

    Parameters
    ----------
    site:
        The planned site.
    folders:
        The figures of each folder with all below it.
    """
    title = f"Documentation coverage of {site.title_in_words}"
    blocks: list[Block] = [
        Heading(1, title, "coverage-page"),
        site.folder_trail("", COVERAGE),
        Paragraph(in_sentences(folders[""])),
    ]
    for heading, anchor, content in (
        ("Folders", "coverage-folders", _folders(site, folders)),
        ("Files", "coverage-files", _files(site)),
        ("Without a docstring", "coverage-undocumented", _undocumented(site)),
    ):
        body = list(content)
        if body:
            blocks += [Heading(2, heading, anchor), *body]
    return Page(site.names.coverage, tuple(blocks), site.settings.navigation == "files")


def folder_coverage(
    site: Site, folder: Folder, coverage: Mapping[str, Coverage]
) -> Iterator[Block]:
    """Yield the figures of a folder, of its subfolders and of its files, worst first."""
    total = coverage[folder.path]
    if not site.names.coverage or total == Coverage():
        return
    yield Paragraph(in_sentences(total))
    own = [
        (_sort_key(path, coverage[path]), site.folder_link(path, _last(path)), coverage[path])
        for path in folder.subfolders
        if coverage[path] != Coverage()
    ]
    for facts in folder.files:
        said = site.project.documentation.get(facts.path)
        if said is not None:
            link = site.file_link(facts.path, facts.source.name, DOCUMENTATION_ANCHOR)
            own.append((_sort_key(facts.path, said.coverage), link, said.coverage))
    rows = ((link, figures) for _, link, figures in sorted(own, key=lambda item: item[0]))
    yield coverage_table("Folder or file", rows)


def _folders(site: Site, folders: Mapping[str, Coverage]) -> Iterator[Block]:
    ranked = sorted(
        _sort_key(path, figures)
        for path, figures in folders.items()
        if path and figures.definitions
    )
    if not ranked:
        return
    yield Paragraph((plain("Each with all below it, the least documented first."),))
    rows = ((_about(site, path), folders[path]) for *_, path in ranked[:MOST_ROWS])
    yield coverage_table("Folder", rows)
    yield from _left_out(len(ranked), "folder")


def _files(site: Site) -> Iterator[Block]:
    found = site.project.documentation
    ranked = sorted(
        _sort_key(path, said.coverage) for path, said in found.items() if said.coverage.definitions
    )
    if ranked:
        paths = [path for *_, path in ranked[:MOST_ROWS]]
        yield coverage_table(
            "File",
            (
                (site.file_link(path, "", DOCUMENTATION_ANCHOR), found[path].coverage)
                for path in paths
            ),
        )
        yield from _left_out(len(ranked), "file")


def _undocumented(site: Site) -> Iterator[Block]:
    found = {path: said for path, said in site.project.documentation.items()
             if said.coverage.missing}  # fmt: skip
    if not found:
        return
    rows = []
    for path in list(found)[:MOST_ROWS]:
        said = found[path]
        links = undocumented_links(site, path, said, MOST_NAMES)
        names = site.shown_links(links)
        if len(links) < said.coverage.missing:
            more = f"{said.coverage.missing - len(links):,} more"
            link = site.file_link(path, more, DOCUMENTATION_ANCHOR)
            names = (*names, plain(" and "), Span(more, docname=link.docname, anchor=link.anchor))
        rows.append(Row(((site.file_link(path),), names)))
    yield Table(("File", "Public definitions"), tuple(rows))
    yield from _left_out(len(found), "file")


def _left_out(total: int, noun: str) -> Iterator[Block]:
    if total > MOST_ROWS:
        left = count(total - MOST_ROWS, noun)
        yield Paragraph((plain(f"{left} more; the pages about the folders list all of them."),))


def _sort_key(path: str, coverage: Coverage) -> tuple[float, int, str]:
    """Sort by the share that is documented, then by what is missing; without any, last."""
    share = coverage.documented / coverage.definitions if coverage.definitions else 2.0
    return (share, -coverage.missing, path)


def _about(site: Site, path: str) -> Span:
    return Span(f"{path}/", code=True, docname=site.names.folder_doc[path], anchor=FOLDER_COVERAGE)


def _last(path: str) -> str:
    return f"{path.rpartition('/')[2]}/"
