"""Where the name of a definition is written: facts have the line, SCIP wants the column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import FileReferences

_LONGEST_LINE = 2000
"""Of a longer line, which a tool wrote, the names are not looked for."""
_MOST_LINES = 5
"""Lines of a head that are searched: the name may stand below the result."""

Range = tuple[int, ...]


class Positions:
    """Finds the names of the definitions of a file.

    Parameters
    ----------
    path:
        The file.
    lines:
        Its text.
    references:
        What its places name; those that bind a name tell where that is.
    """

    def __init__(self, path: str, lines: Sequence[str], references: FileReferences) -> None:
        self._lines = lines
        self._bound: Mapping[tuple[int, str], tuple[int, int]] = {
            (place.line, target.qualname): (place.column, place.length)
            for place in references.places()
            if place.role is Role.WRITE
            for target in place.targets
            if target.path == path
        }

    def of(self, symbol: Symbol) -> Range | None:
        """Return where the name of a definition is written, None if it is not found."""
        bound = self._bound.get((symbol.line, symbol.qualname))
        if bound is not None:
            found = self.checked(symbol.line, *bound)
            if found is not None:
                return found
        last = min(symbol.end_line, symbol.line + _MOST_LINES - 1, len(self._lines))
        for number in range(symbol.line, max(last, symbol.line) + 1):
            column = self._column(number, symbol)
            if column is not None:
                return self.checked(number, column, len(symbol.name))
        return None

    def checked(self, line: int, column: int, length: int) -> Range | None:
        """Return a place as SCIP has it, None if it is not in the text.

        Parameters
        ----------
        line:
            From 1.
        column:
            From 0.
        length:
            Number of characters.
        """
        if not 1 <= line <= len(self._lines) or column + length > len(self._lines[line - 1]):
            return None
        return (line - 1, column, column + length)

    def around(self, symbol: Symbol) -> Range:
        """Return all of a definition."""
        last = min(max(symbol.line, symbol.end_line), len(self._lines))
        return (symbol.line - 1, 0, last - 1, len(self._lines[last - 1]))

    def _column(self, number: int, symbol: Symbol) -> int | None:
        if not 1 <= number <= len(self._lines):
            return None
        line = self._lines[number - 1]
        if len(line) > _LONGEST_LINE:
            return None
        name = symbol.name
        found = [
            start
            for match in re.finditer(re.escape(name), line)
            if _is_whole(line, start := match.start(), start + len(name))
        ]
        if symbol.is_callable:
            called = [start for start in found if line[start + len(name) :].lstrip()[:1] == "("]
            found = called or found
        return found[0] if found else None


def _is_whole(line: str, start: int, end: int) -> bool:
    """Return whether a piece of a line is no part of a longer word."""
    goes_on = end < len(line) and _is_letter(line[end - 1]) and _is_letter(line[end])
    begins_before = start > 0 and _is_letter(line[start - 1]) and _is_letter(line[start])
    return not goes_on and not begins_before


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
