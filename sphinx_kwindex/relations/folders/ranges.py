"""Cutting a sorted index into pages of about equal size, so that the cuts stay where they are.

A page begins with a prefix, as a volume of an encyclopaedia does, and not with the entry that
comes after so many others: a name more changes the page that it is on.  Where the middle of an
index offers several cuts, the one with the shortest prefix is taken, which is where a letter begins
if one does; among equals a hash decides, since the place in the middle moves with each name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache

_FIRST, _LAST = 0.4, 0.6
"""The part of a range in which it is cut."""


def cut(texts: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """Return where the pages of an index begin, each with a prefix that no other page has.

    Parameters
    ----------
    texts:
        What the entries are sorted by, in order.
    limit:
        The most entries of a page.  Entries that are sorted by the same text are never cut apart.

    Returns
    -------
    list of pairs of a prefix and a position
        All texts from the position on are not before the prefix, all others are.  None if there
        are no texts.
    """
    if not texts:
        return []
    # Most places are never asked about.
    shared = cache(lambda at: _shared(texts[at - 1], texts[at]))
    found = [(texts[0][:1], 0)]
    ranges = [(0, len(texts))]
    while ranges:
        start, end = ranges.pop()
        if end - start <= limit:
            continue
        position = _cut(texts, shared, start, end)
        if position:
            found.append((_separator(texts, shared, position), position))
            ranges += [(start, position), (position, end)]
    return sorted(found, key=lambda pair: pair[1])


def _cut(texts: Sequence[str], shared: Callable[[int], int], start: int, end: int) -> int:
    """Return the position at which to cut a range, 0 if all of its texts are the same."""
    number = end - start
    middle = range(start + int(number * _FIRST), start + int(number * _LAST) + 1)
    candidates = [at for at in middle if start < at < end and _differs(texts, shared, at)]
    if candidates:
        shortest = min(shared(at) for at in candidates)
        equal = [at for at in candidates if shared(at) == shortest]
        return min(equal, key=lambda at: _weight(_separator(texts, shared, at)))
    # The middle is one name: the cut is at that end of it which is nearer.
    centre = start + number // 2
    for distance in range(number // 2 + 1):
        for at in (centre - distance, centre + distance):
            if start < at < end and _differs(texts, shared, at):
                return at
    return 0


def _differs(texts: Sequence[str], shared: Callable[[int], int], at: int) -> bool:
    return shared(at) < len(texts[at])


def _separator(texts: Sequence[str], shared: Callable[[int], int], at: int) -> str:
    """Return the shortest prefix of a text that the one before it does not have."""
    return texts[at][: shared(at) + 1]


def _weight(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with that are the same."""
    for position, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return position
    return min(len(one), len(other))
