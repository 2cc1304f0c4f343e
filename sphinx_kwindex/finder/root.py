"""The root of the finder's data: where each key is."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.finder.coding import after, fnv1a
from sphinx_kwindex.finder.entries import KINDS
from sphinx_kwindex.finder.shards import FUNCTION
from sphinx_kwindex.finder.trie import Shard

RARE = 20
"""Files up to which a word of messages is rare."""

_BITS_OF_WORD = 10
_HASHES = 3
_MOST_BYTES = 24_000


class Root(msgspec.Struct, frozen=True):
    """What the script knows before it loads a shard."""

    prefix: str
    """The docname under which generated pages lie."""
    entries: int
    kinds: Mapping[str, str]
    """Kinds of entry by letter."""
    names: str
    """The first key of each shard of names, with its digest; see :func:`keyed`."""
    tops: str
    """The same for beginnings that have a top."""
    words: str
    lines: str
    rare: str
    """Which words of messages are rare: a Bloom filter."""


def root_script(root: Root) -> str:
    """Return the root as a script."""
    return f"{FUNCTION}.root({msgspec.json.encode(root).decode()})\n"


def kinds_by_letter() -> dict[str, str]:
    """Return the kinds of entry.

    Returns
    -------
    mapping from letters to kinds
    """
    return {letter: kind for kind, letter in KINDS.items()}


def keyed_shards(shards: Iterable[Shard]) -> str:
    """Return the first keys of shards with their digests; see :func:`keyed`."""
    return keyed((shard.node.start, shard.digest) for shard in shards)


def keyed(shards: Iterable[tuple[str, str]]) -> str:
    """Return keys with digests as text.

    Each key begins with a digit that says how much of the key before it stands before the rest.
    """
    parts: list[str] = []
    before = ""
    for key, digest in shards:
        parts.append(f"{after(before, key)}{digest}")
        before = key
    return "|".join(parts)


def bloom(words: set[str]) -> str:
    """Return a Bloom filter of words in base 64."""
    size = min(max(len(words) * _BITS_OF_WORD // 8, 8), _MOST_BYTES)
    bits = bytearray(size)
    for word in words:
        first, second = fnv1a(word), fnv1a(word, 0x01234567)
        for turn in range(_HASHES):
            place = (first + turn * second) % (size * 8)
            bits[place >> 3] |= 1 << (place & 7)
    return base64.b64encode(bytes(bits)).decode()
