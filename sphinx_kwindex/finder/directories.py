"""Where each key is, by the first letter of keys.

This is for sites with so many shards that no page should load the names of all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sphinx_kwindex.finder.coding import after
from sphinx_kwindex.finder.words import ALPHABET

Keyed = Sequence[tuple[str, str]]
"""First keys of shards, sorted, with their digests; or beginnings with those of their tops."""

_END = "\x7f"
"""Above all characters of keys."""


def keyed(shards: Keyed) -> str:
    """Return keys with digests as text.

    Each key begins with a digit that says how much of the key before it stands before the rest.
    """
    parts: list[str] = []
    before = ""
    for key, digest in shards:
        parts.append(f"{after(before, key)}{digest}")
        before = key
    return "|".join(parts)


def by_letter(families: Sequence[Keyed], tops: Keyed) -> Iterator[tuple[str, str]]:
    """Yield what a query looks up whose word begins with a letter, with that letter.

    An edit changes those of the letters of what it changes, as it does with shards.

    Parameters
    ----------
    families:
        The shards of each family.
    tops:
        The tops.
    """
    letters = [*ALPHABET, _END]
    starts = [[start for start, _ in shards] for shards in families]
    beginnings = [beginning for beginning, _ in tops]
    for letter, following in pairwise(letters):
        # A shard that begins before the letter may reach into it.
        parts = [
            shards[max(bisect_left(known, letter) - 1, 0) : bisect_left(known, following)]
            for shards, known in zip(families, starts, strict=True)
        ]
        parts.append(tops[bisect_left(beginnings, letter) : bisect_left(beginnings, following)])
        yield letter, "\n".join(map(keyed, parts))
