"""The keyword indexes of all folders and the lists of the repository, made as far as an edit asks.

Most edits leave nearly all indexes as they were: of these, the figures are known, and the rest is
only made where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.relations.folders.index_records import IndexFigures, KeywordIndex
from sphinx_kwindex.relations.folders.kept_index import IndexedKeywords
from sphinx_kwindex.relations.folders.keyword_index import FolderIndexes
from sphinx_kwindex.relations.folders.lists import is_listed, led_to, repository_lists


class KnownIndexes(msgspec.Struct, frozen=True):
    """What the last run knew of the indexes."""

    indexes: Mapping[str, IndexFigures]
    """Of each folder with one, by path."""
    small: Mapping[str, KeywordIndex]
    """The whole index of each folder with one page."""
    lists: Mapping[str, IndexFigures]
    """Of the lists of the repository, by slug."""


class RepositoryIndexes(msgspec.Struct, frozen=True):
    """The keyword indexes of a repository."""

    folders: Mapping[str, KeywordIndex]
    """By path, sorted."""
    lists: Mapping[str, KeywordIndex]
    """The lists of the repository, by the slugs of their kinds, in order."""
    figures: Mapping[str, IndexFigures]
    """What other pages show of the indexes of folders."""
    list_figures: Mapping[str, IndexFigures]
    """What other pages show of the lists."""
    same_folders: frozenset[str] = frozenset()
    """The folders whose index is the one of the last run."""
    same_lists: frozenset[str] = frozenset()
    """The lists that are those of the last run."""


class Made(Mapping[str, KeywordIndex]):
    """Indexes by path or slug, made when they are asked for.

    Parameters
    ----------
    known:
        Of what there is one, in order.
    made:
        Those that are made already.
    make:
        Makes some more, by path or slug.
    """

    def __init__(
        self,
        known: Iterable[str],
        made: Mapping[str, KeywordIndex],
        make: Callable[[str], Mapping[str, KeywordIndex]],
    ) -> None:
        self._known = dict.fromkeys(known)
        self._made = dict(made)
        self._make = make

    def __getitem__(self, place: str) -> KeywordIndex:
        if place not in self._made and place in self._known:
            self._made |= self._make(place)
        return self._made[place]

    def __contains__(self, place: object) -> bool:
        # By default a mapping looks whether it can give the value.
        return place in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def repository_indexes(
    indexed: IndexedKeywords, folders: list[str], limit: int, before: KnownIndexes | None
) -> RepositoryIndexes:
    """Return the lists of the repository, and the indexes of its folders.

    Parameters
    ----------
    indexed:
        The keywords of the repository, with what changed of them.
    folders:
        Paths of the folders with an index, sorted.
    limit:
        The most entries of a page.
    before:
        What the last run knew of the indexes; None for nothing.
    """
    making = FolderIndexes(indexed.kept.entries, folders, limit)
    change = indexed.change
    is_known = before is not None and folders == list(before.indexes)
    if before is None or change is None or not is_known:
        return _made_all(indexed, making, folders, limit)
    lists: Mapping[str, KeywordIndex]
    list_figures: Mapping[str, IndexFigures]
    if any(map(is_listed, change.keywords)):
        lists = repository_lists(indexed.keywords, limit)
        list_figures, same_lists = _counted(lists), frozenset[str]()
    else:
        lists = Made(before.lists, {}, lambda _: repository_lists(indexed.keywords, limit))
        list_figures, same_lists = before.lists, frozenset(before.lists)

    def make(wanted: Iterable[str]) -> dict[str, KeywordIndex]:
        found = making.of(frozenset(wanted))
        if "" in found:
            found[""] = led_to(found[""], list_figures.values())
        return found

    concerned = making.holding((*change.before, *change.now))
    made = make(concerned) if concerned else {}
    kept = {path: index for path, index in before.small.items() if path not in concerned}
    return RepositoryIndexes(
        Made(folders, {**kept, **made}, lambda path: make((path,))),
        lists,
        {**before.indexes, **_counted(made)},
        list_figures,
        frozenset(folders) - concerned,
        same_lists,
    )


def _made_all(
    indexed: IndexedKeywords, making: FolderIndexes, folders: list[str], limit: int
) -> RepositoryIndexes:
    lists = repository_lists(indexed.keywords, limit)
    found = making.of(folders)
    found[""] = led_to(found[""], (it.counted for it in lists.values()))
    return RepositoryIndexes(found, lists, _counted(found), _counted(lists))


def _counted(indexes: Mapping[str, KeywordIndex]) -> dict[str, IndexFigures]:
    return {place: index.counted for place, index in indexes.items()}
