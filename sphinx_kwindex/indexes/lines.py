"""Columns of other tools, which count bytes or halves of UTF-16, in characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

_UNITS = MappingProxyType({"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4})
"""Bytes that count as one."""
_LONGEST_LINE = 20_000
"""Of a longer line, which a tool wrote, only one in ASCII is looked at."""


class Lines:
    """The lines of a text.

    Parameters
    ----------
    lines:
        The lines.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def pieces(self, line: int, start: int, end: int, encoding: str) -> Iterator[tuple[int, str]]:
        """Yield where a piece of a line begins, in characters, with its text.

        Parameters
        ----------
        line:
            The line, from 0.
        start, end:
            Where it begins and ends, in the unit of the encoding.
        encoding:
            The encoding; empty to yield what it is in each of them.
        """
        if not 0 <= line < len(self._lines) or not 0 <= start < end:
            return
        text = self._lines[line]
        if text.isascii() or encoding == "utf-32-le":
            if end <= len(text) and not _is_split(text, start, end):
                yield start, text[start:end]
            return
        if len(text) > _LONGEST_LINE:
            return
        for name in (encoding,) if encoding else _UNITS:
            data, unit = text.encode(name, "surrogatepass"), _UNITS[name]
            try:
                before = data[: start * unit].decode(name)
                piece = data[start * unit : end * unit].decode(name)
            except UnicodeDecodeError:
                continue
            if end * unit <= len(data) and not _is_split(
                text, len(before), len(before) + len(piece)
            ):
                yield len(before), piece


def _is_split(line: str, start: int, end: int) -> bool:
    """Return whether a word goes on at an end of a piece of a line."""
    return any(
        0 < place < len(line) and _is_letter(line[place - 1]) and _is_letter(line[place])
        for place in (start, end)
    )


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
