"""The index page of a folder: its subfolders and its files; at the top, the whole repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import (
    Block,
    Chapters,
    Crumb,
    Field,
    Fields,
    Heading,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
    plain,
)
from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.pages.folders.statistics import FolderStatistics
from sphinx_kwindex.pages.site.anchors import FILES_ANCHOR, FOLDER_ANCHOR
from sphinx_kwindex.pages.site.site import COVERAGE, Site
from sphinx_kwindex.pages.words.counting import byte_size, count
from sphinx_kwindex.pages.words.descriptions import describe_file, describe_folder
from sphinx_kwindex.pages.words.prose import prose
from sphinx_kwindex.project import Folder
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.uses import imported_definitions

_DEEPEST_LISTED = 24
"""Folders in each other that a table of contents may show: themes and docutils recurse over it.  In
a book, further ones are parts of the last that is."""


def index_page(site: Site, folder: Folder, statistics: dict[str, FolderStatistics]) -> Page:
    """Return the index page of a folder."""
    names = site.names
    title = f"{folder.path}/" if folder.path else site.heading
    blocks: list[Block] = [Heading(1, title, FOLDER_ANCHOR)]
    blocks.append(site.folder_trail(folder.path, "Index"))
    blocks.extend(_introduction(site, folder, statistics[folder.path]))
    # Before the first heading: navigation would hang the pages below the last one.
    blocks.append(_chapters(site, folder))
    if folder.subfolders:
        blocks.append(Heading(2, "Folders", "subfolders-table"))
        blocks.append(_subfolders_table(site, folder, statistics))
    if folder.files:
        blocks.append(Heading(2, "Files", FILES_ANCHOR))
        blocks.append(_files_table(site, folder))
    if not folder.path:
        blocks.extend(_languages(statistics[""]))
    return Page(
        names.folder_index[folder.path], tuple(blocks), listed=_depth(folder) <= _DEEPEST_LISTED
    )


def _introduction(site: Site, folder: Folder, statistics: FolderStatistics) -> Iterator[Block]:
    metadata = site.project.metadata
    if not folder.path and metadata.description:
        source = site.file_link(metadata.path) if metadata.path in site.project.files else None
        evidence = (plain(" ("), source, plain(")")) if source else ()
        yield Paragraph((*prose(metadata.description), *evidence))
    words = describe_folder(folder)
    if words:
        yield Paragraph(words)
    yield Fields(
        (
            Field("Files", (plain(f"{statistics.files:,}"),)),
            Field("Lines", (plain(f"{statistics.lines:,}"),)),
            Field("Size", (plain(byte_size(statistics.size)),)),
            Field("Keywords", _keyword_total(site, folder.path, statistics)),
        )
    )


def _languages(statistics: FolderStatistics) -> Iterator[Block]:
    if not statistics.languages:
        return
    yield Heading(2, "File types", "file-types")
    rows = tuple(
        Row(
            (
                (plain(language),),
                (plain(f"{share.files:,}"),),
                (plain(f"{share.lines:,}"),),
                (plain(byte_size(share.size)),),
            )
        )
        for language, share in statistics.languages
    )
    yield Table(("Type", "Files", "Lines", "Size"), rows, figures=(1, 2, 3))


def _subfolders_table(site: Site, folder: Folder, statistics: dict[str, FolderStatistics]) -> Table:
    rows = []
    for path in folder.subfolders:
        figures = statistics[path]
        rows.append(
            Row(
                (
                    (site.folder_link(path, f"{path.rpartition('/')[2]}/"),),
                    describe_folder(site.project.folders[path]),
                    (plain(f"{figures.files:,}"),),
                    (plain(f"{figures.lines:,}"),),
                    _keyword_total(site, path, figures),
                )
            )
        )
    columns = ("Folder", "Description", "Files", "Lines", "Keywords")
    return Table(columns, tuple(rows), figures=(2, 3, 4))


def _keyword_total(site: Site, path: str, statistics: FolderStatistics) -> Text:
    if not statistics.keywords:
        return (plain("0"),)
    return (Span(f"{statistics.keywords:,}", docname=site.names.folder_keywords[path]),)


def _files_table(site: Site, folder: Folder) -> Table:
    rows = tuple(
        Row(
            (
                (site.file_link(facts.path, facts.source.name),),
                describe_file(site, facts, imported_definitions(site.project, facts)),
                (plain(f"{facts.analysis.lines:,}" if facts.analysis.lines else ""),),
                (plain(byte_size(facts.size)),),
                _keyword_counts(site, facts),
            )
        )
        for facts in folder.files
    )
    columns = ("File", "Description", "Lines", "Size", "Keywords")
    return Table(columns, rows, figures=(2, 3))


def _keyword_counts(site: Site, facts: FileFacts) -> Text:
    keywords = site.keywords.get(facts.path, ())
    if not keywords:
        return ()
    counts = Counter(keyword.kind for keyword in keywords)
    parts = [
        count(counts[kind], kind.value, kind.plural)
        for kind in sorted(counts, key=lambda kind: kind.order)
        if kind not in (KeywordKind.MODULE, KeywordKind.IMPORT)
    ]
    label = ", ".join(parts[:3]) or count(len(keywords), "keyword")
    return (Span(label, docname=site.names.file_keywords[facts.path]),)


def _chapters(site: Site, folder: Folder) -> Chapters:
    names, path = site.names, folder.path
    about = names.folder_doc[path]
    both = (names.file_docs, names.file_keywords)
    chapters = tuple(
        tuple(pages[facts.path] for pages in both if facts.path in pages)
        for facts in folder.files
        if facts.path in names.file_docs
    )
    keywords = (names.folder_keywords[path], *names.letters.get(path, {}).values())
    depth = _depth(folder)
    subfolders = tuple(
        Crumb(f"{below.rpartition('/')[2]}/", names.folder_index[below])
        for below in (folder.subfolders if depth < _DEEPEST_LISTED else ())
    )
    parts = tuple(crumb.docname for crumb in subfolders)
    if depth == _DEEPEST_LISTED:
        parts = tuple(names.folder_index[below] for below in _all_below(site, folder))
    listed = subfolders
    if site.settings.navigation == "files":
        listed = (
            Crumb("About", about),
            *([Crumb(COVERAGE, names.coverage)] if names.coverage and not path else []),
            *_file_crumbs(site, folder),
            *subfolders,
            Crumb("Keywords", keywords[0]),
            *(
                Crumb(f"Keywords: {letter}", docname)
                for letter, docname in names.letters.get(path, {}).items()
            ),
        )
    return Chapters(
        listed=listed,
        overview=f"Overview of {path}/" if path else f"Overview of {site.title_in_words}",
        # The whole repository has a page more.
        sections=(about, *([names.coverage] if names.coverage and not path else [])),
        chapters=chapters,
        parts=parts,
        # That of a subfolder only repeats what the one of the whole repository holds.
        back=() if path else keywords,
    )


def _depth(folder: Folder) -> int:
    return folder.path.count("/") + 1 if folder.path else 0


def _all_below(site: Site, folder: Folder) -> Iterator[str]:
    pending = list(reversed(folder.subfolders))
    while pending:
        path = pending.pop()
        yield path
        pending.extend(reversed(site.project.folders[path].subfolders))


def _file_crumbs(site: Site, folder: Folder) -> Iterator[Crumb]:
    names = site.names
    for facts in folder.files:
        if facts.path in names.file_docs:
            yield Crumb(facts.source.name, names.file_docs[facts.path])
        if facts.path in names.file_keywords:
            yield Crumb(f"Keywords of {facts.source.name}", names.file_keywords[facts.path])
