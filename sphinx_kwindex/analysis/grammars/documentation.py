"""Comments that document what follows them, or the file that they stand at the head of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sphinx_kwindex.analysis.comments import (
    Comment,
    comments_in,
    first_words,
    summary_of_comments,
)
from sphinx_kwindex.analysis.grammars.declaration import ANY_COMMENT
from sphinx_kwindex.records.analysis import Prose

_MOST_LINES = 400
_MOST_ANNOTATIONS = 50
_ONLY_COMMENTS = re.compile(rb"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+")
_MOST_BYTES_BETWEEN = 1_000
_MOST_BYTES_OF_HEAD = 20_000
_ALONE = re.compile(rb"[ \t]*\r?\n[^\n]*")
"""What may follow any comment that documents: the definition."""
_OTHER_CODE = re.compile(
    rb"[;{}]|\n[ \t]*\r?\n"
    rb"|^[ \t]*(?:import|package|using|use|require|include|#[ \t]*(?:include|import|define"
    rb"|pragma))\b",
    re.MULTILINE,
)
"""What never stands between documentation and its definition; attributes and macros may."""
_OF_FILE = re.compile(
    r"^[\s/*#!;-]*[@\\](?:file|fileoverview|overview|module|packageDocumentation)\b", re.MULTILINE
)
_PROLOGUE = re.compile(
    rb"(?:\s|<\?php\b|declare\s*\(\s*strict_types\s*=\s*1\s*\)\s*;|[\"']use strict[\"'];?|#!.*"
    rb"|#[ \t]*pragma[ \t]+once\b"
    rb"|#[ \t]*ifndef[ \t]+\w+\s+#[ \t]*define[ \t]+\w+[ \t]*1?(?=\r?\n))*"
)
"""What may stand before the comment at the head of a file: it does nothing yet."""
_ATTRIBUTE = re.compile(rb"\r?\n[ \t]*#!\[")
"""An attribute of a whole file of Rust: a comment right above it speaks of that."""
_OF_C = frozenset({"c", "cpp", "cuda", "objective-c", "objective-c++"})
_CODE_BELOW = re.compile(
    rb"[ \t]*\r?\n[ \t]*(?!#[ \t]*(?:include|import|ifndef|pragma[ \t]+once)\b)[^\s/]"
)
"""What a second comment in C is about: the line right below, unless a file may begin with it."""
_CONSTRAINTS = {"go": re.compile(r"go:build\b|\s*\+build\b")}
"""Lines that say when a file counts; what stands above them speaks of that."""


class Comments:
    """The comments of one source, for look-up."""

    def __init__(
        self,
        source: bytes,
        places: Sequence[tuple[int, int]],
        documentation: re.Pattern[str],
        lexer: str,
        attached: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._source = source
        self._places = [
            (start, start + len(source[start:end].rstrip(b"\r\n"))) for start, end in sorted(places)
        ]
        self._starts = [start for start, _ in self._places]
        self._documentation = documentation
        self._lexer = lexer
        self._attachments = attached
        self._taken: set[int] = set()
        self._of_definitions: set[int] = set()
        self._attached: set[int] = set()
        self._of_package = -1
        self._given: dict[int, tuple[str, str]] = {}
        """What stands before a byte: the first sentence, and all."""
        self.taken = ""
        """The documentation of which :meth:`summary_before` gave the first sentence last."""

    def summary_before(self, start: int, *, is_of_file: bool = False) -> str:
        """Return the first sentence of the documentation of what begins at a byte.

        A comment documents the first thing that follows it, or with it the file as a whole.

        Parameters
        ----------
        start:
            Offset of the byte.
        is_of_file:
            Whether the file as a whole is meant.
        """
        summary = self._summary_before(start, is_of_file=is_of_file)
        self._given.setdefault(start, (summary, self.taken))
        return summary

    def summary_of_several(self, start: int) -> str:
        """Return the same for each of the things that are declared together from a byte on."""
        if start not in self._given:
            self.summary_before(start)
        summary, self.taken = self._given[start]
        return summary

    def _summary_before(self, start: int, *, is_of_file: bool) -> str:
        self.taken = ""
        start = self._before_annotations(start)
        position = bisect_right(self._starts, start - 1) - 1
        if position < 0 or position in self._taken or not self._leads_to(position, start):
            return ""
        if not self._is_documentation(position):
            self._attach(position, start)
            return ""
        first = position
        while (
            first > 0
            and position - first < _MOST_LINES
            and self._is_documentation(first - 1)
            and self._follows(first)
        ):
            first -= 1
        text = self._text(first, position)
        if self._has_code_before(first) or _OF_FILE.search(text):
            return ""
        self._taken.add(position)
        self.taken = text
        if is_of_file:
            self._of_package = first
        else:
            self._of_definitions.update(range(first, position + 1))
        return summary_of_comments(comments_in(text, 1, self._lexer), self._lexer)

    def _before_annotations(self, start: int) -> int:
        """Return where the annotations begin that were left out before a definition."""
        position = bisect_left(self._attachments, (start, start))
        for first, last in reversed(
            self._attachments[max(0, position - _MOST_ANNOTATIONS) : position]
        ):
            if _ONLY_COMMENTS.fullmatch(self._source, last, start) is None:
                break
            start = first
        return start

    def at_head(self) -> Iterator[str]:
        """Yield the comments at the head of the source."""
        for index, (start, _) in enumerate(self._places[:_MOST_LINES]):
            if start > _MOST_BYTES_OF_HEAD:
                return
            yield self._text(index, index)

    def of_file(self, *, is_alone: bool = False) -> Prose | None:
        """Return the words at the head of the source; not those on its first definition.

        Parameters
        ----------
        is_alone:
            Whether there is one definition only: a comment on it, which is no documentation, may
            as well be about the file.
        """
        blocks = list(self._head(is_alone=is_alone))
        constraint = _CONSTRAINTS.get(self._lexer)
        if constraint is not None:
            found = [any(map(constraint.match, block.lines)) for block in blocks]
            blocks = blocks[len(found) - found[::-1].index(True) if True in found else 0 :]
        line = self._line(self._of_package) if self._of_package >= 0 else 0
        blocks.sort(
            key=lambda block: block.kind != "inside" and not block.line <= line <= block.end
        )
        return first_words(blocks, self._lexer)

    def _head(self, *, is_alone: bool) -> Iterator[Comment]:
        """Yield the comments before any code, but for those of a definition."""
        end = first = 0
        index = -1
        for index, (start, stop) in enumerate(self._places):
            between = self._source[end:start]
            if start > _MOST_BYTES_OF_HEAD or _PROLOGUE.fullmatch(between) is None:
                break
            if between.strip():
                if index > first:
                    yield from self._comments(first, index - 1, is_alone=is_alone)
                first = index + self._has_code_before(index)
            end = stop
        else:
            index += 1
        if index > first:
            yield from self._comments(first, index - 1, is_alone=is_alone)

    def _comments(self, first: int, last: int, *, is_alone: bool) -> Iterator[Comment]:
        others = self._of_definitions if is_alone else self._of_definitions | self._attached
        lines = [self._line(index) for index in range(first, last + 1) if index in others]
        found = comments_in(self._text(first, last), self._line(first), self._lexer)
        if (
            found
            and found[-1].kind != "inside"
            and _ATTRIBUTE.match(self._source, self._places[last][1])
        ):
            found.pop()
        if (
            (first or len(found) > 1)
            and found
            and self._lexer in _OF_C
            and _CODE_BELOW.match(self._source, self._places[last][1])
            and not _OF_FILE.search("\n".join(found[-1].lines))
        ):
            found.pop()
        for comment in found:
            of_definition = any(comment.line <= line <= comment.end for line in lines)
            if not of_definition or _OF_FILE.search("\n".join(comment.lines)):
                yield comment

    def _line(self, index: int) -> int:
        return self._source.count(b"\n", 0, self._starts[index]) + 1

    def _text(self, first: int, last: int) -> str:
        piece = self._source[self._places[first][0] : self._places[last][1]]
        return piece.decode("utf-8", "replace").replace("\r\n", "\n")

    def _is_documentation(self, index: int) -> bool:
        start = self._places[index][0]
        head = self._source[start : start + 8].decode("utf-8", "replace")
        return self._documentation.match(head) is not None

    def _leads_to(self, index: int, start: int) -> bool:
        """Return whether no other code and no empty line is between a comment and a definition."""
        end = self._places[index][1]
        if start - end > _MOST_BYTES_BETWEEN:
            return False
        between = self._source[end:start]
        if self._documentation is ANY_COMMENT:
            return _ALONE.fullmatch(between) is not None
        return _OTHER_CODE.search(between) is None

    def _attach(self, position: int, start: int) -> None:
        """Note that a comment that is no documentation stands right above a definition."""
        first = position
        while first > 0 and position - first < _MOST_LINES and self._follows(first):
            first -= 1
        if not self._source[self._places[position][1] : start].strip():
            self._attached.update(range(first, position + 1))

    def _follows(self, index: int) -> bool:
        """Return whether nothing but the end of a line is between a comment and the one before."""
        between = self._source[self._places[index - 1][1] : self._places[index][0]]
        return not between.strip() and between.count(b"\n") <= 1

    def _has_code_before(self, index: int) -> bool:
        """Return whether a comment stands behind code, of which it says something."""
        start = self._places[index][0]
        line_start = self._source.rfind(b"\n", max(0, start - 500), start) + 1
        return bool(self._source[line_start:start].strip(b" \t({"))
