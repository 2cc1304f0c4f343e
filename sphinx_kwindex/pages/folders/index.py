"""The page of a folder: what it is, its map, its folders and files."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import (
    Block,
    Field,
    Fields,
    Heading,
    Page,
    Row,
    Table,
    plain,
)
from sphinx_kwindex.blocks.columns import without_empty_columns
from sphinx_kwindex.pages.folders.about import about_links
from sphinx_kwindex.pages.folders.chapters import chapters_of
from sphinx_kwindex.pages.folders.front import front_blocks
from sphinx_kwindex.pages.folders.lead import keyword_total, lead_of, used_names
from sphinx_kwindex.pages.folders.map import map_of_code
from sphinx_kwindex.pages.site.anchors import FILES_ANCHOR, FOLDER_ANCHOR, FOLDERS_ANCHOR
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.pages.words.counting import byte_size, count
from sphinx_kwindex.pages.words.descriptions import describe
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.folders.summaries import FileSummary
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
    blocks = (*index_blocks(site, folder), *about_links(site, folder))
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
    blocks.extend(lead_of(site, folder))
    blocks.append(_figures(site, folder))
    # Before the first heading: navigation would hang the pages below the last one.
    blocks.append(chapters_of(site, folder))
    if folder.path:
        blocks.extend(map_of_code(site, folder))
    else:
        blocks.extend(front_blocks(site, folder))
    if folder.subfolders:
        blocks.append(Heading(2, "Folders", FOLDERS_ANCHOR))
        blocks.append(_subfolders_table(site, folder))
    if folder.files:
        blocks.append(Heading(2, "Files", FILES_ANCHOR))
        blocks.append(_files_table(site, folder))
    return blocks


def _figures(site: Site, folder: FolderView) -> Fields:
    statistics = folder.statistics
    return Fields(
        (
            Field("Files", (plain(f"{statistics.files:,}"),)),
            Field("Lines", (plain(f"{statistics.lines:,}"),)),
            Field("Size", (plain(byte_size(statistics.size)),)),
            Field("Keywords", keyword_total(site, folder)),
        )
    )


def _subfolders_table(site: Site, folder: FolderView) -> Table:
    """List folders with code first, then those of tests, examples and documents."""
    ranked = sorted(folder.subfolders, key=lambda below: not below.is_product)
    rows = tuple(
        Row(
            (
                (site.folder_link(below.path, f"{folder.below(below.path)}/"),),
                (plain(f"{below.files:,}"),),
                (plain(f"{below.lines:,}"),),
                _words(site, below),
            )
        )
        for below in ranked
    )
    columns = ("Folder", "Files", "Lines", "Description")
    return without_empty_columns(Table(columns, rows, figures=(1, 2)), 3)


def _words(site: Site, below: Subfolder) -> Text:
    """Return what a folder says of itself, and what most files use of it."""
    words = below.words
    if not words and below.test_files and not below.is_product:
        words = (plain(f"{count(below.test_files, 'test file')}."),)
    if not below.used or not below.is_product:
        return words
    lead = " Most used: " if words else "Most used: "
    return (*words, plain(lead), *used_names(site, below.used), plain("."))


def _files_table(site: Site, folder: FolderView) -> Table:
    """List code first, then what is beside it, such as licences and settings."""
    ranked = sorted(folder.files, key=lambda file: file.weight is None)
    rows = tuple(
        Row(
            (
                (site.file_link(file.path, file.name),),
                (plain(f"{file.lines:,}" if file.lines else ""),),
                (plain(byte_size(file.size)),),
                describe(site, file.description),
                _keyword_counts(site, file),
            )
        )
        for file in ranked
    )
    columns = ("File", "Lines", "Size", "Description", "Keywords")
    return without_empty_columns(Table(columns, rows, figures=(1, 2)), 3)


def _keyword_counts(site: Site, file: FileSummary) -> Text:
    if not file.kinds:
        return ()
    parts = (count(kind.number, kind.singular, kind.plural) for kind in file.kinds)
    return (site.keywords_link(file.path, ", ".join(parts)),)
