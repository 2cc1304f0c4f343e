"""Where a file in a language other than Python writes names that other files may define.

What they mean is found out when all files are known; here is what the file alone tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

import msgspec


class Form(IntEnum):
    """How a name is written."""

    PATH = 0
    """As what an import names: a path, or a module."""
    IMPORTED = 1
    """As a name that an import takes from a file."""
    CALL = 2
    """Before a bracket."""
    TYPE = 3
    """Where a type may stand."""
    CAPITALS = 4
    """In capitals, as macros mostly are."""
    READ = 5
    """Anywhere else."""
    BASE = 6
    """As what a class with a name extends."""


DEFAULT, STAR, WHOLE = "default", "*", "="
"""What a module exports without a name, all that it exports, and what it is as a whole: the value
of ``module.exports``."""


class WrittenName(NamedTuple):
    """A name at a place."""

    line: int
    """From 1."""
    column: int
    """In characters, from 0."""
    length: int
    form: Form
    statement: int
    """Position among those of the file of the import that it is in, or comes from; else -1."""
    word: str


class Exported(NamedTuple):
    """A name that a file gives to those that import it, in a language where it says so."""

    name: str
    statement: int
    """Position of the import that it is passed on from, -1 for a definition of the file."""
    word: str
    """What it is called there."""


class WrittenNames(msgspec.Struct, frozen=True, array_like=True):
    """The names in a file."""

    words: tuple[str, ...] = ()
    packed: tuple[int, ...] = ()
    """Of each five numbers, in source order: lines since the one before, eight times the column
    plus the :class:`Form`, the length, the position of the import, and that of the word."""
    exports: tuple[Exported, ...] = ()

    def places(self) -> Iterator[WrittenName]:
        """Yield the names in source order."""
        line = 0
        numbers = iter(self.packed)
        for lines, column, length, statement, word in zip(
            numbers, numbers, numbers, numbers, numbers, strict=True
        ):
            line += lines
            form = Form(column & 7)
            yield WrittenName(line, column >> 3, length, form, statement, self.words[word])


def packed_names(names: list[WrittenName], exports: Iterable[Exported] = ()) -> bytes:
    """Return names as they are kept, few being needed at a time; nothing if there are none.

    Parameters
    ----------
    names:
        The names.
    exports:
        What the file gives to others.
    """
    exports = tuple(dict.fromkeys(exports))
    if not names and not exports:
        return b""
    words: dict[str, int] = {}
    packed: list[int] = []
    last = 0
    for name in sorted(names):
        word = words.setdefault(name.word, len(words))
        column = name.column << 3 | name.form
        packed += (name.line - last, column, name.length, name.statement, word)
        last = name.line
    return msgspec.msgpack.encode(WrittenNames(tuple(words), tuple(packed), exports))
