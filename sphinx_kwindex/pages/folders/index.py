"""The index page of a folder: its subfolders and its files; at the top, the whole repository."""

from __future__ import annotations

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
    Table,
    plain,
)
from sphinx_kwindex.blocks.sentences import shortened
from sphinx_kwindex.pages.site.anchors import FILES_ANCHOR, FOLDER_ANCHOR
from sphinx_kwindex.pages.site.docnames import LIST
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.pages.words.counting import byte_size, count
from sphinx_kwindex.pages.words.descriptions import describe
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.folders.index_records import IndexFigures
from sphinx_kwindex.relations.folders.summaries import FileSummary
from sphinx_kwindex.relations.folders.totals import FolderStatistics
from sphinx_kwindex.relations.folders.tree import DEEPEST_LISTED
from sphinx_kwindex.relations.folders.views import FolderView, Subfolder


def index_page(site: Site, folder: FolderView) -> Page:
    """Return the index page of a folder.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        All that the page shows.
    """
    blocks = tuple(index_blocks(site, folder))
    return Page(site.names.folder_index[folder.path], blocks, listed=folder.is_listed)


def index_blocks(site: Site, folder: FolderView) -> list[Block]:
    """Return what the index page of a folder shows.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        All that the page shows.
    """
    title = f"{folder.path}/" if folder.path else site.heading
    blocks: list[Block] = [Heading(1, title, FOLDER_ANCHOR)]
    blocks.append(site.folder_trail(folder.path, FolderPage.INDEX))
    blocks.extend(_introduction(site, folder))
    # Before the first heading: navigation would hang the pages below the last one.
    blocks.append(_chapters(site, folder))
    if folder.subfolders:
        blocks.append(Heading(2, "Folders", "subfolders-table"))
        blocks.append(_subfolders_table(site, folder))
    if folder.files:
        blocks.append(Heading(2, "Files", FILES_ANCHOR))
        blocks.append(_files_table(site, folder))
    if not folder.path:
        blocks.extend(_languages(folder.statistics))
    return blocks


def _introduction(site: Site, folder: FolderView) -> Iterator[Block]:
    if folder.declared is not None:
        path = folder.declared.path
        evidence = (plain(" ("), site.file_link(path), plain(")")) if path else ()
        yield Paragraph((*folder.declared.words, *evidence))
    words = shortened(folder.words.summary) if folder.words is not None else ()
    if words:
        yield Paragraph(words)
    statistics = folder.statistics
    yield Fields(
        (
            Field("Files", (plain(f"{statistics.files:,}"),)),
            Field("Lines", (plain(f"{statistics.lines:,}"),)),
            Field("Size", (plain(byte_size(statistics.size)),)),
            Field("Keywords", _keyword_total(site, folder)),
            *(_list_field(site, found) for found in folder.lists),
        )
    )


def _list_field(site: Site, found: IndexFigures) -> Field:
    name, pages = _list_pages(site, found)
    return Field(name, (Span(f"{found.entries:,}", docname=pages[0]),))


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


def _subfolders_table(site: Site, folder: FolderView) -> Table:
    rows = tuple(
        Row(
            (
                (site.folder_link(below.path, f"{folder.below(below.path)}/"),),
                below.words,
                (plain(f"{below.files:,}"),),
                (plain(f"{below.lines:,}"),),
                _keyword_total(site, below),
            )
        )
        for below in folder.subfolders
    )
    return Table(("Folder", "Description", "Files", "Lines", "Keywords"), rows, figures=(2, 3, 4))


def _keyword_total(site: Site, folder: FolderView | Subfolder) -> Text:
    number = Span(f"{folder.keywords:,}", docname=site.names.folder_keywords[folder.path])
    if folder.has_own_keywords_only:
        return (number, plain(" in its own files"))
    return (number if folder.keywords else plain("0"),)


def _files_table(site: Site, folder: FolderView) -> Table:
    rows = tuple(
        Row(
            (
                (site.file_link(file.path, file.name),),
                describe(site, file.description),
                (plain(f"{file.lines:,}" if file.lines else ""),),
                (plain(byte_size(file.size)),),
                _keyword_counts(site, file),
            )
        )
        for file in folder.files
    )
    columns = ("File", "Description", "Lines", "Size", "Keywords")
    return Table(columns, rows, figures=(2, 3))


def _keyword_counts(site: Site, file: FileSummary) -> Text:
    if not file.kinds:
        return ()
    parts = (count(kind.number, kind.singular, kind.plural) for kind in file.kinds)
    return (site.keywords_link(file.path, ", ".join(parts)),)


def _chapters(site: Site, folder: FolderView) -> Chapters:
    names, path = site.names, folder.path
    about = names.folder_doc[path]
    own = (names.file_docs, names.file_keywords, names.file_uses)
    chapters = tuple(
        tuple(pages[file.path] for pages in own if file.path in pages)
        for file in folder.files
        if file.path in names.file_docs
    )
    ranges = tuple(names.ranges[path][key] for key in folder.keys)
    keywords = (names.folder_keywords[path], *ranges)
    lists = tuple(_list_pages(site, found) for found in folder.lists)
    subfolders = tuple(
        Crumb(f"{folder.below(below.path)}/", names.folder_index[below.path])
        for below in (folder.subfolders if folder.depth < DEEPEST_LISTED else ())
    )
    is_whole = names.has_one_page(path)
    # The whole repository has a page more.
    coverage = (names.coverage,) if names.coverage and not path else ()
    parts = tuple(crumb.docname for crumb in subfolders)
    if folder.depth == DEEPEST_LISTED:
        parts = tuple(names.folder_index[below] for below in folder.deeper)
    listed = subfolders if folder.lists_folders else ()
    if site.settings.navigation == "files":
        listed = (
            *([] if is_whole else [Crumb(FolderPage.ABOUT.value, about)]),
            *(Crumb(FolderPage.COVERAGE.value, docname) for docname in coverage),
            *_file_crumbs(site, folder),
            *subfolders,
            *([] if is_whole else [Crumb("Keywords", keywords[0])]),
            *(Crumb(name, pages[0]) for name, pages in lists),
        )
    return Chapters(
        listed=listed,
        overview=f"Overview of {path}/" if path else f"Overview of {site.title_in_words}",
        sections=() if is_whole else (about, *coverage),
        chapters=chapters,
        parts=parts,
        # That of a subfolder only repeats what the one of the whole repository holds.
        back=() if path else (*keywords, *(page for _, pages in lists for page in pages)),
    )


def _list_pages(site: Site, found: IndexFigures) -> tuple[str, tuple[str, ...]]:
    """Return the title of a list of the repository, and its pages."""
    kind = found.kind
    if kind is None:
        return "", ()
    subject = f"{LIST}{kind.slug}"
    ranges = site.names.ranges.get(subject, {})
    pages = (site.names.first_page(subject), *(ranges[key] for key in found.keys))
    return kind.plural.capitalize(), pages


def _file_crumbs(site: Site, folder: FolderView) -> Iterator[Crumb]:
    names = site.names
    for file in folder.files:
        if file.path in names.file_docs:
            yield Crumb(file.name, names.file_docs[file.path])
        if file.path in names.file_keywords:
            yield Crumb(f"Keywords of {file.name}", names.file_keywords[file.path])
        if file.path in names.file_uses:
            yield Crumb(f"Uses of {file.name}", names.file_uses[file.path])
