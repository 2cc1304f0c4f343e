"""The keyword index of a folder with all below it, as its pages show it.

What is known of an entry wherever it is listed (its place in the order) is found once for the
repository.  A folder only collects what its files have of each.  After an edit, a folder has the
index that it had if none of its entries changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.relations.folders.index_order import letter_of_text, sorted_by
from sphinx_kwindex.relations.folders.index_records import (
    IndexEntry,
    IndexFigures,
    IndexOutline,
    IndexPage,
    IndexPlace,
    KeywordIndex,
    LetterPlace,
)
from sphinx_kwindex.relations.folders.ranges import cut

_MOST_AROUND = 24
"""Folders around a file that list its keywords, from the top on, besides the one that it is in:
deep in a tree, each folder would list what the one around it does."""


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of an entry, whichever folder lists it."""

    text: str
    """What it is sorted and split by."""
    order: tuple[str, str, int]
    """What tells entries of the same text apart."""
    is_import: bool
    is_message: bool
    entry: IndexEntry
    """The entry where all of its places are listed."""


class FolderIndexes:
    """Makes the keyword indexes of folders.

    The top has all but messages, which have a list.  Another folder has its whole subtree without
    imports, as long as one page holds that: else its own files and links to the folders inside.
    All entries are sorted once and handed out in that order, so each costs as much as its files
    lie deep.

    Parameters
    ----------
    entries:
        What is known of each entry, in order.
    folders:
        Paths of the folders with an index, sorted.
    limit:
        The most entries of a page.
    """

    def __init__(self, entries: Sequence[Known], folders: Iterable[str], limit: int) -> None:
        self._entries = entries
        self._limit = limit
        self._around = _around(folders)

    def holding(self, entries: Iterable[Known]) -> set[str]:
        """Return the folders that have something to do with entries, those of all around them."""
        return {folder for known in entries for folder in self._folders_of(known)}

    def of(self, wanted: Container[str]) -> dict[str, KeywordIndex]:
        """Return the indexes of some folders.

        Parameters
        ----------
        wanted:
            Paths of the folders.

        Returns
        -------
        mapping from paths of folders to indexes
        """
        around_folder = self._around
        names, messages = self._counted()
        deep = {path for path, above in around_folder.items() if len(above) > _MOST_AROUND}
        whole = {
            path
            for path in around_folder
            if not path or (names[path] + messages[path] <= self._limit and path not in deep)
        }
        below: dict[str, list[str]] = {path: [] for path in around_folder}
        for path in around_folder:
            if path and (outer := _listed_parent(path, around_folder)) not in whole:
                below[outer].append(path)
        listing = {
            path: tuple(
                folder
                for folder in above
                if folder in wanted and (folder in whole or folder == above[-1])
            )
            for path, above in around_folder.items()
        }
        listed = _handed_out(self._entries, listing)
        found: dict[str, KeywordIndex] = {}
        for path in around_folder:
            if path not in wanted:
                continue
            counted = IndexFigures(
                names[path],
                (),
                has_own_only=path in deep and bool(below[path]),
                messages=messages[path],
            )
            outline = IndexOutline(path, below=tuple(below[path]))
            found[path] = index_of(outline, listed.get(path, ()), self._limit, counted)
        return found

    def _counted(self) -> tuple[Counter[str], Counter[str]]:
        """Return how many names, and how many messages, each folder and all below it have."""
        names: Counter[str] = Counter()
        messages: Counter[str] = Counter()
        for known in self._entries:
            if not known.is_import:
                (messages if known.is_message else names).update(self._folders_of(known))
        return names, messages

    def _folders_of(self, known: Known) -> Collection[str]:
        """Return the folders around the places of an entry, each once."""
        places = known.entry.places
        if len(places) == 1:
            return self._around[folder_of(places[0].path)]
        return {folder for place in places for folder in self._around[folder_of(place.path)]}


def index_of(
    outline: IndexOutline,
    listed: Sequence[tuple[Known, IndexEntry]],
    limit: int,
    counted: IndexFigures,
) -> KeywordIndex:
    """Return an index with its entries on pages.

    Parameters
    ----------
    outline:
        What is known of it besides its entries.
    listed:
        Its entries, in order.
    limit:
        The most entries of a page.
    counted:
        What other pages show of it, without its pages.
    """
    cuts = cut([known.text for known, _ in listed], limit)
    ends = [*(position for _, position in cuts[1:]), len(listed)]
    pages = tuple(
        IndexPage(key, tuple(entry for _, entry in listed[start:end]))
        for (key, start), end in zip(cuts, ends, strict=bool(cuts))
    )
    is_split = len(pages) > 1
    keys = tuple(page.key for page in pages) if is_split else ()
    return KeywordIndex(
        outline=msgspec.structs.replace(
            outline,
            ranges=tuple(page.range for page in pages) if is_split else (),
            letters=tuple(_letters(listed, cuts)),
        ),
        files=len({place.path for _, entry in listed for place in entry.places}),
        imports=sum(known.is_import for known, _ in listed),
        pages=pages,
        counted=msgspec.structs.replace(counted, keys=keys, kind=outline.kind),
    )


def _letters(
    listed: Sequence[tuple[Known, IndexEntry]], cuts: Iterable[tuple[str, int]]
) -> Iterator[LetterPlace]:
    begun = dict[str, int]()
    for position, (known, _) in enumerate(listed):
        begun.setdefault(letter_of_text(known.text), position)
    pages = [(start, key) for key, start in cuts]
    for letter, position in begun.items():
        start, key = pages[bisect_right(pages, position, key=lambda page: page[0]) - 1]
        yield LetterPlace(letter, key, start == position)


def _handed_out(
    entries: Iterable[Known], listing: Mapping[str, tuple[str, ...]]
) -> dict[str, list[tuple[Known, IndexEntry]]]:
    """Return what each folder lists, in order.

    ``listing`` says which folders list the keywords of the files in each.
    """
    listed: dict[str, list[tuple[Known, IndexEntry]]] = {}
    for known in entries:
        by_folder: dict[str, list[IndexPlace]] = {}
        for place in known.entry.places:
            for folder in listing[folder_of(place.path)]:
                if known.is_import if folder else known.is_message:
                    continue
                by_folder.setdefault(folder, []).append(place)
        for folder, places in by_folder.items():
            entry = known.entry
            if len(places) < len(entry.places):
                entry = msgspec.structs.replace(entry, places=tuple(places))
            listed.setdefault(folder, []).append((known, entry))
    return listed


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


def in_order(entries: Iterable[Known]) -> list[Known]:
    """Return entries in the order of all indexes."""
    return sorted(entries, key=lambda known: (known.text, known.order))


def known_entries(keywords: Mapping[str, Sequence[Keyword]]) -> Iterator[Known]:
    """Yield what is known of each entry.

    ``from pk import mod`` and ``import pk.mod`` are one entry, the names that they bind differ: the
    shortest stands for all.

    Parameters
    ----------
    keywords:
        The keywords of each file, by its path.
    """
    found: dict[tuple[str, str], list[Keyword]] = {}
    for of_file in keywords.values():
        for keyword in of_file:
            found.setdefault((keyword.qualname, keyword.kind.value), []).append(keyword)
    for (qualname, kind), members in found.items():
        name = min((member.name for member in members), key=lambda name: (len(name), name))
        places = _places(members)
        is_message = members[0].kind is KeywordKind.ERROR_MESSAGE
        summary = members[0].summary if len(places) == 1 else ""
        yield Known(
            text=sorted_by(name, qualname, is_message=is_message),
            order=(name, qualname, members[0].kind.order),
            is_import=members[0].kind is KeywordKind.IMPORT,
            is_message=is_message,
            entry=IndexEntry(name, qualname, kind, places, summary),
        )


def _places(members: Sequence[Keyword]) -> tuple[IndexPlace, ...]:
    """Return where the keywords of an entry are, of each file the first."""
    if len(members) == 1:
        return (IndexPlace(members[0].path, members[0].anchor),)
    first: dict[str, str] = {}
    for member in members:
        first[member.path] = min(member.anchor, first.get(member.path, member.anchor))
    return tuple(IndexPlace(path, anchor) for path, anchor in sorted(first.items()))
