r"""Lists of patterns in the syntax of ``.gitignore``, read and applied as Git does.

`pathspec` is not used: it asks about folders as if they were files (its ``x/**`` matches ``x/``,
its ``!*/`` yields to a pattern for files), raises for a class such as ``[z-a]``, and its regular
expressions backtrack for ever on ``*a*a*a*``.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Iterator

import msgspec

from sphinx_kwindex.discovery.wildmatch import MalformedError, compile_pattern, literal_length

_MOST_EXPRESSIONS = 5_000
"""Patterns of one list that need a regular expression; no list that a person wrote has as many."""

NOTHING = -1
"""The rank of a path that no pattern matches."""


class Malformed(msgspec.Struct, frozen=True):
    """A pattern that matches nothing, to Git as well."""

    line: int
    """From 1."""
    pattern: str
    reason: str


class _Pattern(msgspec.Struct, frozen=True):
    text: bytes
    """Without the marks that the other fields stand for."""
    negates: bool
    folders_only: bool
    is_path: bool
    """Whether it is matched with the path from the base, and not with the name alone."""

    @property
    def is_named(self) -> bool:
        """Whether it says the name of what it matches, or begins it; ``*/`` does not."""
        return literal_length(self.text.rpartition(b"/")[2]) > 0


class _Table:
    """Patterns by what finds them: most are a name or an ending, and cost one look-up together."""

    def __init__(self) -> None:
        self._names: dict[bytes, int] = {}
        self._endings: dict[int, dict[bytes, int]] = {}
        self._paths: dict[bytes, int] = {}
        self._expressions: list[tuple[int, bool, re.Pattern[bytes]]] = []

    def add(self, rank: int, pattern: _Pattern, expression: re.Pattern[bytes] | None) -> None:
        """Add a pattern of a higher rank than all before."""
        if expression is not None:
            self._expressions.append((rank, pattern.is_path, expression))
        elif pattern.is_path:
            self._paths[pattern.text] = rank
        elif pattern.text[:1] == b"*":
            ending = pattern.text[1:]
            self._endings.setdefault(len(ending), {})[ending] = rank
        else:
            self._names[pattern.text] = rank

    def rank(self, path: bytes) -> int:
        """Return the rank of the last pattern that matches."""
        name = path.rpartition(b"/")[2]
        best = max(self._names.get(name, NOTHING), self._paths.get(path, NOTHING))
        for length, endings in self._endings.items():
            if length <= len(name):
                best = max(best, endings.get(name[len(name) - length :], NOTHING))
        for rank, is_path, expression in reversed(self._expressions):
            if rank < best:
                break
            if expression.match(path if is_path else name):
                return rank
        return best


class PatternList:
    """Patterns in order; of those that match a path the last one decides."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._patterns: list[_Pattern] = []
        self._for_files = _Table()
        self._for_folders = _Table()
        self.malformed: list[Malformed] = []
        """What was skipped."""
        expressions = 0
        for number, line in enumerate(lines, 1):
            pattern = _parsed(line)
            if pattern is None:
                continue
            try:
                expression = _expression(pattern)
            except MalformedError as error:
                self.malformed.append(_malformed(number, line, str(error)))
                continue
            expressions += expression is not None
            if expressions > _MOST_EXPRESSIONS:
                reason = "there are too many patterns with wildcards before it"
                self.malformed.append(_malformed(number, line, reason))
                break
            self._add(pattern, expression)

    def _add(self, pattern: _Pattern, expression: re.Pattern[bytes] | None) -> None:
        rank = len(self._patterns)
        self._patterns.append(pattern)
        self._for_folders.add(rank, pattern, expression)
        if not pattern.folders_only:
            self._for_files.add(rank, pattern, expression)

    def rank(self, path: str) -> int:
        """Return the position of the last pattern that matches, :data:`NOTHING` if none does.

        The path of a folder ends in a slash.
        """
        if path.endswith("/"):
            return self._for_folders.rank(encoded(path[:-1]))
        return self._for_files.rank(encoded(path))

    def ignores(self, rank: int) -> bool | None:
        """Return whether the pattern at a rank leaves out (True) or brings back (False)."""
        return None if rank == NOTHING else not self._patterns[rank].negates

    def names(self, rank: int) -> bool:
        """Return whether the pattern at a rank says the name of what it matches."""
        return self._patterns[rank].is_named


def _malformed(number: int, line: bytes, reason: str) -> Malformed:
    return Malformed(number, os.fsdecode(line.strip()), reason)


def encoded(text: str) -> bytes:
    """Return a path or pattern as the bytes that Git compares."""
    try:
        return os.fsencode(text)
    except UnicodeEncodeError:  # half a character, which an option may hold
        return text.encode("utf-8", "surrogatepass")


def lines_of(data: bytes) -> Iterator[bytes]:
    """Yield the lines of an ignore file as Git cuts them."""
    for line in data.removeprefix(codecs.BOM_UTF8).split(b"\n"):
        yield line.removesuffix(b"\r").partition(b"\0")[0]


def _parsed(line: bytes) -> _Pattern | None:
    if line[:1] == b"#":
        return None
    text = _without_trailing_spaces(line)
    negates = text[:1] == b"!"
    text = text[negates:]
    folders_only = text[-1:] == b"/"
    text = text.removesuffix(b"/")
    is_path = b"/" in text
    text = text.removeprefix(b"/")
    return _Pattern(text, negates, folders_only, is_path) if text else None


def _without_trailing_spaces(line: bytes) -> bytes:
    r"""Strip the spaces at the end; one with a backslash before it stays: ``a\  `` is ``a\ ``."""
    kept = line.rstrip(b" ")
    if len(kept) == len(line):
        return line
    backslashes = len(kept) - len(kept.rstrip(b"\\"))
    return line[: len(kept) + backslashes % 2]


def _expression(pattern: _Pattern) -> re.Pattern[bytes] | None:
    """Return a regular expression, None where the text itself tells what matches."""
    literal = literal_length(pattern.text)
    if literal == len(pattern.text):
        return None
    ending = pattern.text[1:]
    if not pattern.is_path and pattern.text[:1] == b"*" and literal_length(ending) == len(ending):
        return None
    return compile_pattern(pattern.text, is_path=pattern.is_path)
