"""Attributes that make a test of the function that they stand on: ``[Fact]``, ``#[test]``.

A pattern of a query for a function with such an attribute would be tried for every attribute and
everything that follows it, so that many attributes on one function would take the square of their
number.  So queries look for each of the two alone, and what belongs together is told here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from sphinx_kwindex.analysis.grammars.declaration import Match

Span = tuple[int, int]
"""The first byte and the byte after the last one."""


class Marks:
    """The attributes of tests in one source, for look-up."""

    def __init__(self, source: bytes, marks: Iterable[int], before: Iterable[Span]) -> None:
        self._marks = sorted(marks)
        self._runs = _runs(source, before) if self._marks else []
        self._source = source

    def are_on(self, match: Match) -> bool:
        """Return whether one of them stands on what a pattern matched, or in the head of it."""
        name = match.first("name")
        if name is None or "testable" not in match.captures or not self._marks:
            return False
        first = self._first_attribute(match.node.start_byte)
        index = bisect_left(self._marks, first)
        return index < len(self._marks) and self._marks[index] < name.start_byte

    def _first_attribute(self, start: int) -> int:
        """Return where the attributes before a definition begin; its own start without any."""
        index = bisect_right(self._runs, start, key=lambda run: run[0]) - 1
        if index < 0:
            return start
        first, end = self._runs[index]
        return first if end <= start and not self._source[end:start].strip() else start


def _runs(source: bytes, spans: Iterable[Span]) -> list[Span]:
    """Join spans with nothing but blanks between them."""
    runs: list[Span] = []
    for start, end in sorted(spans):
        if runs and not source[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs
