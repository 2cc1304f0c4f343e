"""The keyword index of a folder with all below it, grouped as its pages show it.

What is known of an entry wherever it is listed (its place in the order, its letters) is found once
for the repository.  A folder only collects what its files have of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.keywords.keyword import bare_name
from sphinx_kwindex.paths import folder_of

MESSAGES = "messages"
"""What stands for the letters on the pages of messages; no letters are that many."""
_DEEPEST_SPLIT = 4
"""Letters after which a group is not split further, however large it is."""
_OTHERS = "#"
_MOST_AROUND = 24
"""Folders around a file that list its keywords, from the top on, besides the one that it is in:
deep in a tree, each folder would list what the one around it does."""


class IndexPlace(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where an entry leads: a file, and the anchor on its page."""

    path: str
    anchor: str


class IndexEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The keywords of one qualified name and kind, however many files have it."""

    name: str
    qualname: str
    kind: str
    places: tuple[IndexPlace, ...]
    """Sorted by path, each file once."""

    @property
    def import_anchor(self) -> str:
        """The anchor of an import, which those who refer to it mean in all files; else empty."""
        return self.places[0].anchor if self.kind == KeywordKind.IMPORT.value else ""


class IndexGroup(msgspec.Struct, frozen=True, array_like=True):
    """The entries below one heading, or on a page of their own, in index order."""

    letters: str
    entries: tuple[IndexEntry, ...]


class IndexFigures(msgspec.Struct, frozen=True, array_like=True):
    """What other pages than its own show of a keyword index."""

    entries: int
    """How many entries it has."""
    letters: tuple[str, ...]
    """The letters of the pages that it is split over; none if one page holds it."""
    whole: str | None = None
    """The folder around it whose index holds the keywords of the folders below, where it does not
    itself."""


class KeywordIndex(msgspec.Struct, frozen=True):
    """All keywords of a folder and of the folders below it."""

    path: str
    files: int = 0
    """How many files they are from."""
    groups: tuple[IndexGroup, ...] = ()
    is_split: bool = False
    """Whether each group has a page of its own."""
    whole: str | None = None
    """The folder around it whose index holds the keywords of the folders below, where it does not
    itself."""

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the pages that it is split over; none if one page holds it."""
        return tuple(group.letters for group in self.groups) if self.is_split else ()

    @property
    def figures(self) -> IndexFigures:
        """What other pages than its own show of it."""
        entries = sum(len(group.entries) for group in self.groups)
        return IndexFigures(entries, self.letters, self.whole)


class _Known(msgspec.Struct, frozen=True, gc=False):
    """What is known of an entry, whichever folder lists it."""

    order: tuple[str, str, str, int]
    """Alphabetical, ignoring case and leading marks."""
    letter: str
    """``a`` to ``z``, or ``#`` for everything else."""
    leads: str
    """As many letters as an index is ever split by."""
    is_message: bool
    places: tuple[IndexPlace, ...]
    """In all files."""
    entry: IndexEntry
    """The entry where all of these are listed."""


Listed = tuple[_Known, IndexEntry]


def keyword_indexes(
    keywords: Mapping[str, Sequence[Keyword]], folders: Iterable[str], limit: int
) -> dict[str, KeywordIndex]:
    """Return the keyword index of each folder.

    All entries are sorted once and handed out in that order, so each costs as much as its files
    lie deep; far down, a folder lists the keywords of its own files alone.

    Parameters
    ----------
    keywords:
        The keywords of each file, by its path.
    folders:
        Paths of the folders with an index, sorted.
    limit:
        Entries from which on an index is split over pages, and a page by further letters.

    Returns
    -------
    mapping from paths of folders to indexes
    """
    listed: dict[str, list[Listed]] = {folder: [] for folder in folders}
    around_folder = _around(listed)
    around = {path: around_folder[folder_of(path)] for path, found in keywords.items() if found}
    for known in sorted(_known_entries(keywords), key=lambda known: known.order):
        if len(known.places) == 1:
            for folder in around[known.places[0].path]:
                listed[folder].append((known, known.entry))
            continue
        by_folder: dict[str, list[IndexPlace]] = {}
        for place in known.places:
            for folder in around[place.path]:
                by_folder.setdefault(folder, []).append(place)
        for folder, places in by_folder.items():
            is_whole = len(places) == len(known.places)
            entry = known.entry if is_whole else _entry(known.entry, places)
            listed[folder].append((known, entry))
    files = Counter(folder for folders_of_file in around.values() for folder in folders_of_file)
    wholes = {
        outer: around_folder[outer][-2]
        for folder in listed
        if len(around_folder[folder]) > _MOST_AROUND
        and (outer := _listed_parent(folder, listed)) not in around_folder[folder]
    }
    return {
        folder: _index(folder, files[folder], found, limit, wholes.get(folder))
        for folder, found in listed.items()
    }


def _around(folders: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the folders that list the keywords of the files in each, from the top on."""
    found: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        above = found[_listed_parent(folder, found)][:_MOST_AROUND] if folder else ()
        found[folder] = (*above, folder)
    return found


def _listed_parent(folder: str, folders: Container[str]) -> str:
    """Return the innermost folder around another one that has an index; the top has one."""
    while (folder := folder_of(folder)) not in folders:
        pass
    return folder


def _entry(entry: IndexEntry, places: Iterable[IndexPlace]) -> IndexEntry:
    return IndexEntry(entry.name, entry.qualname, entry.kind, tuple(places))


def _known_entries(keywords: Mapping[str, Sequence[Keyword]]) -> Iterator[_Known]:
    """Yield what is known of each entry.

    ``from pk import mod`` and ``import pk.mod`` are one entry, the names that they bind differ: the
    shortest stands for all.
    """
    found: dict[tuple[str, str], list[Keyword]] = {}
    for of_file in keywords.values():
        for keyword in of_file:
            found.setdefault((keyword.qualname, keyword.kind.value), []).append(keyword)
    for (qualname, kind), members in found.items():
        name = min((member.name for member in members), key=lambda name: (len(name), name))
        bare = bare_name(name)
        folded = bare.casefold()
        places = _places(members)
        yield _Known(
            order=(folded, bare, qualname, members[0].kind.order),
            letter=_letter(folded),
            leads=_leads(folded),
            is_message=members[0].kind is KeywordKind.ERROR_MESSAGE,
            places=places,
            entry=IndexEntry(name, qualname, kind, places),
        )


def _places(members: Sequence[Keyword]) -> tuple[IndexPlace, ...]:
    """Return where the keywords of an entry are, of each file the first."""
    if len(members) == 1:
        return (IndexPlace(members[0].path, members[0].anchor),)
    first: dict[str, str] = {}
    for member in members:
        first[member.path] = min(member.anchor, first.get(member.path, member.anchor))
    return tuple(IndexPlace(path, anchor) for path, anchor in sorted(first.items()))


def _letter(folded: str) -> str:
    first = folded[:1]
    return first if first.isascii() and first.isalpha() else _OTHERS


def _leads(folded: str) -> str:
    """Return the first letters of a name; what is no ASCII letter or digit counts as ``#``."""
    return (
        "".join(
            letter if letter.isascii() and letter.isalnum() else _OTHERS
            for letter in folded[:_DEEPEST_SPLIT]
        )
        or _OTHERS
    )


def _index(
    path: str, files: int, listed: Sequence[Listed], limit: int, whole: str | None
) -> KeywordIndex:
    letters = _split_letters(listed, limit)
    if letters:
        groups = _by_letters(listed, letters)
    else:
        # The sort is stable, so the order within a letter stays.
        groups = {}
        for known, entry in sorted(listed, key=_letters_first):
            groups.setdefault(known.letter, []).append(entry)
    found = tuple(IndexGroup(letter, tuple(entries)) for letter, entries in groups.items())
    return KeywordIndex(path, files, found, is_split=bool(letters), whole=whole)


def _letters_first(listed: Listed) -> bool:
    return listed[0].letter == _OTHERS


def _split_letters(listed: Sequence[Listed], limit: int) -> tuple[str, ...]:
    """Return the letters by which an index is split over pages, empty if one page holds it.

    A letter with more than ``limit`` entries is split by the next one, and so on.  Messages come
    last, on pages of their own: a line of a log does not begin as the message in it.
    """
    if len(listed) <= limit:
        return ()
    names = Counter(known.leads for known, _ in listed if not known.is_message)
    messages = Counter(known.leads for known, _ in listed if known.is_message)
    split = sorted(_split(names, limit, 1))
    if messages.total() <= limit:
        return (*split, *([MESSAGES] if messages else []))
    return (*split, *(f"{MESSAGES}-{lead}" for lead in sorted(_split(messages, limit, 1))))


def _split(numbers: Mapping[str, int], limit: int, depth: int) -> Iterator[str]:
    grouped: dict[str, dict[str, int]] = {}
    for leads, number in numbers.items():
        grouped.setdefault(leads[:depth], {})[leads] = number
    for lead, members in grouped.items():
        if sum(members.values()) > limit and depth < _DEEPEST_SPLIT:
            yield from _split(members, limit, depth + 1)
        else:
            yield lead


def _by_letters(listed: Iterable[Listed], letters: Iterable[str]) -> dict[str, list[IndexEntry]]:
    groups: dict[str, list[IndexEntry]] = {letter: [] for letter in letters}
    of_leads: dict[tuple[str, bool], list[IndexEntry]] = {}
    for known, entry in listed:
        key = (known.leads, known.is_message)
        group = of_leads.get(key)
        if group is None:
            page = _page_of(known.leads, groups, is_message=known.is_message)
            group = of_leads[key] = groups[page]
        group.append(entry)
    return groups


def _page_of(leads: str, pages: Mapping[str, object], *, is_message: bool) -> str:
    """Return the letters of the page that holds the names with some first letters."""
    if is_message and MESSAGES in pages:
        return MESSAGES
    before = f"{MESSAGES}-" if is_message else ""
    # The longest first: `a` itself stays on the page of `a` when that is split into `ab`, ...
    lengths = range(len(leads), 0, -1)
    return next(lead for length in lengths if (lead := before + leads[:length]) in pages)
