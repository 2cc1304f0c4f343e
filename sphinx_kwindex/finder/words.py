"""The words of names, and the keys by which a name is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import accumulate

TERMINATOR = " "
"""Ends a key; a path, and then a name, follow it to tell many entries of one key apart."""
ALPHABET = " /0123456789abcdefghijklmnopqrstuvwxyz~"
"""The characters of keys, sorted; the last one stands for all others."""

LONGEST_KEY = 20
LONGEST_WORD = 24
_MOST_EDGES = 6
_MOST_TELLING = 4
SHORTEST_TELLING = 4
_MOST_INITIALS = 6

# `HTTP` and `Connection` in `HTTPConnection`, `conv2` and `d` in `conv2d`.
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+|[^\x00-\x7f]+")
_OTHER = re.compile(r"[^a-z0-9]")
_OTHER_IN_PATH = re.compile(r"[^a-z0-9/]")
_SCOPES = re.compile(r"::|[.\\/]")


class Found(IntEnum):
    """How a key is of a name."""

    BY_NAME = 0
    """It is all of the name."""
    BY_WORD = 1
    """It begins at a later word."""
    ASIDE = 2
    """It begins at the name of what encloses it, or is its initials."""


def words_of(text: str) -> list[str]:
    """Return the words of a name or text, in small letters."""
    return [_OTHER.sub("~", word.lower()) for word in _WORD.findall(text)]


def last_part(name: str) -> tuple[str, str]:
    """Split a name with dots or the like.

    Returns
    -------
    tuple
        What encloses it, by its last name alone, and the name itself.
    """
    parts = [part for part in _SCOPES.split(name) if part]
    if not parts:
        return "", name
    return (parts[-2] if len(parts) > 1 else ""), parts[-1]


def keys_of_name(outer: str, name: str) -> Iterator[tuple[str, Found]]:
    """Yield the keys of a name, that of all of it first.

    Parameters
    ----------
    outer:
        The name of what encloses it; empty for nothing.
    name:
        The name.
    """
    words = words_of(name)
    yield from _edges(words, _MOST_EDGES)
    if outer and words:
        yield "".join((*words_of(outer), *words))[:LONGEST_KEY], Found.ASIDE
    if 2 <= len(words) <= _MOST_INITIALS:
        yield "".join(word[0] for word in words), Found.ASIDE


def keys_of_text(text: str) -> Iterator[tuple[str, Found]]:
    """Yield the keys of a heading: from each of its words on."""
    return _edges(words_of(text), _MOST_EDGES)


def keys_of_message(text: str) -> Iterator[tuple[str, Found]]:
    """Yield the keys of a message: from its beginning, and from its longest words on."""
    words = words_of(text)
    starts = [0, *accumulate(map(len, words))]
    joined = "".join(words)
    for position in dict.fromkeys((0, *_telling(words)) if words else ()):
        key = joined[starts[position] : starts[position] + LONGEST_KEY]
        yield key, Found.BY_WORD if position else Found.BY_NAME


def telling_words(text: str) -> list[str]:
    """Return the words of a message by which a line that holds it is looked up."""
    words = words_of(text)
    return [words[position] for position in _telling(words)]


def _telling(words: Sequence[str]) -> list[int]:
    """Return the positions of the longest words."""
    long = [position for position, word in enumerate(words) if len(word) >= SHORTEST_TELLING]
    return sorted(long, key=lambda position: (-len(words[position]), position))[:_MOST_TELLING]


def _edges(words: Sequence[str], most: int) -> Iterator[tuple[str, Found]]:
    text = "".join(words)
    start = 0
    for position, word in enumerate(words[:most]):
        key = text[start : start + LONGEST_KEY]
        if not position or len(word) > 1:
            yield key, Found.BY_WORD if position else Found.BY_NAME
        start += len(word)


def filter_of_path(path: str) -> str:
    """Return the filter that leaves what is at a path or below it.

    A filter ends at a space, as what is typed does: of a path with one it is the beginning.
    """
    words = path.split()
    return f"path:{words[0]}" if words else ""


def key_of_path(path: str) -> str:
    """Return a path in the characters of keys."""
    return _OTHER_IN_PATH.sub("~", path.lower())


def plain(text: str) -> str:
    """Return a text in the characters of keys."""
    return _OTHER.sub("~", text.lower())
