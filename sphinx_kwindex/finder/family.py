"""The shards of a family, brought up to date: those that hold what changed are made again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence

import msgspec

from sphinx_kwindex.finder.entries import Posting
from sphinx_kwindex.finder.shards import digest_of
from sphinx_kwindex.finder.trie import (
    LARGEST_WEIGHT,
    Leaf,
    Node,
    Postings,
    Shard,
    body_of,
    cut,
    fits,
    postings_in,
    weight,
)

Read = Callable[[str], str]
"""Returns the lines of a shard by its digest."""


class LostShardError(Exception):
    """A shard is not there, or does not hold all that is under its keys."""


class Changes(msgspec.Struct, frozen=True):
    """What is not there any more, and what is new."""

    removed: Sequence[Posting] = ()
    added: Sequence[Posting] = ()


class Family:
    """The shards of a family while they are brought up to date."""

    def __init__(self, shards: Iterable[Shard], postings_of: Postings, read: Read) -> None:
        self._postings_of = postings_of
        self._read = read
        self._shards: dict[str, Shard] = {shard.node.start: shard for shard in shards}
        self._held: dict[str, Leaf] = {}
        self.starts = sorted(self._shards)
        self.made: dict[str, str] = {}
        """Lines of the shards that are new, by digest."""

    @property
    def shards(self) -> tuple[Shard, ...]:
        """The shards in the order of their keys."""
        return tuple(self._shards[start] for start in self.starts)

    def update(self, changes: Changes) -> set[Posting]:
        """Make the shards again that hold something that changed.

        Returns
        -------
        those that were to be added, but were there before

        Raises
        ------
        LostShardError
            A shard does not say all that was in it.
        """
        known: set[Posting] = set()
        dirty: dict[Node, tuple[list[Posting], list[Posting]]] = {}
        if not self.starts and changes.added:
            dirty[Node()] = ([], list(changes.added))
        for position, part in enumerate((changes.removed, changes.added) if self.starts else ()):
            for posting in part:
                dirty.setdefault(self._node_of(posting.key), ([], []))[position].append(posting)
        for node in sorted(dirty):
            removed, added = dirty[node]
            postings = self._all_postings(node.start) if node.start in self._shards else set()
            postings.difference_update(removed)
            known.update(item for item in added if item in postings)
            postings.update(added)
            self._drop(node.start)
            for leaf in cut(sorted(postings), node):
                self._put(leaf)
        for node in sorted(dirty):
            self._merge(node)
        for start, leaf in self._held.items():
            digest = digest_of(leaf.body)
            self.made[digest] = leaf.body
            self._shards[start] = Shard(leaf.node, leaf.weight, digest)
        return known

    def _node_of(self, key: str) -> Node:
        """Return the leaf in which a key is, or the largest empty node around it."""
        position = bisect_right(self.starts, key) - 1
        if position >= 0:
            node = self._shards[self.starts[position]].node
            if key < node.end:
                return node
        node = Node()
        while self._within(node):
            node = node.half_with(key)
        return node

    def _within(self, node: Node) -> list[str]:
        first = bisect_left(self.starts, node.start)
        return self.starts[first : bisect_left(self.starts, node.end)]

    def _merge(self, node: Node) -> None:
        """Join leaves around a node that fit into one by now."""
        parent = node.parent
        while parent is not None:
            starts = self._within(parent)
            whole = sum(self._shards[start].weight for start in starts)
            if whole > LARGEST_WEIGHT:
                return
            if starts:
                postings = sorted(item for start in starts for item in self._postings(start))
                body = body_of(postings)
                is_all = sum(map(weight, postings)) == whole
                if not (is_all and fits(body)):
                    return
                for start in starts:
                    self._drop(start)
                self._put(Leaf(parent, whole, postings, body))
            parent = parent.parent

    def postings_from(self, beginning: str, end: str) -> Iterable[Posting]:
        """Yield the postings with keys from one on and below another.

        Parameters
        ----------
        beginning:
            The first key.
        end:
            What all keys are below.
        """
        first = max(bisect_right(self.starts, beginning) - 1, 0)
        for start in self.starts[first : bisect_left(self.starts, end)]:
            for posting in self._postings(start):
                if beginning <= posting.key < end:
                    yield posting

    def _postings(self, start: str) -> list[Posting]:
        leaf = self._held.get(start)
        if leaf is not None:
            return leaf.postings
        shard = self._shards[start]
        body = self.made.get(shard.digest)
        body = self._read(shard.digest) if body is None else body
        return postings_in(shard.node, body, self._postings_of)

    def _all_postings(self, start: str) -> set[Posting]:
        """Return the postings of a shard that is to be changed.

        Where one page has more under one key than a shard holds, some are not in it.
        """
        postings = set(self._postings(start))
        if sum(map(weight, postings)) != self._shards[start].weight:
            raise LostShardError(start)
        return postings

    def _put(self, leaf: Leaf) -> None:
        start = leaf.node.start
        if start not in self._shards:
            insort(self.starts, start)
        self._shards[start] = Shard(leaf.node, leaf.weight, "")
        self._held[start] = leaf

    def _drop(self, start: str) -> None:
        if self._shards.pop(start, None) is not None:
            self.starts.remove(start)
        self._held.pop(start, None)
