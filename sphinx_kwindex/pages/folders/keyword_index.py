"""The keyword index of a folder with all below it, on one page or split by letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from sphinx_kwindex.blocks.blocks import (
    Block,
    Crumb,
    Finder,
    Heading,
    KeywordList,
    KeywordRow,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    Trail,
    plain,
)
from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.keywords.keyword import bare_name
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count

_ANCHOR = "keyword-index"
_MESSAGES = "messages"
"""What stands for the letters on the pages of messages; no letters are that many."""
_DEEPEST_SPLIT = 4
"""Letters after which a group is not split further, however large it is."""


def keywords_by_folder(
    keywords: Mapping[str, tuple[Keyword, ...]], folders: Iterable[str]
) -> dict[str, tuple[Keyword, ...]]:
    """Return the keywords of each folder with all below it, in index order.

    All keywords are sorted once and handed out in that order, so each one costs as much as its
    file lies deep.
    """
    everything = sorted(
        _with_one_name_each([keyword for found in keywords.values() for keyword in found]),
        key=lambda keyword: keyword.sort_key,
    )
    by_folder: dict[str, list[Keyword]] = {folder: [] for folder in folders}
    for keyword in everything:
        folder = keyword.path
        while folder:
            folder = folder.rpartition("/")[0]
            by_folder[folder].append(keyword)
    return {folder: tuple(found) for folder, found in by_folder.items()}


def _with_one_name_each(keywords: Sequence[Keyword]) -> Iterator[Keyword]:
    """Yield the keywords such that those of one entry stand together when they are sorted.

    ``from pk import mod`` and ``import pk.mod`` are one entry, the names that they bind differ.
    """
    names: dict[tuple[str, str], str] = {}
    for keyword in keywords:
        key = _entry(keyword)
        known = names.setdefault(key, keyword.name)
        names[key] = min(known, keyword.name, key=lambda name: (len(name), name))
    for keyword in keywords:
        name = names[_entry(keyword)]
        same = name == keyword.name
        yield keyword if same else msgspec.structs.replace(keyword, name=name)


def split_letters(keywords: Iterable[Keyword], limit: int) -> tuple[str, ...]:
    """Return the letters by which an index is split over pages, empty if one page holds it.

    A letter with more than ``limit`` entries is split by the next one, and so on.  Messages come
    last, on pages of their own: a line of a log does not begin as the message in it.
    """
    entries = [next(group) for _, group in groupby(keywords, key=_entry)]
    if len(entries) <= limit:
        return ()
    names = [_bare(entry.name) for entry in entries if not _is_message(entry)]
    messages = [_bare(entry.name) for entry in entries if _is_message(entry)]
    if len(messages) <= limit:
        return (*sorted(_split(names, limit, 1)), *([_MESSAGES] if messages else []))
    leads = sorted(_split(messages, limit, 1))
    return (*sorted(_split(names, limit, 1)), *(f"{_MESSAGES}-{lead}" for lead in leads))


def index_pages(site: Site, folder: str, keywords: tuple[Keyword, ...]) -> Iterator[Page]:
    """Yield the pages of a folder's keyword index; the first one has its docname."""
    letters = site.names.letters.get(folder, {})
    docname = site.names.folder_keywords[folder]
    head = (Heading(1, _title(site, folder), _ANCHOR), site.folder_trail(folder, "Keywords"))
    if not keywords:
        yield Page(docname, (*head, Paragraph((plain("No keyword was found here."),))))
        return
    total = Paragraph((plain(_total(keywords)),))
    if not letters:
        yield Page(
            docname,
            (*head, total, Finder("Find a keyword"), *_letter_blocks(site, folder, keywords)),
        )
        return
    grouped = _by_letters(keywords, letters)
    shards = tuple(letters.items())
    rows = tuple(
        Row(
            (
                (Span(_label(letter), docname=letters[letter]),),
                (plain(f"{count_entries(grouped[letter]):,}"),),
                _range(grouped[letter]),
            )
        )
        for letter in letters
    )
    table = Table(("Letter", "Entries", "From – to"), rows, figures=(1,))
    yield Page(docname, (*head, total, Finder("Find a keyword", shards), table))
    for letter in letters:
        yield _letter_page(site, folder, letter, grouped[letter])


def _letter_page(site: Site, folder: str, letter: str, keywords: list[Keyword]) -> Page:
    letters = site.names.letters[folder]
    crumbs = [Crumb(_label(other), docname) for other, docname in letters.items()]
    position = list(letters).index(letter)
    trail = Trail(
        (
            *site.folder_crumbs(folder),
            Crumb("Keywords", site.names.folder_keywords[folder]),
            Crumb(_label(letter), ""),
        ),
        views=(*crumbs[:position], Crumb(_label(letter), ""), *crumbs[position + 1 :]),
        previous=crumbs[position - 1] if position else None,
        following=crumbs[position + 1] if position + 1 < len(crumbs) else None,
        about=f"{folder}/",
    )
    title = Heading(1, f"{_title(site, folder)}: {_label(letter)}", _ANCHOR)
    finder = Finder("Find a keyword", tuple(letters.items()))
    blocks: tuple[Block, ...] = (title, trail, finder)
    rows = tuple(_rows(site, folder, keywords))
    return Page(letters[letter], (*blocks, KeywordList(rows)))


def _letter_blocks(site: Site, folder: str, keywords: Iterable[Keyword]) -> Iterator[Block]:
    for letter, group in groupby(sorted(keywords, key=_letter_key), key=lambda k: k.letter):
        name = "symbols" if letter == "#" else letter
        yield Heading(2, _label(letter), f"letter-{name}")
        yield KeywordList(tuple(_rows(site, folder, group)))


def _letter_key(keyword: Keyword) -> tuple[bool, str]:
    """Sort letters first, everything else last; the sort is stable, so order within stays."""
    return (keyword.letter == "#", keyword.letter)


def _rows(site: Site, folder: str, keywords: Iterable[Keyword]) -> Iterator[KeywordRow]:
    for _, group in groupby(keywords, key=_entry):
        members = list(group)
        first = members[0]
        places = {member.path: member for member in reversed(members)}
        yield KeywordRow(
            first.qualname,
            first.name,
            tuple(site.place(member, show_path=True) for _, member in sorted(places.items())),
            kind=first.kind.value,
            # Whoever refers to an import means all files that have it.
            anchor=first.anchor if not folder and first.kind is KeywordKind.IMPORT else "",
        )


def _entry(keyword: Keyword) -> tuple[str, str]:
    """Return what makes keywords of several files one entry."""
    return (keyword.qualname, keyword.kind.value)


def _is_message(keyword: Keyword) -> bool:
    return keyword.kind is KeywordKind.ERROR_MESSAGE


def count_entries(keywords: Iterable[Keyword]) -> int:
    """Return how many entries an index of keywords in its order has."""
    return sum(1 for _ in groupby(keywords, key=_entry))


def _bare(name: str) -> str:
    return bare_name(name).casefold()


def _split(names: list[str], limit: int, depth: int) -> Iterator[str]:
    for lead, members in _grouped(names, depth).items():
        if len(members) > limit and depth < _DEEPEST_SPLIT:
            yield from _split(members, limit, depth + 1)
        else:
            yield lead


def _grouped(names: Iterable[str], depth: int) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(_lead(name, depth), []).append(name)
    return groups


def _lead(name: str, depth: int) -> str:
    """Return the first letters of a name; what is no ASCII letter or digit counts as ``#``."""
    return (
        "".join(letter if letter.isascii() and letter.isalnum() else "#" for letter in name[:depth])
        or "#"
    )


def _by_letters(keywords: Iterable[Keyword], letters: Iterable[str]) -> dict[str, list[Keyword]]:
    groups: dict[str, list[Keyword]] = {letter: [] for letter in letters}
    for keyword in keywords:
        bare = _bare(keyword.name)
        page = f"{_MESSAGES}-" if _is_message(keyword) else ""
        if page and _MESSAGES in groups:
            groups[_MESSAGES].append(keyword)
            continue
        # The longest first: `a` itself stays on the page of `a` when that is split into `ab`, ...
        for depth in range(_DEEPEST_SPLIT, 0, -1):
            lead = page + _lead(bare, depth)
            if lead in groups:
                groups[lead].append(keyword)
                break
    return groups


def _range(keywords: list[Keyword]) -> tuple[Span, ...]:
    first, last = keywords[0].name, keywords[-1].name
    if first == last:
        return (Span(first, code=True),)
    return (Span(first, code=True), plain(" – "), Span(last, code=True))


def _label(letters: str) -> str:
    return ": ".join(part.capitalize() for part in letters.split("-"))


def _total(keywords: tuple[Keyword, ...]) -> str:
    files = len({keyword.path for keyword in keywords})
    entries = count(count_entries(keywords), "entry", "entries")
    return f"{entries} from {count(files, 'file')}."


def _title(site: Site, folder: str) -> str:
    return f"Keywords under {folder}/" if folder else f"Keywords of {site.title_in_words}"
