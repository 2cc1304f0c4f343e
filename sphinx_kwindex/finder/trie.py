"""Cutting postings into shards by a binary trie over the characters of their keys."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import msgspec

from sphinx_kwindex.finder.coding import after, read_after, shared_length
from sphinx_kwindex.finder.entries import Posting
from sphinx_kwindex.finder.words import ALPHABET

LARGEST_SHARD = 64_000
"""Bytes of a shard."""
LARGEST_WEIGHT = 72_000
"""Of the postings of a shard."""
_HEADER_SHARE = 10
"""Of a header counted with each line below it; the lines of one page share it."""
_SPAN = 64
"""Characters that a node may tell apart; a power of two above their number."""
_END = "\x7f"
"""Above all characters of keys."""


class Node(NamedTuple):
    """A node of the trie: the keys with a prefix, and one of some characters behind it."""

    prefix: str = ""
    low: int = 0
    high: int = _SPAN

    @property
    def start(self) -> str:
        """What no key in it is below."""
        return self.prefix + ALPHABET[self.low] if self.low else self.prefix

    @property
    def end(self) -> str:
        """What all keys in it are below."""
        return self.prefix + (ALPHABET[self.high] if self.high < len(ALPHABET) else _END)

    @property
    def parent(self) -> Node | None:
        """The node that this one is a half of; None for the root."""
        size = self.high - self.low
        if size < _SPAN:
            low = self.low - self.low % (2 * size)
            return Node(self.prefix, low, low + 2 * size)
        if not self.prefix:
            return None
        code = ALPHABET.index(self.prefix[-1])
        return Node(self.prefix[:-1], code, code + 1)

    def half_with(self, key: str) -> Node:
        """Return the half in which a key is."""
        node = self
        if node.high - node.low == 1:
            node = Node(node.prefix + ALPHABET[node.low])
        middle = (node.low + node.high) // 2
        code = ALPHABET.index(key[len(node.prefix)]) if len(key) > len(node.prefix) else 0
        if code < middle:
            return Node(node.prefix, node.low, middle)
        return Node(node.prefix, middle, node.high)


class Shard(msgspec.Struct, frozen=True, array_like=True):
    """A leaf of the trie that was made."""

    node: Node
    weight: int
    """Of its postings; of those of several nodes the sum."""
    digest: str


class Leaf(NamedTuple):
    """A leaf that is to be made."""

    node: Node
    weight: int
    postings: list[Posting]
    body: str
    """Its lines."""


Postings = Callable[[str, str], Iterable[Posting]]
"""Returns the postings of a line below a header."""


def weight(posting: Posting) -> int:
    """Return how much of a shard a posting takes, about."""
    _, header, line, _ = posting
    size = len(line) if line.isascii() else len(line.encode("utf-8", "replace"))
    return size + 1 + min(len(header) + 4, _HEADER_SHARE)


def body_of(postings: Iterable[Posting]) -> str:
    """Return the lines of some postings, each once, below their headers.

    A header gives the part that it shares with the one before as a digit, after a slash.
    """
    by_header: dict[str, set[str]] = {}
    for _, header, line, _ in postings:
        if header in by_header:
            by_header[header].add(line)
        else:
            by_header[header] = {line}
    lines: list[str] = []
    before = ""
    for header in sorted(by_header):
        if header:
            lines.append(f"/{after(before, header)}")
            before = header
        lines.extend(sorted(by_header[header]))
    return "\n".join(lines)


def lines_of(body: str) -> Iterator[tuple[str, str]]:
    """Yield the headers and lines of a shard."""
    header = ""
    for line in body.split("\n"):
        if line.startswith("/"):
            header = read_after(header, line[1:])
        elif line:
            yield header, line


def postings_in(node: Node, body: str, postings_of: Postings) -> list[Posting]:
    """Return the postings of a shard, sorted.

    Parameters
    ----------
    node:
        Its node.
    body:
        Its lines.
    postings_of:
        Returns all postings of a line, of which some are in the node.
    """
    start, end = node.start, node.end
    return sorted(
        posting
        for header, line in lines_of(body)
        for posting in postings_of(header, line)
        if start <= posting.key < end
    )


def cut(postings: Iterable[Posting], top: Node) -> Iterator[Leaf]:
    """Cut the postings of a node into leaves: the largest nodes that fit into a shard.

    They are read once, and no more of them are kept than one shard holds, or than one key has.

    Parameters
    ----------
    postings:
        Sorted.
    top:
        Their node.
    """
    waiting = iter(postings)
    held: list[Posting] = []
    weights: list[int] = []
    whole = 0
    before = ""
    while True:
        while whole <= LARGEST_WEIGHT or held[0].key == held[-1].key:
            posting = next(waiting, None)
            if posting is None:
                break
            held.append(posting)
            weights.append(weight(posting))
            whole += weights[-1]
        if not held:
            return
        leaf, count = _first_leaf(held, weights, _without(top, held[0].key, before))
        yield leaf
        before = held[count - 1].key
        whole -= leaf.weight
        del held[:count], weights[:count]


def _first_leaf(held: list[Posting], weights: list[int], node: Node) -> tuple[Leaf, int]:
    """Return the leaf with the first posting, and how many postings are in it.

    Parameters
    ----------
    held:
        All postings of the leaf, and at least one of those behind it if there are any.
    weights:
        Their weights.
    node:
        The largest node in which none of the postings before them is.
    """
    first = held[0].key
    sums = list(accumulate(weights))
    over = bisect_right(sums, LARGEST_WEIGHT)
    count = len(held)
    if over < count:
        # The first that is too much; where its key is the first, the one behind that key.
        over = max(over, bisect_right(held, first, key=_key_of))
        node = _without(node, first, held[over].key if over < count else "")
    count = bisect_left(held, node.end, key=_key_of)
    while True:
        postings = held[:count]
        body = body_of(postings) if sums[count - 1] <= LARGEST_WEIGHT else ""
        if body and fits(body):
            return Leaf(node, sums[count - 1], postings, body), count
        last = held[count - 1].key
        if last == first:
            # One page has more under one key than a shard holds.
            postings = _beginning(postings)
            return Leaf(node, sums[count - 1], postings, body_of(postings)), count
        node = _without(node, first, last)
        count = bisect_left(held, node.end, 0, count, key=_key_of)


def _key_of(posting: Posting) -> str:
    return posting.key


def _without(node: Node, key: str, other: str) -> Node:
    """Return the largest node within one that has a key, and not another.

    Parameters
    ----------
    node:
        A node that has the key.
    key, other:
        The keys; an empty one is in none.
    """
    if not other or not node.start <= other < node.end:
        return node
    prefix = key[: shared_length(key, other)]
    if len(prefix) > len(node.prefix):
        node = Node(prefix)
    while node.start <= other < node.end:
        node = node.half_with(key)
    return node


def fits(body: str) -> bool:
    """Return whether a shard can have some lines."""
    return len(body.encode("utf-8", "replace")) <= LARGEST_SHARD - 1000


def _beginning(postings: Iterable[Posting]) -> list[Posting]:
    found: list[Posting] = []
    size = 0
    for posting in sorted(postings, key=lambda item: (item.header, item.line)):
        size += len(f"{posting.line}{posting.header}".encode("utf-8", "replace")) + 4
        if size > LARGEST_SHARD - 1000:
            break
        found.append(posting)
    return found


def span(starts: Sequence[str], beginning: str) -> tuple[int, int]:
    """Return the shards that may hold keys with a beginning.

    Parameters
    ----------
    starts:
        The first key of each shard, sorted.
    beginning:
        The beginning.

    Returns
    -------
    tuple
        The first position, and the one after the last.
    """
    first = max(bisect_right(starts, beginning) - 1, 0)
    return first, max(bisect_left(starts, beginning + _END), first)
