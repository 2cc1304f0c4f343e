"""The place of a folder's pages in the navigation of a site, and in a book."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.chapters import Chapters, Crumb
from sphinx_kwindex.pages.site.docnames import LIST
from sphinx_kwindex.pages.site.guide_anchors import GUIDE_TITLE
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.relations.folders.index_records import IndexFigures
from sphinx_kwindex.relations.folders.tree import DEEPEST_LISTED
from sphinx_kwindex.relations.folders.views import FolderView

_DATA = frozenset({"JSON", "YAML", "TOML", "INI", "XML", "CSV"})
"""Languages of files that nobody reads in a book."""


def chapters_of(site: Site, folder: FolderView) -> Chapters:
    """Return where the pages of a folder are among all others.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    names, path = site.names, folder.path
    about = names.folder_doc[path]
    own = (names.file_docs, names.file_keywords, names.file_uses)
    chapters = tuple(
        tuple(pages[file.path] for pages in own if file.path in pages)
        for file in folder.files
        if file.path in names.file_docs and (site.settings.full_books or file.language not in _DATA)
    )
    ranges = tuple(names.ranges[path][key] for key in folder.keys)
    keywords = (names.folder_keywords[path], *ranges)
    lists = tuple(list_pages(site, found) for found in folder.lists)
    subfolders = tuple(
        Crumb(f"{folder.below(below.path)}/", names.folder_index[below.path])
        for below in (folder.subfolders if folder.depth < DEEPEST_LISTED else ())
    )
    is_whole = names.has_one_page(path)
    # The whole repository has more pages.
    more = () if path else tuple(filter(None, (names.changes, names.coverage, names.guide)))
    parts = tuple(crumb.docname for crumb in subfolders)
    if folder.depth == DEEPEST_LISTED:
        parts = tuple(names.folder_index[below] for below in folder.deeper)
    listed = subfolders if folder.lists_folders else ()
    if site.settings.navigation == "files":
        listed = (
            *([] if is_whole else [Crumb(FolderPage.ABOUT.value, about)]),
            *(_whole(site, docname) for docname in more),
            *_file_crumbs(site, folder),
            *subfolders,
            *([] if is_whole else [Crumb("Keywords", keywords[0])]),
            *(Crumb(name, pages[0]) for name, pages in lists),
        )
    return Chapters(
        listed=listed,
        overview=f"Overview of {path}/" if path else f"Overview of {site.title_in_words}",
        sections=() if is_whole else (about, *more),
        chapters=chapters,
        parts=parts,
        # That of a subfolder only repeats what the one of the whole repository holds.
        back=() if path else (*keywords, *(page for _, pages in lists for page in pages)),
    )


def list_pages(site: Site, found: IndexFigures) -> tuple[str, tuple[str, ...]]:
    """Return the title of a list of the repository, and its pages.

    Parameters
    ----------
    site:
        The names of all pages.
    found:
        The list.

    Returns
    -------
    tuple of the title and docnames
        Empty for an index that is no list.
    """
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


def _whole(site: Site, docname: str) -> Crumb:
    titles = {
        site.names.guide: GUIDE_TITLE,
        site.names.coverage: FolderPage.COVERAGE.value,
        site.names.changes: FolderPage.CHANGES.value,
    }
    return Crumb(titles[docname], docname)
