"""The best entries under beginnings that span many shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sphinx_kwindex.finder.coding import shared_length
from sphinx_kwindex.finder.entries import Posting, postings_of_entry, weight_of
from sphinx_kwindex.finder.family import Changes, Family, Read
from sphinx_kwindex.finder.shards import digest_of
from sphinx_kwindex.finder.trie import Leaf, body_of, lines_of, span
from sphinx_kwindex.finder.words import TERMINATOR, Found

MOST_SHARDS = 2
"""Shards of names that a beginning may span without a top."""

_MOST_EXACT, _MOST_BEGINNING, _MOST_INSIDE, _MOST_OF_NAME = 60, 100, 50, 3
_MOST_HELD = 8
"""Times as many postings as are wanted, from which on the others are left out."""
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
    found: dict[str, str] = {}
    for beginning in wanted_tops(family.starts):
        known = tops.get(beginning)
        new, gone = added.get(beginning, []), removed.get(beginning, [])
        if known is not None and not new and not gone:
            found[beginning] = known
            continue
        shown = set(lines_of(read(known))) if known is not None else set()
        if known is None or any((item.header, item.line) in shown for item in gone):
            candidates = family.postings_from(beginning, beginning + _END)
        else:
            # What was not among the best before is not now, either.
            candidates = chain(_under(beginning, shown), new)
        top = Top(beginning)
        for posting in candidates:
            top.add(posting)
        body = top.body
        found[beginning] = digest = digest_of(body)
        made[digest] = body
    return found, made


Ranked = tuple[int, str, Posting]
"""A posting behind its rank, of which the lower is better, and the name in it."""


def _word(key: str) -> str:
    return key.partition(TERMINATOR)[0]


class _Best:
    """The best of some postings, of which hardly more are kept than are wanted."""

    def __init__(self, most: int, most_of_name: int) -> None:
        self._most = most
        self._most_of_name = most_of_name
        self._held: list[Ranked] = []

    def add(self, ranked: Ranked) -> None:
        """Take one more."""
        self._held.append(ranked)
        if len(self._held) > _MOST_HELD * self._most:
            self._held = self.best()

    def best(self) -> list[Ranked]:
        """Return the best, few of one name, in their order."""
        counts: Counter[str] = Counter()
        found: list[Ranked] = []
        for item in sorted(self._held):
            name = item[1]
            counts[name] += 1
            if counts[name] <= self._most_of_name:
                found.append(item)
                if len(found) == self._most:
                    break
        return found


class Top:
    """The best postings under a beginning.

    Those that it names exactly come first, then those whose names begin with it, then those with a
    word that does.
    """

    def __init__(self, beginning: str) -> None:
        self.beginning = beginning
        self._whole = beginning + TERMINATOR
        self._exact = _Best(_MOST_EXACT, _MOST_EXACT)
        self._longer = _by_found()
        # Those that it names exactly are apart: they are under what is shorter, too.
        self._as_long = _by_found()

    def add(self, posting: Posting) -> None:
        """Take a posting with a key that begins so."""
        name = posting.line.split("\t", 2)[1]
        ranked = len(name) - weight_of(posting.line) * _LONGEST, name, posting
        kept = self._longer
        if posting.key.startswith(self._whole):
            self._exact.add(ranked)
            kept = self._as_long
        if posting.found in kept:
            kept[posting.found].add(ranked)

    def add_longer(self, other: Top) -> None:
        """Take what is under a longer beginning."""
        for parts in (other._longer, other._as_long):
            for found, part in parts.items():
                for ranked in part.best():
                    self._longer[found].add(ranked)

    @property
    def body(self) -> str:
        """The lines of the best."""
        parts = (self._exact, *self._longer.values())
        return body_of(posting for part in parts for *_, posting in part.best())


def _by_found() -> dict[Found, _Best]:
    return {
        Found.BY_NAME: _Best(_MOST_BEGINNING, _MOST_OF_NAME),
        Found.BY_WORD: _Best(_MOST_INSIDE, _MOST_OF_NAME),
    }


class OpenTops:
    """Makes the tops while the shards of names come in their order."""

    def __init__(self) -> None:
        self._starts: list[str] = []
        self._open: list[Top] = []

    def add(self, leaf: Leaf, following: str) -> Iterator[Top]:
        """Take a shard, and yield the tops that are complete.

        A beginning with postings in a single shard needs none.  So only those are open that this
        shard has in common with the one before, or with the one behind it.

        Parameters
        ----------
        leaf:
            The shard.
        following:
            The first key of the next shard; empty if there is none.
        """
        self._starts.append(leaf.node.start)
        last = _word(leaf.postings[-1].key)
        ahead = last[: shared_length(last, _word(following))]
        for posting in leaf.postings:
            yield from self._close(posting.key)
            for length in range(len(self._open) + 1, len(ahead) + 1):
                if not posting.key.startswith(ahead[:length]):
                    break
                self._open.append(Top(ahead[:length]))
            if self._open:
                self._open[-1].add(posting)

    def end(self) -> Iterator[Top]:
        """Yield the tops that are complete once all shards are there."""
        yield from self._close("")

    def _close(self, key: str) -> Iterator[Top]:
        """End the beginnings that a key does not begin with."""
        while self._open and not key.startswith(self._open[-1].beginning):
            top = self._open.pop()
            first, end = span(self._starts, top.beginning)
            if end - first > MOST_SHARDS:
                yield top
            if self._open:
                self._open[-1].add_longer(top)


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
