"""Brackets without a partner: what around them is not to be trusted.

Brackets alone do not say which one is too many.  Lines do, where people indent what is in braces:
up to the next line that is indented no deeper, nothing is known of what begins at an open bracket.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from sphinx_kwindex.analysis.grammars.literals import Brackets

Span = tuple[int, int]
"""The first byte and the byte after the last one."""

_MOST_UNMATCHED = 20
"""More are no slip of a pen."""
_INDENTED = 0.8
"""The part of the blocks whose content is indented, from which on lines can be trusted."""
_MOST_LINES_OF_HEAD = 20
_LINE = re.compile(rb"^(?P<indent>[ \t]*+)[^\s]", re.MULTILINE)
_BEGINS_HEAD = re.compile(rb"[ \t]*+(?:[@#\[]|[\w \t<>,.?]++\r?$)", re.MULTILINE)
"""``@Override``, ``#[test]`` and ``public static`` in a line of their own."""
_NOT_LINE_END = re.compile(rb"[^\r\n]")


def suspect_spans(code: bytes, brackets: Brackets) -> list[Span]:
    """Return the parts of a source that brackets without a partner make doubtful, in order.

    There are none where they cannot be told: all of the source is doubtful then.

    Parameters
    ----------
    code:
        The source without comments and the texts of strings.
    brackets:
        Its brackets.
    """
    if brackets.is_balanced or len(brackets.unmatched) > _MOST_UNMATCHED:
        return []
    lines = _Lines(code)
    if not lines.are_indented(brackets):
        return []
    found = [lines.around(position) for position in brackets.unmatched]
    if None in found:
        return []
    pairs = sorted(brackets.closing.items())
    return _joined(_closed(span, pairs) for span in found if span is not None)


def blanked(code: bytes, spans: Iterable[Span]) -> bytes:
    """Return a source with blanks for some of its parts.

    Parameters
    ----------
    code:
        The source.
    spans:
        The parts.
    """
    out = bytearray(code)
    for start, end in spans:
        out[start:end] = _NOT_LINE_END.sub(b" ", code[start:end])
    return bytes(out)


class _Lines:
    """The lines of a source that are not blank, and how they are indented."""

    def __init__(self, code: bytes) -> None:
        self._code = code
        found = list(_LINE.finditer(code))
        self._starts = [match.start() for match in found]
        self._indents = [len(match["indent"].expandtabs(4)) for match in found]

    def are_indented(self, brackets: Brackets) -> bool:
        """Return whether most blocks are indented deeper than what they are the block of."""
        all_ = deeper = 0
        for opening, closing in brackets.closing.items():
            line = self._line(opening)
            if self._code[opening : opening + 1] == b"{" and self._line(closing) > line + 1:
                all_ += 1
                deeper += self._indents[line + 1] > self._indents[line]
        return bool(all_) and deeper >= _INDENTED * all_

    def around(self, position: int) -> Span | None:
        """Return what a bracket without a partner makes doubtful, None if nobody can tell."""
        line, sign = self._line(position), self._code[position : position + 1]
        first, after = line, line + 1
        if sign == b"}":
            first = self._head(self._last_before(line))
        else:
            first = self._head(line)
            while after < len(self._starts) and self._indents[after] > self._indents[line]:
                after += 1
            if sign == b"{" and after == line + 1 < len(self._starts):
                return None  # its content is not indented
        end = self._starts[after] if after < len(self._starts) else len(self._code)
        return self._starts[first], end

    def _line(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def _last_before(self, line: int) -> int:
        """Return the line that the block around a brace too many seems to begin in."""
        before = line
        while before > 0 and self._indents[before - 1] > self._indents[line]:
            before -= 1
        return max(before - 1, 0) if before < line else line

    def _head(self, line: int) -> int:
        """Return the first line of a head: with annotations and modifiers above it."""
        first = line
        while (
            first > 0
            and line - first < _MOST_LINES_OF_HEAD
            and self._indents[first - 1] == self._indents[line]
            and _BEGINS_HEAD.match(self._code, self._starts[first - 1])
        ):
            first -= 1
        return first


def _closed(span: Span, pairs: Sequence[Span]) -> Span:
    """Return a part with all of the pairs of brackets that it holds one of."""
    start, end = span
    openings = [opening for opening, _ in pairs]
    closings = sorted((closing, opening) for opening, closing in pairs)
    seen_start, seen_end = start, start
    while seen_start > start or seen_end < end:
        new = [(start, seen_start), (seen_end, end)]
        seen_start, seen_end = start, end
        for first, last in new:
            for index in range(bisect_left(openings, first), bisect_left(openings, last)):
                end = max(end, pairs[index][1] + 1)
            low, high = bisect_left(closings, (first, -1)), bisect_left(closings, (last, -1))
            start = min([start, *(opening for _, opening in closings[low:high])])
    return start, end


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
