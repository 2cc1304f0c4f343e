"""The whole of the finder's data, brought up to date from the entries of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from sphinx_kwindex.finder.entries import (
    KINDS,
    postings_of_entry,
    postings_of_lines,
    postings_of_word,
)
from sphinx_kwindex.finder.family import Changes, Family, Read
from sphinx_kwindex.finder.root import (
    RARE,
    Root,
    bloom,
    kinds_by_letter,
    root_script,
    with_keys,
)
from sphinx_kwindex.finder.tops import updated_tops
from sphinx_kwindex.finder.trie import Postings, Shard
from sphinx_kwindex.finder.words import LONGEST_WORD, last_part, telling_words, words_of

Line = tuple[str, str]
"""A line of a shard below its header."""

Words = Callable[["Subject"], set[str]]

SHORTEST_WORD = 4
"""Letters of a word that may be found by its inside."""


class Subject(msgspec.Struct, frozen=True, array_like=True):
    """What is found on the pages of one file, folder or document."""

    entries: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Lines of entries by their headers."""
    lines: str = ""
    """The lines of the places of a file, as
    :func:`~sphinx_kwindex.finder.entries.lines_of_places` writes them."""
    path: str = ""
    """Of the file whose lines these are."""

    def all_entries(self) -> Iterator[Line]:
        """Yield all entries, each with its header."""
        for header, lines in self.entries:
            for line in lines:
                yield header, line


class SharedLine(NamedTuple):
    """A line that more than one subject has: it stays as long as one of them does."""

    header: str
    line: str
    subjects: int
    """How many."""


class Index(msgspec.Struct, frozen=True, array_like=True):
    """The shards that there are."""

    entries: int = 0
    names: tuple[Shard, ...] = ()
    tops: dict[str, str] = {}
    words: tuple[Shard, ...] = ()
    lines: tuple[Shard, ...] = ()
    counts: dict[str, int] = {}
    """How many subjects have a word in a name."""
    message_counts: dict[str, int] = {}
    """How many subjects have a word in a message."""
    shared: tuple[SharedLine, ...] = ()
    """The lines that more than one subject has, sorted."""

    @property
    def digests(self) -> frozenset[str]:
        """The names of all shards."""
        shards = (*self.names, *self.words, *self.lines)
        return frozenset((*(shard.digest for shard in shards), *self.tops.values()))

    def root(self, prefix: str) -> tuple[str, dict[str, str]]:
        """Return the root of the shards as a script.

        Parameters
        ----------
        prefix:
            The docname under which generated pages lie.

        Returns
        -------
        tuple
            The script, and the lines of the directories that it leads to by digest.
        """
        root, directories = self.rooted(prefix)
        return root_script(root), directories

    def rooted(self, prefix: str) -> tuple[Root, dict[str, str]]:
        """Return the root of the shards.

        Parameters
        ----------
        prefix:
            The docname under which generated pages lie.

        Returns
        -------
        tuple
            The root, and the lines of the directories that it leads to by digest.
        """
        rare = {word for word, count in self.message_counts.items() if count <= RARE}
        names, words, lines = (
            [(shard.node.start, shard.digest) for shard in shards]
            for shards in (self.names, self.words, self.lines)
        )
        said = Root(prefix, self.entries, kinds_by_letter(), bloom(rare))
        return with_keys(said, names, words, lines, sorted(self.tops.items()))


def updated_index(
    index: Index, before: Iterable[Subject], now: Iterable[Subject], read: Read
) -> tuple[Index, dict[str, str]]:
    """Bring an index up to date.

    Parameters
    ----------
    index:
        What there is.
    before:
        The subjects that changed or are gone, as they were.
    now:
        Those that changed or are new.
    read:
        Returns the lines of a shard by its digest.

    Returns
    -------
    tuple
        The index, and the lines of the shards that are new by digest.

    Raises
    ------
    LostShardError
        A shard does not say all that was in it, so that all must be made again.
    """
    old, new = list(before), list(now)
    holders = _Holders(index.shared, old, new)
    changes = _changes(postings_of_entry, holders.gone(), holders.come())
    names = Family(index.names, postings_of_entry, read)
    known = names.update(changes)
    added = [posting for posting in changes.added if posting not in known]
    tops, made = updated_tops(index.tops, names, Changes(changes.removed, added), read)
    counts = _counted(index.counts, old, new, words_of_names)
    words = Family(index.words, postings_of_word, read)
    vanished, appeared = index.counts.keys() - counts.keys(), counts.keys() - index.counts.keys()
    words.update(_changes(postings_of_word, _headless(vanished), _headless(appeared)))
    lines = Family(index.lines, postings_of_lines, read)
    lines.update(_changes(postings_of_lines, _lines(old), _lines(new)))
    for family in (names, words, lines):
        made.update(family.made)
    found = Index(
        entries=index.entries - sum(map(_size, old)) + sum(map(_size, new)),
        names=names.shards,
        tops=tops,
        words=words.shards,
        lines=lines.shards,
        counts=counts,
        message_counts=_counted(index.message_counts, old, new, words_of_messages),
        shared=holders.shared({(posting.header, posting.line) for posting in known}),
    )
    return found, {digest: made[digest] for digest in made.keys() & found.digests}


class _Holders:
    """Counts the subjects that have a line, of those lines of which the number changes."""

    def __init__(
        self, shared: Iterable[SharedLine], old: Iterable[Subject], new: Iterable[Subject]
    ) -> None:
        self._shared = {(item.header, item.line): item.subjects for item in shared}
        self._more: Counter[Line] = Counter()
        for subject in new:
            self._more.update(set(subject.all_entries()))
        for subject in old:
            self._more.subtract(set(subject.all_entries()))

    def gone(self) -> set[Line]:
        """Return the lines that no subject has any more."""
        return {
            line
            for line, more in self._more.items()
            if more < 0 and self._shared.get(line, 1) + more <= 0
        }

    def come(self) -> set[Line]:
        """Return the lines that were in no subject, or in one."""
        return {line for line, more in self._more.items() if more > 0 and line not in self._shared}

    def shared(self, known: Container[Line]) -> tuple[SharedLine, ...]:
        """Return the lines that more than one subject has now.

        Parameters
        ----------
        known:
            Those of :meth:`come` that were in one.
        """
        found = dict(self._shared)
        for line, more in self._more.items():
            if more:
                found[line] = found.get(line, int(more < 0 or line in known)) + more
        return tuple(SharedLine(*line, found[line]) for line in sorted(found) if found[line] > 1)


def _changes(postings_of: Postings, gone: set[Line], come: set[Line]) -> Changes:
    return Changes(
        [item for line in gone - come for item in postings_of(*line)],
        [item for line in come - gone for item in postings_of(*line)],
    )


def _size(subject: Subject) -> int:
    return len(set(subject.all_entries()))


def _headless(words: Iterable[str]) -> set[Line]:
    return {("", word) for word in words}


def _lines(subjects: Iterable[Subject]) -> set[Line]:
    return {(subject.path, subject.lines) for subject in subjects if subject.lines}


def _counted(
    counts: Mapping[str, int],
    old: Iterable[Subject],
    new: Iterable[Subject],
    words_of_subject: Words,
) -> dict[str, int]:
    found: Counter[str] = Counter(counts)
    for subject in old:
        found.subtract(words_of_subject(subject))
    for subject in new:
        found.update(words_of_subject(subject))
    return {word: found[word] for word in sorted(found) if found[word] > 0}


def words_of_names(subject: Subject) -> set[str]:
    """Return the words of names, and short names as they are written without their marks."""
    found: set[str] = set()
    for _, line in subject.all_entries():
        if line[0] in _TEXTS:
            continue
        words = words_of(last_part(line.split("\t", 2)[1])[1])
        found.update(words)
        found.add("".join(words))
    return {word for word in found if SHORTEST_WORD <= len(word) <= LONGEST_WORD}


def words_of_messages(subject: Subject) -> set[str]:
    """Return the words of messages by which lines that hold them are looked up."""
    return {
        word
        for _, line in subject.all_entries()
        if line[0] == KINDS["error-message"]
        for word in telling_words(line.split("\t", 2)[1])
    }


_TEXTS = frozenset(KINDS[kind] for kind in ("error-message", "heading", "section", "document"))
