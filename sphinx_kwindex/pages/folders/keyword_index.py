"""The keyword index of a folder with all below it, on one page or split by letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_kwindex.blocks.blocks import (
    Block,
    Crumb,
    Finder,
    Heading,
    KeywordList,
    KeywordRow,
    Page,
    Paragraph,
    Place,
    Row,
    Table,
    Trail,
    plain,
)
from sphinx_kwindex.pages.site.anchors import KEYWORDS_ANCHOR
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations.folders.keyword_index import (
    IndexEntry,
    IndexGroup,
    KeywordIndex,
)


def first_pages(site: Site, index: KeywordIndex) -> Iterator[Page]:
    """Yield the page that has the docname of a folder's keyword index.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    index:
        All that the page shows.
    """
    yield keywords_page(site, index)


def letter_pages(site: Site, index: KeywordIndex, position: int) -> Iterator[Page]:
    """Yield the page of one group of an index that is split; see :func:`letter_page`.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    index:
        The keyword index.
    position:
        Position of the group among those of the index.
    """
    yield letter_page(site, index, position)


def keywords_page(site: Site, index: KeywordIndex) -> Page:
    """Return the page of a folder's keyword index, with a table of the letters if it is split.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    index:
        All that the page shows.
    """
    folder = index.path
    docname = site.names.folder_keywords[folder]
    title = Heading(1, _title(site, folder), KEYWORDS_ANCHOR)
    head = (title, site.folder_trail(folder, FolderPage.KEYWORDS))
    if not index.is_split:
        return Page(docname, (*head, *keyword_blocks(site, index, 2)))
    pages = site.names.letters[folder]
    rows = tuple(
        Row(
            (
                (Span(_label(group.letters), docname=pages[group.letters]),),
                (plain(f"{len(group.entries):,}"),),
                _range(group),
            )
        )
        for group in index.groups
    )
    table = Table(("Letter", "Entries", "From – to"), rows, figures=(1,))
    total = (Paragraph((plain(_total(index)),)), *_below(site, index))
    return Page(docname, (*head, *total, _finder(site, index), table))


def keyword_blocks(site: Site, index: KeywordIndex, level: int) -> Iterator[Block]:
    """Yield what the page of a keyword index shows that is not split.

    Parameters
    ----------
    site:
        The planned site.
    index:
        The keyword index.
    level:
        Of the headings of its letters.
    """
    if not index.groups:
        yield Paragraph((plain("No keywords were found here."),))
        yield from _below(site, index)
        return
    yield Paragraph((plain(_total(index)),))
    yield from _below(site, index)
    yield Finder("Find a keyword")
    for group in index.groups:
        name = "symbols" if group.letters == "#" else group.letters
        yield Heading(level, _label(group.letters), f"letter-{name}")
        yield KeywordList(tuple(_rows(site, index.path, group.entries)))


def _below(site: Site, index: KeywordIndex) -> Iterator[Block]:
    """Say where the keywords of the folders below are, where the index does not hold them."""
    if index.whole is not None:
        home = Span(f"{index.whole}/", code=True, docname=site.names.folder_keywords[index.whole])
        lead = plain("These are from the files directly in this folder. The index of ")
        yield Paragraph((lead, home, plain(" holds those of the folders below as well.")))


def letter_page(site: Site, index: KeywordIndex, position: int) -> Page:
    """Return the page of one group of a keyword index that is split.

    It shows the entries of this group, and the letters of all of them.

    Parameters
    ----------
    site:
        The planned site.
    index:
        The keyword index.
    position:
        Of the group.
    """
    folder, group = index.path, index.groups[position]
    pages = site.names.letters[folder]
    crumbs = [Crumb(_label(letters), pages[letters]) for letters in index.letters]
    label = _label(group.letters)
    trail = Trail(
        (
            *site.folder_crumbs(folder),
            Crumb("Keywords", site.names.folder_keywords[folder]),
            Crumb(label, ""),
        ),
        views=(*crumbs[:position], Crumb(label, ""), *crumbs[position + 1 :]),
        previous=crumbs[position - 1] if position else None,
        following=crumbs[position + 1] if position + 1 < len(crumbs) else None,
        about=f"{folder}/",
    )
    title = Heading(1, f"{_title(site, folder)}: {label}", KEYWORDS_ANCHOR)
    rows = tuple(_rows(site, folder, group.entries))
    return Page(pages[group.letters], (title, trail, _finder(site, index), KeywordList(rows)))


def _finder(site: Site, index: KeywordIndex) -> Finder:
    pages = site.names.letters[index.path]
    return Finder("Find a keyword", tuple((letters, pages[letters]) for letters in index.letters))


def _rows(site: Site, folder: str, entries: Iterable[IndexEntry]) -> Iterator[KeywordRow]:
    for entry in entries:
        yield KeywordRow(
            entry.qualname,
            entry.name,
            tuple(
                Place(site.names.file_docs[place.path], site.existing(place.anchor), place.path)
                for place in entry.places
            ),
            kind=entry.kind,
            anchor=entry.import_anchor if not folder else "",
        )


def _range(group: IndexGroup) -> tuple[Span, ...]:
    first, last = group.entries[0].name, group.entries[-1].name
    if first == last:
        return (Span(first, code=True),)
    return (Span(first, code=True), plain(" – "), Span(last, code=True))


def _label(letters: str) -> str:
    return ": ".join(part.capitalize() for part in letters.split("-"))


def _total(index: KeywordIndex) -> str:
    return f"{count(index.figures.entries, 'entry', 'entries')} from {count(index.files, 'file')}."


def _title(site: Site, folder: str) -> str:
    return f"Keywords under {folder}/" if folder else f"Keywords of {site.title_in_words}"
