"""Docstrings of Python that does not parse, by the tokens of Pygments' lexer."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

import msgspec
from pygments.token import Comment, Name, String

from sphinx_kwindex.analysis.docstrings import read_docstring
from sphinx_kwindex.analysis.tokens import Token, is_a
from sphinx_kwindex.records.analysis import Symbol

_LONGEST = 100_000
MODULE = 0
"""What stands for the line of the module."""


class Docstring(msgspec.Struct, frozen=True):
    """A docstring, and where it is."""

    text: str
    line: int


NOTHING = Docstring("", 0)


def docstrings_by_line(tokens: Iterable[Token]) -> dict[int, Docstring]:
    """Return docstrings by the line of the name of what they describe.

    Parameters
    ----------
    tokens:
        Those of a whole file.

    Returns
    -------
    mapping from lines to docstrings
        Lines are counted from 1.
    """
    found: dict[int, Docstring] = {}
    reader = _Reader(found)
    line = 1
    for token, value in tokens:
        if is_a(token, String):
            reader.string(value, line)
        elif is_a(token, Comment) or not value.strip():
            reader.blank()
        elif token in (Name.Class, Name.Function, Name.Function.Magic):
            reader.name(line)
        else:
            reader.code(value)
        line += value.count("\n")
    reader.blank()
    return found


def described(symbols: Sequence[Symbol], found: dict[int, Docstring]) -> tuple[Symbol, ...]:
    """Return definitions with their docstrings.

    Parameters
    ----------
    symbols:
        The definitions.
    found:
        Docstrings by the line of the name of what they describe, from 1.
    """
    return tuple(
        _described(symbol, found[symbol.line].text) if symbol.line in found else symbol
        for symbol in symbols
    )


def _described(symbol: Symbol, text: str) -> Symbol:
    said = read_docstring(text)
    return msgspec.structs.replace(
        symbol,
        summary=said.summary,
        documented=bool(text.strip()),
        docstring=said.body,
    )


class _Reader:
    """Follows tokens from the name of a definition to the string below its head."""

    def __init__(self, found: dict[int, Docstring]) -> None:
        self._found = found
        self._owner = MODULE
        self._is_expected = True
        self._in_head = False
        self._depth = 0
        self._written: list[str] = []
        self._start = 0

    def name(self, line: int) -> None:
        self.code("")
        self._owner, self._in_head, self._depth = line, True, 0

    def string(self, value: str, line: int) -> None:
        if self._is_expected:
            # Some tokens begin with the blanks before the string.
            blanks = len(value) - len(value.lstrip())
            self._start = self._start or line + value.count("\n", 0, blanks)
            self._written.append(value)

    def blank(self) -> None:
        """End a string that is a statement."""
        if self._written:
            docstring = _value("".join(self._written).strip())
            if docstring is not None:
                self._found.setdefault(self._owner, Docstring(docstring, self._start))
            self._is_expected = False
            self._written, self._start = [], 0

    def code(self, value: str) -> None:
        self._written, self._start = [], 0
        self._is_expected = False
        if self._in_head:
            self._depth += sum(map(value.count, "([{")) - sum(map(value.count, ")]}"))
            if self._depth <= 0 and ":" in value:
                self._in_head, self._is_expected = False, True


def _value(written: str) -> str | None:
    if not written or len(written) > _LONGEST:
        return None
    try:
        value = ast.literal_eval(written)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return value if isinstance(value, str) else None
