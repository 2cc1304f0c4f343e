"""The keyword index of a folder, the A-Z of the repository, and its lists: on one page or split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Block,
    Finder,
    Heading,
    KeywordList,
    KeywordRow,
    Letters,
    Page,
    Paragraph,
    Place,
    Row,
    Table,
    Trail,
    plain,
)
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.finder.words import filter_of_path
from sphinx_kwindex.pages.site.anchors import KEYWORDS_ANCHOR
from sphinx_kwindex.pages.site.docnames import LIST
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.pages.words.counting import count, in_words
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations.folders.index_order import ASIDE, MESSAGES, OTHERS
from sphinx_kwindex.relations.folders.index_records import (
    IndexEntry,
    IndexOutline,
    IndexPlace,
    IndexRange,
    KeywordIndex,
    ListedKind,
    PageView,
    by_letter,
)

_LONGEST_LABEL = 28
"""Characters of a name where it stands for a page."""
_FEWEST_FOR_LETTERS = 100
"""Entries from which on an index has headings for its letters: fewer are seen at a glance."""
_SYMBOLS = "symbols"
_APART = {MESSAGES: "Messages", ASIDE: "Tests and examples"}
"""What stands under no letter, after all that does."""

Group = tuple[str, tuple[IndexEntry, ...]]
"""A letter with the entries below it."""


def first_pages(site: Site, index: KeywordIndex) -> Iterator[Page]:
    """Yield the page that has the docname of an index: all of it where one page holds that.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    index:
        All that the page shows.
    """
    outline = index.outline
    docname = site.names.first_page(_subject(outline.path, outline.kind))
    blocks = keyword_blocks(site, index, 2) if not index.is_split else _contents(site, outline)
    yield Page(docname, (*_head(site, outline), *blocks))


def range_pages(site: Site, view: PageView) -> Iterator[Page]:
    """Yield one page of an index that is split.

    It shows its entries, the letters of all, and the pages before and after it.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    view:
        All that the page shows.
    """
    subject = _subject(view.path, view.kind)
    pages = site.names.ranges[subject]
    here = _label(view.page.range)
    index = Crumb(_name(view.kind), site.names.first_page(subject))
    trail = Trail(
        (*site.folder_crumbs(view.path), index, Crumb(here, "")),
        previous=_crumb(view.previous, pages),
        following=_crumb(view.following, pages),
        about=f"{view.path}/",
    )
    title = Heading(1, f"{_title(site, view.path, view.kind)}: {here}", KEYWORDS_ANCHOR)
    letters = Letters(
        tuple(
            Span(
                _letter(place.letter),
                docname=HERE if place.key == view.page.key else pages[place.key],
                anchor="" if place.is_first else _anchor(place.letter),
            )
            for place in view.letters
        )
    )
    groups = tuple(by_letter(view.page.entries, is_list=view.kind is not None))
    yield Page(
        pages[view.page.key],
        (title, trail, *_finder(site, view), letters, *_groups(site, view, groups, 2)),
    )


def keyword_blocks(site: Site, index: KeywordIndex, level: int) -> Iterator[Block]:
    """Yield what the page of an index shows that is not split.

    Parameters
    ----------
    site:
        The planned site.
    index:
        The index.
    level:
        Of the headings of its letters.
    """
    outline = index.outline
    if not index.entries:
        yield Paragraph((plain("No keywords were found here."),))
        yield from _elsewhere(site, outline)
        return
    yield from _finder(site, outline)
    groups = tuple(_lettered(index))
    if len(groups) > 1 and len(index.entries) >= _FEWEST_FOR_LETTERS:
        yield Letters(
            tuple(
                Span(_letter(letter), docname=HERE, anchor=_anchor(letter)) for letter, _ in groups
            )
        )
    yield Paragraph((plain(_total(index)),))
    yield from _elsewhere(site, outline)
    yield from _groups(site, outline, groups, level)


def _lettered(index: KeywordIndex) -> Iterator[Group]:
    """Yield the entries by letter; those of a short index in one, but for what stands apart."""
    is_list, entries = index.outline.kind is not None, index.entries
    groups = tuple(by_letter(entries, is_list=is_list))
    if len(entries) >= _FEWEST_FOR_LETTERS:
        yield from groups
        return
    names = tuple(entry for letter, group in groups for entry in group if letter not in _APART)
    if names:
        yield "", names
    yield from (group for group in groups if group[0] in _APART)


def _contents(site: Site, outline: IndexOutline) -> Iterator[Block]:
    """Yield what leads from the first page of an index to those with its entries."""
    pages = site.names.ranges[_subject(outline.path, outline.kind)]
    yield from _finder(site, outline)
    yield Letters(
        tuple(
            Span(
                _letter(place.letter),
                docname=pages[place.key],
                anchor="" if place.is_first else _anchor(place.letter),
            )
            for place in outline.letters
        )
    )
    yield from _elsewhere(site, outline)
    rows = tuple(
        Row(
            (
                (Span(_short(found.first), code=True, docname=pages[found.key]),),
                (Span(_short(found.last), code=True),),
            )
        )
        for found in outline.ranges
    )
    yield Table(("From", "To"), rows)


def _head(site: Site, outline: IndexOutline) -> tuple[Block, ...]:
    title = Heading(1, _title(site, outline.path, outline.kind), KEYWORDS_ANCHOR)
    if outline.kind is None:
        return title, site.folder_trail(outline.path, FolderPage.KEYWORDS)
    crumbs = (*site.folder_crumbs(""), Crumb(_name(outline.kind), ""))
    return title, Trail(crumbs, about="/")


def _elsewhere(site: Site, outline: IndexOutline) -> Iterator[Block]:
    """Say where keywords are that somebody may miss."""
    names = site.names
    if outline.lists:
        links = (
            Span(_name(kind), docname=names.first_page(f"{LIST}{kind.slug}"))
            for kind in outline.lists
        )
        yield Paragraph((plain("Lists: "), *site.shown_links(links)))
    if outline.below:
        links = (
            Span(f"{_below(outline.path, path)}/", code=True, docname=names.folder_keywords[path])
            for path in outline.below
        )
        lead = "These are from the files directly in this folder. For those further down, see "
        yield Paragraph((plain(lead), *site.shown_links(links), plain(".")))


def _groups(
    site: Site,
    outline: IndexOutline | PageView,
    groups: Iterable[Group],
    level: int,
) -> Iterator[Block]:
    """Yield entries below their letters, those of one letter without a heading."""
    groups = tuple(groups)
    for letter, entries in groups:
        if letter and (len(groups) > 1 or letter in _APART):
            yield Heading(level, _letter(letter), _anchor(letter))
        rows = tuple(_row(site, outline.path, entry) for entry in entries)
        shows_kinds = outline.kind is None and letter != MESSAGES
        yield KeywordList(rows, shows_kinds=shows_kinds, folder=outline.path)


def _row(site: Site, folder: str, entry: IndexEntry) -> KeywordRow:
    places = tuple(
        Place(
            site.names.file_docs[place.path],
            site.existing(place.anchor),
            place.path,
            tuple(_around(site, place, has_words=not entry.summary)),
        )
        for place in entry.places
    )
    return KeywordRow(
        entry.qualname,
        entry.name,
        places,
        kind=entry.kind,
        anchor=entry.import_anchor if not folder else "",
        words=(plain(entry.summary),) if entry.summary else (),
    )


def _around(site: Site, place: IndexPlace, *, has_words: bool) -> Iterator[Span]:
    """Yield in which definitions an entry stands at a place, or to which one it leads."""
    for position, holder in enumerate(place.holders):
        sign = "in" if holder.path == place.path else "→"
        yield plain(", " if position else f" {sign} ")
        yield site.file_link(holder.path, holder.qualname, holder.anchor)
    if has_words and len(place.holders) == 1 and place.holders[0].summary:
        yield plain(f" – {place.holders[0].summary}")


def _crumb(found: IndexRange | None, pages: Mapping[str, str]) -> Crumb | None:
    return Crumb(_short(found.first), pages[found.key]) if found is not None else None


def _subject(path: str, kind: ListedKind | None) -> str:
    return path if kind is None else f"{LIST}{kind.slug}"


def _name(kind: ListedKind | None) -> str:
    return FolderPage.KEYWORDS.value if kind is None else kind.plural.capitalize()


def _title(site: Site, folder: str, kind: ListedKind | None) -> str:
    if kind is not None:
        return f"{_name(kind)} of {site.title_in_words}"
    return f"Keywords under {folder}/" if folder else f"Keywords of {site.title_in_words}"


def _finder(site: Site, index: IndexOutline | PageView) -> Iterator[Finder]:
    """Yield what opens the finder for what an index has, if there is a finder."""
    if not site.settings.finder:
        return
    kind = index.kind
    if kind is not None:
        yield Finder(f"Find {_article(kind.singular)}", f"kind:{kind.slug}")
    else:
        yield Finder("Find a keyword", filter_of_path(f"{index.path}/" if index.path else ""))


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _label(found: IndexRange) -> str:
    first, last = _short(found.first), _short(found.last)
    return first if first == last else f"{first} – {last}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"


def _letter(letter: str) -> str:
    return _APART.get(letter, letter.capitalize())


def _anchor(letter: str) -> str:
    return f"letter-{_SYMBOLS if letter == OTHERS else letter}"


def _below(folder: str, path: str) -> str:
    return path.removeprefix(f"{folder}/")


def _total(index: KeywordIndex) -> str:
    """Return how many entries of which sort an index has."""
    kind, total = index.outline.kind, len(index.entries)
    files = count(index.files, "file")
    if kind is not None:
        aside = sum(entry.is_aside for entry in index.entries)
        rest = f", {aside:,} of them in tests and examples alone" if 0 < aside < total else ""
        return f"{count(total, kind.singular, kind.plural)} in {files}{rest}."
    messages = sum(entry.kind == "error message" for entry in index.entries)
    parts = [
        count(total - index.imports - messages, "name"),
        *([count(messages, "error message")] if messages else []),
        *([count(index.imports, "import")] if index.imports else []),
    ]
    return f"{in_words(parts)} from {files}."
