"""What is left of a source in Kotlin: blanks for what its grammar shall not read."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.grammars.kotlin.annotations import TESTS, is_before_modifier
from sphinx_kwindex.analysis.grammars.kotlin.expressions import (
    ANNOTATION,
    TOKEN,
    end_of_annotation,
    extent_of,
)
from sphinx_kwindex.analysis.grammars.kotlin.words import COLON, NEXT_PARAMETER, NOT_LINE_END, SOFT
from sphinx_kwindex.analysis.grammars.literals import Brackets


class Remains:
    """The code of one source, and what is left of it.

    Parameters
    ----------
    code:
        The code, without literals and comments.
    brackets:
        The brackets in it.
    """

    def __init__(self, code: bytes, brackets: Brackets) -> None:
        self.code = code
        self.brackets = brackets
        self.out = bytearray(code)
        self.stand_ins: list[tuple[int, int]] = []
        """Where words and line ends are that look like something else."""
        self.attached: list[tuple[int, int]] = []
        """Where annotations were that belong to what follows."""

    def path(self, position: int) -> int:
        """Go behind a path, in which all words are names."""
        end = self.code.find(b"\n", position)
        end = len(self.code) if end < 0 else end
        for match in TOKEN.finditer(self.code, position, end):
            if match[0] in (b";", b"as"):
                break
            if match[0] in SOFT:
                self.stand_ins.append(match.span())
        return end

    def annotation(self, start: int, *, in_type: bool) -> int:
        """Go behind an annotation; what it says, and of what part of a property, is left out.

        Parameters
        ----------
        start:
            Where it begins.
        in_type:
            Whether it is in the head of a type.
        """
        end = end_of_annotation(self.code, self.brackets, start)
        name = ANNOTATION.match(self.code, start)
        is_mark = name is not None and not name["site"] and self.code[end - 1 : end] != b"]"
        is_test = name is not None and name[0] in TESTS
        is_lost = not is_test and is_before_modifier(self.code, self.brackets, end)
        if not is_mark or is_lost or in_type:
            self.blank(start, end)
            self.attached.append((start, end))
        elif name is not None and end > name.end():
            self.blank(name.end(), end)
        return end

    def parameters(self, start: int, end: int, *, in_type: bool) -> None:
        """Leave out default values, each up to the next parameter.

        Parameters
        ----------
        start:
            Where the parameters begin.
        end:
            Where they end.
        in_type:
            Whether they are in the head of a type.
        """
        position, begun = start, -1
        while (match := TOKEN.search(self.code, position, end)) is not None:
            token, position = match[0], match.end()
            if begun < 0:
                begun = match.start() if token == b"=" else -1
                position = self._parameter(match, end, in_type=in_type)
            elif token in (b"(", b"[", b"{"):
                position = self.brackets.closing[match.start()] + 1
            elif token in (b")", b"]") or (
                token == b"," and NEXT_PARAMETER.match(self.code, position, end)
            ):
                self.blank(begun, match.start())
                begun = -1
        if begun >= 0:
            self.blank(begun, end)

    def _parameter(self, match: re.Match[bytes], end: int, *, in_type: bool) -> int:
        """Go behind a token of a parameter."""
        token, position = match[0], match.end()
        if token == b"@":
            return self.annotation(match.start(), in_type=in_type)
        if token == b"context" and self.code[position : position + 1] == b"(":
            position = self.brackets.closing[position] + 1
            self.blank(match.start(), position)
        elif token in SOFT and COLON.match(self.code, position, end):
            self.stand_ins.append(match.span())
        return position

    def expression(self, start: int, limit: int) -> int:
        """Go behind an expression, in place of which a string stands.

        Parameters
        ----------
        start:
            Where it may begin.
        limit:
            Where the block around it ends.
        """
        first, end = extent_of(self.code, self.brackets, start, limit)
        if first < end:
            is_full = end == limit < len(self.code)
            self._fill(first, end - is_full)
            if is_full:
                self.out[end - 1] = ord(";")
        return max(end, start)

    def delegate(self, start: int, limit: int) -> int:
        """Go behind what a type leaves its work to, of which nothing is left.

        Parameters
        ----------
        start:
            Where ``by`` stands.
        limit:
            Where the block around it ends.
        """
        end = start + len(b"by")
        while (match := TOKEN.search(self.code, end, limit)) is not None:
            is_end = match[0] in (b"{", b",", b"where", b";") or match.lastgroup == "line"
            if is_end and end > start + len(b"by"):
                break
            end = self.brackets.closing.get(match.start(), match.end() - 1) + 1
        self.blank(start, end)
        return end

    def _fill(self, start: int, end: int) -> None:
        self.blank(start, end)
        if end - start < 6:
            self.out[start:end] = b"0" * (end - start)
        else:
            self.out[start : start + 3] = self.out[end - 3 : end] = b'"""'

    def blank(self, start: int, end: int) -> None:
        """Leave nothing but the line ends between two places.

        Parameters
        ----------
        start:
            The first.
        end:
            The second.
        """
        self.out[start:end] = NOT_LINE_END.sub(b" ", self.code[start:end])
