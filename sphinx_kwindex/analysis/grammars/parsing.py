"""One call of a parser, with an end of what it may do.

Where a source makes no sense, a parser may look at the rest of it again for each sign, or weigh as
many readings as it can hold.  Its work is counted, and not timed, so that the outcome is the same
on every machine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import msgspec

from sphinx_kwindex.analysis.grammars.declaration import Node

Span = tuple[int, int]
"""The first byte and the byte after the last one."""

_STEPS_PER_BYTE = 0.05
"""Steps of the parser's own count for what it has passed; a source of many short tokens takes up to
0.035, one of people 0.02."""
_FEWEST_STEPS = 100
_READS_PER_BYTE = 250
"""Times that a byte is given to the parser; for a source that makes sense, up to seventy, since
some grammars look far ahead."""
_FEWEST_READS = 500_000
_CHUNK = 1_024
"""What is given at once: so little that reading ahead shows."""


class Reader(msgspec.Struct, frozen=True):
    """A grammar that is installed."""

    language: Any
    query: Any


class Unfit(msgspec.Struct, frozen=True):
    """A grammar that is installed, but cannot be used."""

    reason: str


class _Work:
    """A source that is given to a parser, and what the parser does with it."""

    def __init__(self, code: bytes, first: int, size: int) -> None:
        self._code = code
        self._first = first
        self._steps = 0
        self._passed = 0
        self._reads = _FEWEST_READS + _READS_PER_BYTE * size

    @property
    def is_too_much(self) -> bool:
        """Whether the parser has done more than it may."""
        return self._reads < 0 or self._steps > _FEWEST_STEPS + _STEPS_PER_BYTE * self._passed

    def read(self, offset: int, _point: object) -> bytes:
        """Return what stands at a place.

        All of it, even if it is too much: a source that ends earlier than before crashes a scanner.
        """
        start = max(offset - self._first, 0)
        chunk = self._code[start : start + _CHUNK]
        self._reads -= len(chunk)
        return chunk

    def step(self, position: int, _has_error: object) -> bool:
        """Count a step; return whether the parser has to stop."""
        self._steps += 1
        self._passed = max(self._passed, position - self._first)
        return self.is_too_much


def parse(
    code: bytes,
    installed: Reader,
    newlines: Sequence[int] = (),
    spans: Sequence[Span] | None = None,
    first: int = 0,
) -> Node | None:
    """Return the tree of a source, or of some spans of it; None if that takes too long.

    Parameters
    ----------
    code:
        The source.
    installed:
        The grammar.
    newlines:
        Where the lines of the source end, if spans are given.
    spans:
        The parts that are parsed, as if nothing stood between them; all without them.
    first:
        Where the source begins in what the offsets of the spans count.
    """
    import tree_sitter

    def place(offset: int) -> tuple[int, int]:
        row = bisect_left(newlines, offset)
        return row, offset - (newlines[row - 1] + 1 if row else 0)

    size = len(code) if spans is None else sum(end - start for start, end in spans)
    work = _Work(code, first, size)
    parser = tree_sitter.Parser(installed.language)
    if spans is not None:
        parser.included_ranges = [
            tree_sitter.Range(place(start), place(end), start, end)
            for start, end in spans
            if start < end
        ]
    try:
        tree = parser.parse(work.read, progress_callback=work.step)
    except ValueError:
        return None
    return None if tree is None or work.is_too_much else tree.root_node
