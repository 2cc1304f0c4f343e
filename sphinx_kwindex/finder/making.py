"""The whole of the finder's data made from nothing, with little of it in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path

from sphinx_kwindex.finder.entries import postings_of_entry, postings_of_lines, postings_of_word
from sphinx_kwindex.finder.index import (
    Index,
    SharedLine,
    Subject,
    words_of_messages,
    words_of_names,
)
from sphinx_kwindex.finder.runs import Runs
from sphinx_kwindex.finder.shards import digest_of
from sphinx_kwindex.finder.tops import OpenTops
from sphinx_kwindex.finder.trie import Leaf, Node, Shard, cut

Write = Callable[[str, str], None]
"""Takes the digest of a shard and its lines."""


def made_index(subjects: Iterable[Subject], write: Write, folder: Path) -> Index:
    """Make all shards.

    Each subject is read once, postings are sorted on disk, and each shard is written as soon as
    its last posting is known.

    Parameters
    ----------
    subjects:
        What is found.
    write:
        Takes the shards.
    folder:
        For files that are there while this runs.
    """
    counts: Counter[str] = Counter()
    message_counts: Counter[str] = Counter()
    entries = 0
    with Runs(folder) as names, Runs(folder) as lines:
        for subject in subjects:
            own = set(subject.all_entries())
            entries += len(own)
            for header, line in own:
                names.add(postings_of_entry(header, line))
            if subject.lines:
                lines.add(postings_of_lines(subject.path, subject.lines))
            counts.update(words_of_names(subject))
            message_counts.update(words_of_messages(subject))
        tops: dict[str, str] = {}
        name_shards = tuple(_with_tops(cut(names.merged(), Node()), tops, write))
        line_shards = tuple(_written(leaf, write) for leaf in cut(lines.merged(), Node()))
    with Runs(folder) as words:
        for word in counts:
            words.add(postings_of_word("", word))
        word_shards = tuple(_written(leaf, write) for leaf in cut(words.merged(), Node()))
    return Index(
        entries=entries,
        names=name_shards,
        tops=dict(sorted(tops.items())),
        words=word_shards,
        lines=line_shards,
        counts=dict(sorted(counts.items())),
        message_counts=dict(sorted(message_counts.items())),
        shared=tuple(SharedLine(*line, times) for line, times in sorted(names.repeated.items())),
    )


def _with_tops(leaves: Iterable[Leaf], tops: dict[str, str], write: Write) -> Iterator[Shard]:
    """Write the shards of names and the tops, whose digests are noted by their beginnings."""
    opened = OpenTops()
    for leaf, following in pairwise(chain(leaves, (None,))):
        if leaf is None:
            break
        yield _written(leaf, write)
        for top in opened.add(leaf, following.postings[0].key if following else ""):
            tops[top.beginning] = _named(top.body, write)
    for top in opened.end():
        tops[top.beginning] = _named(top.body, write)


def _written(leaf: Leaf, write: Write) -> Shard:
    return Shard(leaf.node, leaf.weight, _named(leaf.body, write))


def _named(body: str, write: Write) -> str:
    digest = digest_of(body)
    write(digest, body)
    return digest
