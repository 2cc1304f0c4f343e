"""The lists of the repository: all error messages, all environment variables, all options, ..."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.keywords.keyword import Holder
from sphinx_kwindex.keywords.kinds import CustomKind, Kind
from sphinx_kwindex.relations.folders.index_order import sorted_by
from sphinx_kwindex.relations.folders.index_records import (
    IndexEntry,
    IndexFigures,
    IndexOutline,
    IndexPlace,
    KeywordIndex,
    ListedKind,
)
from sphinx_kwindex.relations.folders.keyword_index import Known, index_of

LISTED = (
    KeywordKind.ENTRY_POINT,
    KeywordKind.COMMAND_LINE_OPTION,
    KeywordKind.ENVIRONMENT_VARIABLE,
    KeywordKind.CONFIGURATION_KEY,
    KeywordKind.ERROR_MESSAGE,
)
"""The kinds with a list, in the order of the start page; those that a project adds follow."""


def repository_lists(
    keywords: Mapping[str, Sequence[Keyword]], limit: int
) -> dict[str, KeywordIndex]:
    """Return the list of each kind that has one.

    Parameters
    ----------
    keywords:
        The keywords of each file, by its path.
    limit:
        The most entries of a page.

    Returns
    -------
    mapping from slugs of kinds to lists
    """
    found: dict[Kind, dict[str, list[Keyword]]] = {}
    for of_file in keywords.values():
        for keyword in of_file:
            if is_listed(keyword):
                found.setdefault(keyword.kind, {}).setdefault(keyword.qualname, []).append(keyword)
    return {kind.slug: _list(kind, found[kind], limit) for kind in sorted(found, key=_position)}


def is_listed(keyword: Keyword) -> bool:
    """Return whether there is a list for keywords of this kind."""
    return keyword.kind in LISTED or isinstance(keyword.kind, CustomKind)


def led_to(index: KeywordIndex, lists: Iterable[IndexFigures]) -> KeywordIndex:
    """Return the index of the repository such that it leads to the lists.

    Parameters
    ----------
    index:
        The index.
    lists:
        What other pages show of the lists.
    """
    kinds = tuple(found.kind for found in lists if found.kind is not None)
    return replace(index, outline=replace(index.outline, lists=kinds))


def _position(kind: Kind) -> int:
    return LISTED.index(kind) if kind in LISTED else kind.order


def _list(kind: Kind, found: Mapping[str, Sequence[Keyword]], limit: int) -> KeywordIndex:
    listed = sorted(_entries(kind, found), key=lambda pair: (pair[0].text, pair[0].order))
    outline = IndexOutline("", ListedKind(kind.slug, kind.value, kind.plural))
    return index_of(outline, listed, limit, IndexFigures(len(listed), ()))


def _entries(
    kind: Kind, found: Mapping[str, Sequence[Keyword]]
) -> Iterator[tuple[Known, IndexEntry]]:
    for qualname, members in found.items():
        name = min((member.name for member in members), key=lambda name: (len(name), name))
        summaries = {member.summary for member in members}
        summary = summaries.pop() if len(summaries) == 1 else ""
        is_aside = all(member.is_aside for member in members)
        entry = IndexEntry(name, qualname, kind.value, _places(members), summary, is_aside)
        text = sorted_by(name, qualname, is_aside=is_aside)
        yield (
            Known(text, (name, qualname, 0), is_import=False, is_message=False, entry=entry),
            entry,
        )


def _places(members: Sequence[Keyword]) -> tuple[IndexPlace, ...]:
    """Return the files of an entry, each with the definitions around it or behind it."""
    first: dict[str, str] = {}
    holders: dict[str, dict[Holder, None]] = {}
    for member in members:
        first[member.path] = min(member.anchor, first.get(member.path, member.anchor))
        holders.setdefault(member.path, {}).update(dict.fromkeys(member.holders))
    return tuple(IndexPlace(path, first[path], tuple(holders[path])) for path in sorted(first))
