"""A source without its comments and what is in its strings: what is left has brackets that count.

A grammar that lost its way says nothing of what is a string any more, and one that takes ``/*`` for
two operators takes a time that grows with the square of their number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

import msgspec

_NOT_LINE_END = re.compile(rb"[^\r\n]")
_NESTED = re.compile(rb"/\*|\*/")


class Quotes(msgspec.Struct, frozen=True):
    """A kind of string: how it ends, once it has begun."""

    end: re.Pattern[bytes]
    """Group ``close`` is its end, ``hole`` the beginning of code in it; escapes match neither."""


class Lexicon(msgspec.Struct, frozen=True):
    """What comments and strings of a language look like."""

    start: re.Pattern[bytes]
    """Groups ``line``, ``block``, ``string`` and ``directive``, a line that is no code, begin one;
    ``character`` is all of a literal."""
    quotes: Callable[[bytes], Quotes]
    """Returns of what begins a string how it ends."""
    holes: bytes = b""
    """The brackets around code in a string."""
    is_nested: bool = False
    """Whether block comments hold block comments."""


class Bare(msgspec.Struct, frozen=True):
    """A source with blanks for its comments and what is in its strings."""

    code: bytes
    """As long as the source, with the same lines."""
    comments: tuple[tuple[int, int], ...]


class _Open(msgspec.Struct):
    """A string that has begun, and the brackets that are open in the code in it."""

    quotes: Quotes
    content: int
    depth: int = 0


def without_literals(source: bytes, lexicon: Lexicon) -> Bare:
    """Return a source without its comments and what is in its strings, in one pass.

    Parameters
    ----------
    source:
        The source.
    lexicon:
        What its comments and strings look like.
    """
    return _Scan(source, lexicon).bare()


class _Scan:
    """The way through one source, in its code, and in strings with code in them."""

    def __init__(self, source: bytes, lexicon: Lexicon) -> None:
        self._source = source
        self._lexicon = lexicon
        self._code = bytearray(source)
        self._comments: list[tuple[int, int]] = []
        self._open: list[_Open] = []

    def bare(self) -> Bare:
        """Return the outcome."""
        position = 0
        while position < len(self._source):
            is_in_string = bool(self._open) and not self._open[-1].depth
            position = self._string(position) if is_in_string else self._plain(position)
        if self._open:
            self._blank(self._open[0].content, len(self._source))
        return Bare(bytes(self._code), tuple(self._comments))

    def _plain(self, position: int) -> int:
        """Go to the next string, or to the end of the next comment or bracket."""
        match = self._lexicon.start.search(self._source, position)
        if match is None:
            return len(self._source)
        if match.lastgroup == "string":
            self._open.append(_Open(self._lexicon.quotes(match[0]), match.end()))
        elif match.lastgroup == "character":
            self._blank(match.start(), match.end(), b"0")
        elif match.lastgroup in ("line", "directive", "block"):
            end = self._end_of_comment(match)
            if not self._open and match.lastgroup != "directive":
                self._comments.append((match.start(), end))
            self._blank(match.start(), end)
            return end
        elif self._open and match[0] in self._lexicon.holes:
            self._open[-1].depth += 1 if match[0] == self._lexicon.holes[:1] else -1
        return match.end()

    def _end_of_comment(self, match: re.Match[bytes]) -> int:
        if match.lastgroup != "block":
            end = self._source.find(b"\n", match.end())
            end = len(self._source) if end < 0 else end
            return end - (self._source[end - 1 : end] == b"\r")
        depth = 1
        for found in _NESTED.finditer(self._source, match.end()):
            if found[0] == b"*/":
                depth -= 1
                if not depth:
                    return found.end()
            elif self._lexicon.is_nested:
                depth += 1
        return len(self._source)

    def _string(self, position: int) -> int:
        """Go to the end of the string, or to the code in it."""
        string = self._open[-1]
        match = string.quotes.end.search(self._source, position)
        if match is None:
            return len(self._source)
        if match.lastgroup == "hole":
            string.depth = 1
        elif match.lastgroup == "close":
            self._open.pop()
            if not self._open:
                self._blank(string.content, match.start("close"))
        return match.end()

    def _blank(self, start: int, end: int, filler: bytes = b" ") -> None:
        self._code[start:end] = _NOT_LINE_END.sub(filler, self._source[start:end])


class Brackets:
    """Which bracket of a bare source belongs to which, and which have no other."""

    def __init__(self, code: bytes) -> None:
        self.closing: dict[int, int] = {}
        self.unmatched: list[int] = []
        opened: list[int] = []
        waiting = dict.fromkeys(b"([{", 0)
        for match in _BRACKET.finditer(code):
            if match[0] in b"([{":
                opened.append(match.start())
                waiting[match[0][0]] += 1
                continue
            opening = _OPENING[match[0]][0]
            if not waiting[opening]:
                self.unmatched.append(match.start())
                continue
            while code[opened[-1]] != opening:
                self.unmatched.append(opened.pop())
                waiting[code[self.unmatched[-1]]] -= 1
            self.closing[opened.pop()] = match.start()
            waiting[opening] -= 1
        self.unmatched += opened
        self.is_balanced = not self.unmatched
        self._braces = sorted(start for start in self.closing if code[start : start + 1] == b"{")

    def last_brace(self, start: int, end: int) -> int:
        """Return the opening brace in a span that closes last, outside others, -1 without one.

        Parameters
        ----------
        start:
            Offset of the first byte of the span.
        end:
            Offset behind its last byte.
        """
        best = -1
        position = bisect_right(self._braces, start - 1)
        while position < len(self._braces) and self._braces[position] < end:
            best = self._braces[position]
            position = bisect_right(self._braces, self.closing[best])
        return best


_BRACKET = re.compile(rb"[()\[\]{}]")
_OPENING = {b")": b"(", b"]": b"[", b"}": b"{"}
