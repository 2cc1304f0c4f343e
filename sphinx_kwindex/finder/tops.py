"""The best entries under beginnings that span many shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sphinx_kwindex.finder.entries import Posting, postings_of_entry, weight_of
from sphinx_kwindex.finder.family import Changes, Family, Read
from sphinx_kwindex.finder.shards import digest_of
from sphinx_kwindex.finder.trie import body_of, lines_of, span
from sphinx_kwindex.finder.words import TERMINATOR, Found

MOST_SHARDS = 2
"""Shards of names that a beginning may span without a top."""

_MOST_EXACT, _MOST_BEGINNING, _MOST_INSIDE, _MOST_OF_NAME = 60, 100, 50, 3
_LONGEST = 1000
"""Above the length of any name."""
_END = "\x7f"


def wanted_tops(starts: Sequence[str]) -> Iterator[str]:
    """Yield the beginnings that need a top, sorted.

    Parameters
    ----------
    starts:
        The first key of each shard, sorted.
    """
    found: set[str] = set()
    for start in starts:
        word = start.partition(TERMINATOR)[0]
        for length in range(1, len(word) + 1):
            found.add(word[:length])
    for beginning in sorted(found):
        first, end = span(starts, beginning)
        if end - first > MOST_SHARDS:
            yield beginning


def updated_tops(
    tops: Mapping[str, str], family: Family, changes: Changes, read: Read
) -> tuple[dict[str, str], dict[str, str]]:
    """Bring the tops up to date.

    Parameters
    ----------
    tops:
        Those that there are.
    family:
        The shards, up to date.
    changes:
        What was changed.
    read:
        Returns the lines of a top that there is.

    Returns
    -------
    tuple
        The digests of tops by their beginnings, and the lines of those that are new by digest.
    """
    made: dict[str, str] = {}
    # Where there are none, all are made anyway.
    added = _by_beginning(changes.added if tops else ())
    removed = _by_beginning(changes.removed if tops else ())
    rank = _Rank()
    found: dict[str, str] = {}
    for beginning in wanted_tops(family.starts):
        known = tops.get(beginning)
        new, gone = added.get(beginning, []), removed.get(beginning, [])
        if known is not None and not new and not gone:
            found[beginning] = known
            continue
        shown = set(lines_of(read(known))) if known is not None else set()
        if known is None or any((item.header, item.line) in shown for item in gone):
            candidates = list(family.postings_from(beginning, beginning + _END))
        else:
            # What was not among the best before is not now, either.
            candidates = sorted(chain(_under(beginning, shown), new))
        body = body_of(best(candidates, beginning, rank))
        found[beginning] = digest = digest_of(body)
        made[digest] = body
    return found, made


class _Rank(dict[str, tuple[int, str]]):
    """The rank of lines, and the names in them: each is worked out once."""

    def __missing__(self, line: str) -> tuple[int, str]:
        name = line.split("\t", 2)[1]
        self[line] = found = len(name) - weight_of(line) * _LONGEST, name
        return found


def best(postings: Iterable[Posting], beginning: str, rank: _Rank) -> Iterator[Posting]:
    """Yield the best of the postings under a beginning.

    Those that it names exactly come first, then those whose names begin with it, then those with a
    word that does.

    Parameters
    ----------
    postings:
        The postings, sorted.
    beginning:
        What their keys begin with.
    rank:
        The ranks of lines.
    """
    exact: list[Posting] = []
    by_name: list[Posting] = []
    by_word: list[Posting] = []
    whole = beginning + TERMINATOR
    for posting in postings:
        if posting.key.startswith(whole):
            exact.append(posting)
        elif posting.found is Found.BY_NAME:
            by_name.append(posting)
        elif posting.found is Found.BY_WORD:
            by_word.append(posting)
    # These sorts keep the order of equal ones.
    yield from sorted(exact, key=lambda posting: rank[posting.line])[:_MOST_EXACT]
    yield from _first(by_name, _MOST_BEGINNING, rank)
    yield from _first(by_word, _MOST_INSIDE, rank)


def _first(postings: list[Posting], most: int, rank: _Rank) -> Iterator[Posting]:
    """Yield the first postings, few of one name."""
    counts: Counter[str] = Counter()
    number = 0
    for posting in sorted(postings, key=lambda posting: rank[posting.line]):
        name = rank[posting.line][1]
        counts[name] += 1
        if counts[name] <= _MOST_OF_NAME:
            yield posting
            number += 1
            if number == most:
                return


def _by_beginning(postings: Iterable[Posting]) -> dict[str, list[Posting]]:
    found: dict[str, list[Posting]] = {}
    for posting in postings:
        for length in range(1, posting.key.index(TERMINATOR) + 1):
            found.setdefault(posting.key[:length], []).append(posting)
    return found


def _under(beginning: str, lines: Iterable[tuple[str, str]]) -> Iterator[Posting]:
    for header, line in lines:
        for posting in postings_of_entry(header, line):
            if posting.key.startswith(beginning):
                yield posting
