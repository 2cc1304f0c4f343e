"""The root of the finder's data: where each key is, or where that is said."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import msgspec

from sphinx_kwindex.finder.coding import fnv1a
from sphinx_kwindex.finder.directories import Keyed, by_letter, keyed
from sphinx_kwindex.finder.entries import KINDS
from sphinx_kwindex.finder.shards import FUNCTION, LENGTH, digest_of

RARE = 20
"""Files up to which a word of messages is rare."""

_BITS_OF_WORD = 10
_HASHES = 3
_MOST_BYTES = 24_000


MOST_KEYED = 40_000
"""Characters of first keys with digests that a root may have."""


class Root(msgspec.Struct, frozen=True):
    """What the script knows before it loads a shard."""

    prefix: str
    """The docname under which generated pages lie."""
    entries: int
    kinds: Mapping[str, str]
    """Kinds of entry by letter."""
    rare: str
    """Which words of messages are rare: a Bloom filter."""
    names: str = ""
    """The first key of each shard of names, with its digest, as text."""
    words: str = ""
    lines: str = ""
    tops: str = ""
    """The same for beginnings that have a top."""
    letters: str = ""
    """The same for letters, if these have directories of their own."""
    top: str = ""
    """Of a site that was joined with others: how the folder of all is reached from its own, in
    which the shards lie, and from which docnames start."""


def root_script(root: Root) -> str:
    """Return the root as a script."""
    return f"{FUNCTION}.root({msgspec.json.encode(root).decode()})\n"


def root_in(script: str) -> Root:
    """Return the root that a script holds.

    Raises
    ------
    ValueError
        If it is no such script.
    """
    head = f"{FUNCTION}.root("
    if not script.startswith(head) or not script.endswith(")\n"):
        raise ValueError
    try:
        return msgspec.json.decode(script[len(head) : -2], type=Root)
    except (msgspec.DecodeError, RecursionError):
        raise ValueError from None


def digests_in(keyed_text: str) -> list[str]:
    """Return the digests of shards from their first keys with these, as text."""
    return [part[-LENGTH:] for part in keyed_text.split("|") if part]


def with_keys(
    root: Root, names: Keyed, words: Keyed, lines: Keyed, tops: Keyed
) -> tuple[Root, dict[str, str]]:
    """Let a root say where each key is.

    Parameters
    ----------
    root:
        The root.
    names, words, lines:
        The shards of each family.
    tops:
        The tops.

    Returns
    -------
    tuple
        The root, and the lines of the directories that it leads to by digest.
    """
    texts = [keyed(part) for part in (names, words, lines, tops)]
    if sum(map(len, texts)) <= MOST_KEYED:
        said = dict(zip(("names", "words", "lines", "tops"), texts, strict=True))
        return msgspec.structs.replace(root, **said), {}
    bodies: dict[str, str] = {}
    letters: list[tuple[str, str]] = []
    for letter, body in by_letter((names, words, lines), tops):
        digest = digest_of(body)
        if not letters or letters[-1][1] != digest:
            letters.append((letter, digest))
        bodies[digest] = body
    return msgspec.structs.replace(root, letters=keyed(letters)), bodies


def kinds_by_letter() -> dict[str, str]:
    """Return the kinds of entry.

    Returns
    -------
    mapping from letters to kinds
    """
    return {letter: kind for kind, letter in KINDS.items()}


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
